"""A database as version 0.2 left it: revision 0002, with rows in every table."""

from typing import Any

from sqlalchemy import Connection, MetaData

from storage.migrate import migrate
from tests.storage.first_shape import DESK, W, at, engine_of, make_old

_ROSA = {"workspace": W, "person": "rosa", "name": "Rosa Reyes"}
_OF = _ROSA | {"claim": "c1", "at": at(6)}
MORE: dict[str, list[dict[str, Any]]] = {
    "act": [
        _OF | {"id": "a1", "sort": "use", "step": "used", "slug": "Bridge", "slug_key": "bridge"},
        _OF | {"id": "a2", "sort": "ownership", "owner": "rosa", "owner_name": "Rosa Reyes"},
    ],
    "decision": [
        {"workspace": W, "id": "v1", "claim": "c1", "place": DESK, "kind": "verdict", "at": at(7)}
        | {"question": "so", "rating": "false", "names": ["Edda Lind", "Elias Okoro"], "chief": False}
    ],
    "recall": [
        _OF
        | {"id": "r1", "place": DESK, "slugs": ["Bridge"], "question": "so", "old": "false", "new": "Open"}
        | {"why": "new data"}
    ],
    "news": [
        {"workspace": W, "id": "n1", "person": "rosa", "place": DESK, "claim": "c1", "kind": "settled"}
        | {"at": at(8)}
    ],
    "snapshot": [
        _ROSA | {"id": "g1", "place": DESK, "at": at(8), "level": "red", "lines": ["Red."], "story": "s1"}
    ],
}


def _insert(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection, only=list(MORE))
    for name, rows in MORE.items():
        for row in rows:
            connection.execute(tables.tables[name].insert(), row)


async def make_second(url: str) -> None:
    """In a database that is empty."""
    await make_old(url)
    engine = engine_of(url)
    await migrate(engine, revision="0002")
    async with engine.begin() as connection:
        await connection.run_sync(_insert)
    await engine.dispose()
