"""A database as version 0.1 left it: revision 0001, with rows in every table."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model.ids import PlaceId, WorkspaceId
from storage.migrate import migrate
from storage.postgres.connect import make_engine as make_postgres_engine
from storage.sqlite import make_engine
from tests.support.hours import NOON

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")
DESK = PlaceId("desk")
Row = dict[str, Any]


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def _claim(key: str, text: str, *, workspace: str = W) -> Row:
    row: Row = {"workspace": workspace, "id": key, "place": DESK, "fingerprint": key, "text": text}
    row |= {"source": "named", "speaker": "Ana Nováková", "direct_quote": False, "kind": "quantity"}
    return row | {"reasons": ["has a figure"], "notes": [], "created_at": NOON}


def _called(key: str, claim: str, kind: str, minutes: int, **more: object) -> Row:
    row = {"workspace": W, "id": key, "claim": claim, "kind": kind, "person": "edda", "name": "Edda Lind"}
    return row | {"via": "button", "at": at(minutes), "reason": None} | more


_HERE = {"workspace": W, "place": DESK}
_ROSA = {"person": "rosa", "name": "Rosa Reyes"}
OLD: dict[str, list[Row]] = {
    "desk": [_HERE | {"mode": "asked", "threads": 2, "own": ["house.example"], "stories": 12}],
    "story": [
        _HERE
        | {"id": "s1", "address": "a", "state": "read", "created_at": NOON, "number": 12, "tries": 0}
        | {"title": "Bridge", "outlet": "Courier", "published_source": "none", "language": "en", "words": 90}
    ],
    "claim": [
        _claim("c1", "The bridge carried 40,000 cars."),
        _claim("c2", "The bridge carried 50,000 cars."),
        _claim("c3", "Trains carried more."),
        _claim("c4", "Trams carried fewer."),
        _claim("c1", "Their bridge carried nothing.", workspace=OTHER),
    ],
    "address": [_HERE | {"address": "a", "story": "s1"}],
    "appearance": [{"workspace": W, "story": "s1", "number": 1, "claim": "c1", "paragraph": 1}],
    "text": [{"workspace": W, "story": "s1", "paragraphs": ["Hello."], "at": NOON}],
    "tip": [_HERE | _ROSA | {"id": "t1", "story": "s1", "message": "m1", "at": NOON}],
    "line": [_HERE | _ROSA | {"id": "m1", "text": "Hello.", "at": NOON}],
    "inbox": [{"workspace": W, "event": "e1", "at": NOON}],
    "history": [
        {"workspace": W, "id": "h1", "at": NOON, "person": "rosa", "name": "Rosa", "act": "voted"}
        | {"claim": "c1", "before": "Open", "after": "Leaning false (1)"}
    ],
    "task": [
        {"seq": 1, "workspace": W, "key": "k", "kind": "do", "channel": "desk", "args": {}}
        | {"revision": 0, "tries": 0}
    ],
    "post": [
        _HERE
        | {
            "key": f"claim:{claim}",
            "kind": "claim",
            "owed_at": at(n),
            "claim": claim,
            "story": "s1",
            "tries": 1,
        }
        | {"ref": claim, "posted_at": NOON}
        for n, claim in enumerate(("c1", "c2", "c3", "c4"))
    ],
    "ballot": [
        {
            "workspace": W,
            "id": f"b{n}",
            "claim": claim,
            "question": "so",
            "rating": "false",
            "via": "reaction",
        }
        | {"person": "edda", "name": "Edda Lind", "at": at(1), "withdrawn": n == 3}
        for n, claim in enumerate(("c1", "c2", "c3", "c4"))
    ],
    "decision": [
        _called("d1", "c2", "dismissed", 2),
        _called("d2", "c3", "dismissed", 2, via="reaction", name="Elias Okoro"),
        _called("d3", "c3", "reopened", 3, via="reaction"),
        _called("d4", "c3", "dismissed", 4),
        _called("d5", "c3", "reopened", 5, reason="it is one after all"),
        # Told out of order by the platform: twice no claim, and brought back before that.
        _called("d6", "c4", "reopened", 2),
        _called("d7", "c4", "dismissed", 3),
        _called("d8", "c4", "dismissed", 4),
    ],
}


def engine_of(url: str) -> AsyncEngine:
    """Of either kind, in whatever shape the database is."""
    if url.startswith("sqlite"):
        return make_engine(Path(url.removeprefix("sqlite:///")))
    return make_postgres_engine(make_url(url))


def _insert(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection)
    for name, rows in OLD.items():
        for row in rows:
            connection.execute(tables.tables[name].insert(), row)


async def make_old(url: str) -> None:
    """In a database that is empty."""
    engine = engine_of(url)
    await migrate(engine, revision="0001")
    async with engine.begin() as connection:
        await connection.run_sync(_insert)
    await engine.dispose()
