"""A database as version 0.3 left it: revision 0003, with rows in every table."""

from typing import Any

from sqlalchemy import Connection, MetaData

from storage.migrate import migrate
from tests.storage.first_shape import DESK, W, at, engine_of
from tests.storage.second_shape import make_second

_OF = {"workspace": W, "claim": "c1", "person": "rosa", "name": "Rosa Reyes", "at": at(9)}
_HERE = {"workspace": W, "place": DESK}
MORE: dict[str, list[dict[str, Any]]] = {
    "act": [
        _OF | {"id": "a3", "sort": "snooze", "until": at(69)},
        _OF | {"id": "a4", "sort": "spoke"},
    ],
    "reminder": [
        _HERE | {"id": "r1", "rung": "still", "at": at(9), "claim": "c1", "turn_at": at(9)},
    ],
    "post": [
        _HERE
        | {"key": "due:1", "kind": "notice", "owed_at": at(9), "text": "Due.", "about": ["c1"], "tries": 0},
        _HERE
        | {"key": "news:1", "kind": "whisper", "owed_at": at(8), "text": "Settled.", "to": "rosa", "tries": 1}
        | {"ref": "news:1", "posted_at": at(8)},
    ],
}


def _change(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection, only=[*MORE, "desk"])
    for name, rows in MORE.items():
        for row in rows:
            connection.execute(tables.tables[name].insert(), row)
    connection.execute(tables.tables["desk"].update().values(press=["18:00"], zone="Asia/Tokyo"))


async def make_third(url: str) -> None:
    """In a database that is empty."""
    await make_second(url)
    engine = engine_of(url)
    await migrate(engine, revision="0003")
    async with engine.begin() as connection:
        await connection.run_sync(_change)
    await engine.dispose()
