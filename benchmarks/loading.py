"""A million claims, made up and written straight into the tables; goes on where it was interrupted."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import psycopg
from psycopg import sql
from sqlalchemy import create_engine, func, select

from bot.model.desk import Desk
from bot.model.ids import PlaceId
from bot.model.reminder import Rung
from storage import mapping
from storage.rows import METADATA
from storage.words import indexed

CLAIMS = 40
ROOTS = 3
BATCH = 250
WORKSPACES = ("web", "slack:T1", "web", "slack:T2", "discord:G1")
BEGUN = datetime(2025, 11, 1, tzinfo=UTC)
APART = timedelta(minutes=20)
# When all reminders come at once; until then no sweep of a benchmark tells any.
TOGETHER = datetime(2100, 1, 1, tzinfo=UTC)
OF_ROOT, OF_STORY = (Rung.STILL, Rung.LAPSE, Rung.OWNER), (Rung.DESK,)
TABLES = (
    "story",
    "claim",
    "claim_words",
    "appearance",
    "address",
    "tip",
    "line",
    "post",
    "ballot",
    "act",
    "decision",
    "reminder",
    "desk",
)
PLACES = {"web": "desk"}

Row = dict[str, Any]
Rows = dict[str, list[Row]]


class Writer(Protocol):
    """The quick way into one of the databases, past the ledger."""

    def stories(self) -> int:
        """How many are there already."""
        ...

    def write(self, rows: Rows) -> None:
        """All in one transaction."""
        ...


class SqliteWriter:
    """Through SQLAlchemy's core, so that times are written as the ledger writes them."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)

    def stories(self) -> int:
        with self._engine.connect() as connection:
            found = connection.execute(select(func.count()).select_from(METADATA.tables["story"]))
            return int(found.scalar_one())

    def write(self, rows: Rows) -> None:
        with self._engine.begin() as connection:
            for name, some in rows.items():
                if some:
                    connection.execute(METADATA.tables[name].insert(), some)


