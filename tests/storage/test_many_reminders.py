"""Reminders in large numbers: what is asked of them is found by an index, and no more is read."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event, insert, text

from bot.model.ids import ClaimId, PlaceId, WorkspaceId
from storage.database import Database
from storage.repos.base import table
from storage.rows import ReminderRow
from tests.storage.claims import a_claim
from tests.storage.first_shape import engine_of
from tests.support.hours import NOON

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")
DESK, ELSEWHERE = PlaceId("desk"), PlaceId("sports")
CLAIM = ClaimId("claim")
MANY = 3_000


async def _fill(database: Database, url: str) -> None:
    """Many that are due together, and as many that were told, on two desks of two workspaces."""
    one = {"rung": "still", "at": NOON, "turn_at": NOON, "claim": CLAIM}
    for workspace in (W, OTHER):
        async with database.ledger.begin(workspace) as tx:
            await tx.claims.add([a_claim(CLAIM)])
    rows = [
        one | {"workspace": workspace, "id": f"{key} {number:06}", "place": place, "told_at": told_at}
        for workspace, place in ((W, DESK), (OTHER, ELSEWHERE))
        for key, told_at in (("told", NOON), ("untold", None))
        for number in range(MANY)
    ]
    engine = engine_of(url)
    async with engine.begin() as connection:
        await connection.execute(insert(table(ReminderRow)), rows)
        if not url.startswith("sqlite"):  # where nobody ever counts
            await connection.execute(text("ANALYZE reminder"))
    await engine.dispose()


@asynccontextmanager
async def _plans(url: str) -> AsyncIterator[list[str]]:
    """How the database would answer each question about reminders that is asked inside, known at the end."""
    asked: list[tuple[str, Any]] = []
    plans: list[str] = []

    def hear(_c: Any, _k: Any, statement: str, parameters: Any, _x: Any, _m: bool) -> None:
        if "reminder" in statement and statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield plans
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    engine = engine_of(url)
    explain = "EXPLAIN QUERY PLAN " if url.startswith("sqlite") else "EXPLAIN "
    async with engine.connect() as connection:
        for statement, parameters in asked:
            found = await connection.exec_driver_sql(explain + statement, parameters)
            plans.append("\n".join(" ".join(map(str, row)) for row in found))
    await engine.dispose()


async def test_however_many_are_due_only_those_that_are_asked_for_are_read(
    database: Database, url: str
) -> None:
    await _fill(database, url)
    async with _plans(url) as plans:
        due = await database.ledger.due(NOON, quiet=timedelta(minutes=2))
        assert due.reminders == [(OTHER, ELSEWHERE), (W, DESK)]
        async with database.ledger.look(W) as tx:
            first = await tx.reminders.due(DESK, now=NOON, limit=2)
        assert [one.id for one in first] == ["untold 000000", "untold 000001"]
    desks, items = plans
    assert set(re.findall(r"ix_reminder_\w+", desks)) == {"ix_reminder_untold", "ix_reminder_turn"}
    assert set(re.findall(r"ix_reminder_\w+", items)) == {"ix_reminder_turn"}
    assert not re.search("Seq Scan|SCAN one", desks)
    assert not re.search("Seq Scan|SCAN|Sort|TEMP", items)