class PostgresWriter:
    """COPY."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url)

    def stories(self) -> int:
        with self._connection.transaction():
            found = self._connection.execute("SELECT count(*) FROM story").fetchone()
            return int(found[0]) if found else 0

    def write(self, rows: Rows) -> None:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for name, some in rows.items():
                if some:
                    self._copy(cursor, name, some)

    def _copy(self, cursor: "psycopg.Cursor[Any]", name: str, rows: Sequence[Row]) -> None:
        columns = list(rows[0])
        command = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with cursor.copy(command) as copy:
            for row in rows:
                values = (row[column] for column in columns)
                copy.write_row([json.dumps(value) if isinstance(value, list) else value for value in values])

    def settle(self) -> None:
        """What autovacuum does within minutes."""
        self._connection.execute("ANALYZE")
        self._connection.commit()


def writer(url: str) -> SqliteWriter | PostgresWriter:
    """By the address of the database, whose tables are there."""
    return PostgresWriter(url) if url.startswith("postgresql") else SqliteWriter(url)


def load(into: Writer, *, stories: int) -> Iterator[int]:
    """Writes what is missing, a batch at a time, and tells how many stories there are."""
    there = into.stories()
    while there < stories:
        rows: Rows = {name: [] for name in TABLES}
        upto = min(stories, there + BATCH)
        for number in range(there, upto):
            _story(rows, number)
        if upto == stories:
            rows["desk"] = _desks(stories)
        into.write(rows)
        there = upto
        yield there


def _desks(stories: int) -> list[Row]:
    return [
        mapping.columns(Desk(PlaceId(PLACES.get(workspace, "C1")), threads=ROOTS), workspace=workspace)
        | {"stories": stories}
        for workspace in dict.fromkeys(WORKSPACES)
    ]


def _story(rows: Rows, number: int) -> None:
    workspace = WORKSPACES[number % len(WORKSPACES)]
    place = PLACES.get(workspace, "C1")
    at = BEGUN + number * APART
    key, address = f"s{number:09}", f"https://courier.example/news/{number}"
    message = f"web:m{number:09}"
    here = {"workspace": workspace, "place": place}
    who = {"person": "rosa", "name": "Rosa Reyes"}
    story = here | {"id": key, "url": address, "address": address, "state": "read", "created_at": at}
    story |= {"number": number + 1, "fail_code": None, "fail_reason": None, "tries": 0, "retry_at": None}
    story |= {"read_at": at, "same_as": None, "canonical_url": address, "title": f"Report {number}"}
    story |= {"outlet": "The Harwick Courier", "byline": "Ana Novak", "published": "2026-05-14"}
    rows["story"].append(story | {"published_source": "declared", "language": "en", "words": 900})
    rows["reminder"] += [_reminder(here, number, rung, story=key) for rung in OF_STORY]
    rows["address"].append(here | {"address": address, "story": key})
    rows["line"].append(here | who | {"id": message, "text": address, "at": at, "thread": None})
    tip = here | who | {"id": f"t{number:09}", "story": key, "message": message, "pasted": address, "at": at}
    rows["tip"].append(tip)
    rows["post"].append(_post(here, f"card:{key}", "card", at, story=key, claim=None, thread=message))
    for at_number in range(CLAIMS):
        _claim(rows, here, key, number * CLAIMS + at_number, at_number + 1, at)


def _claim(rows: Rows, here: Row, story: str, number: int, rank: int, at: datetime) -> None:
    key = f"c{number:09}"
    workspace = here["workspace"]
    claim = here | {"id": key, "fingerprint": f"ana novak|spending rose by {number}", "source": "named"}
    claim |= {"text": f"Spending on schools rose by {number} euros in 2019, the mayor said on Monday."}
    claim |= {"speaker": "Ana Novak", "direct_quote": rank % 3 == 0, "kind": "quantity", "notes": []}
    claim |= {"reasons": ["has a figure"], "first_check": "Find the figure.", "created_at": at}
    rows["claim"].append(claim | {"seen_before": None})
    words = indexed(workspace, f"{claim['text']} {claim['speaker']}")
    rows["claim_words"].append({"workspace": workspace, "claim": key, "words": words})
    where = {"workspace": workspace, "story": story, "number": rank, "claim": key, "paragraph": rank}
    rows["appearance"].append(where | {"before": None})
    if rank > ROOTS:
        return
    rows["post"].append(_post(here, f"claim:{key}", "claim", at, story=story, claim=key, thread=None))
    rows["reminder"] += [_reminder(here, number, rung, claim=key) for rung in OF_ROOT]
    _acts(rows, here, key, number, rank, at)


def _reminder(
    here: Row, number: int, rung: Rung, *, story: str | None = None, claim: str | None = None
) -> Row:
    due = TOGETHER + timedelta(seconds=number)
    one = here | {"id": f"{rung}:{story or claim}", "rung": str(rung), "story": story, "claim": claim}
    return one | {"at": TOGETHER, "due_at": due, "turn_at": due, "told_at": None}


def _acts(rows: Rows, here: Row, claim: str, number: int, rank: int, at: datetime) -> None:
    """Two of three roots have a vote, some of the others are no claims."""
    workspace, place = here["workspace"], here["place"]
    who = {"workspace": workspace, "claim": claim, "person": "edda", "name": "Edda Lind", "at": at}
    who |= {"via": "button", "reason": None}
    if rank < ROOTS:
        ballot = {"id": f"b{number:09}", "question": "so", "rating": "false", "withdrawn": False}
        rows["ballot"].append(who | ballot | {"signs": True, "needs": 2, "rules": False})
    elif number // CLAIMS % 4 == 0:
        rows["act"].append(who | {"id": f"a{number:09}", "sort": "call", "kind": "dismissed"})
        decision = {"workspace": workspace, "claim": claim, "place": place, "kind": "dismissed", "at": at}
        decision |= {"id": f"d{number:09}", "names": ["Edda Lind"], "chief": False}
        rows["decision"].append(decision)


def _post(
    here: Row, key: str, kind: str, at: datetime, *, story: str, claim: str | None, thread: str | None
) -> Row:
    post = here | {"key": key, "kind": kind, "owed_at": at, "thread": thread, "story": story, "claim": claim}
    post |= {"text": None, "to": None, "opened_by": None, "recall": None, "about": []}
    return post | {"tries": 1, "ref": key, "posted_at": at}
