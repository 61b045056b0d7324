"""What the desk will say of itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, TextClause, bindparam, case, delete, func, select, text, update
from sqlmodel import col

from bot.model.ids import ClaimId, PlaceId, StoryId
from bot.model.reminder import Reminder
from storage import mapping
from storage.repos.base import Repo, chunks, table
from storage.rows import ReminderRow

_UNTOLD = col(ReminderRow.told_at).is_(None)
# From one desk to the next by the index, so that it takes as long as there are desks, not reminders. The
# order by all that stands in an index is what makes a planner take that one.
_DESKS = text("""
    WITH RECURSIVE tenant (workspace) AS (
        SELECT * FROM (
            SELECT workspace FROM reminder WHERE told_at IS NULL ORDER BY workspace, place, at LIMIT 1
        ) AS first
        UNION ALL
        SELECT (
            SELECT one.workspace FROM reminder one
            WHERE one.told_at IS NULL AND one.workspace > tenant.workspace
            ORDER BY one.workspace, one.place, one.at LIMIT 1
        )
        FROM tenant WHERE tenant.workspace IS NOT NULL
    ), stand (workspace, place) AS (
        SELECT tenant.workspace, (
            SELECT one.place FROM reminder one
            WHERE one.told_at IS NULL AND one.workspace = tenant.workspace
            ORDER BY one.place, one.at LIMIT 1
        )
        FROM tenant WHERE tenant.workspace IS NOT NULL
        UNION ALL
        SELECT stand.workspace, (
            SELECT one.place FROM reminder one
            WHERE one.told_at IS NULL AND one.workspace = stand.workspace AND one.place > stand.place
            ORDER BY one.place, one.at LIMIT 1
        )
        FROM stand WHERE stand.place IS NOT NULL
    )
    SELECT workspace, place FROM stand
    WHERE (
        SELECT one.at FROM reminder one
        WHERE one.told_at IS NULL AND one.workspace = stand.workspace AND one.place = stand.place
        ORDER BY one.at LIMIT 1
    ) <= :now
    ORDER BY (
        SELECT one.turn_at FROM reminder one
        WHERE one.told_at IS NULL AND one.workspace = stand.workspace AND one.place = stand.place
            AND one.at <= :now
        ORDER BY one.turn_at, one.at, one.id LIMIT 1
    ), workspace, place
""")


def desks_due(now: datetime) -> TextClause:
    """Workspace and place of every desk with untold reminders whose time has come, by the first due time."""
    return _DESKS.bindparams(bindparam("now", now, type_=table(ReminderRow).c.at.type))


class Reminders(Repo):
    """See bot.ports.deciding.Reminders."""

    async def plan(
        self, reminders: Sequence[Reminder], *, story: StoryId | None = None, claim: ClaimId | None = None
    ) -> None:
        wanted = [one.id for one in reminders]
        await self._run(
            delete(table(ReminderRow)).where(
                *self._of(story, claim), _UNTOLD, col(ReminderRow.id).not_in(wanted)
            )
        )
        # What was told stays told; what was moved is moved again if need be.
        rows = [
            mapping.columns(one, workspace=self._workspace) | {"turn_at": one.due_at or one.at}
            for one in reminders
        ]
        if rows:
            fresh = self._insert(ReminderRow)
            again = fresh.on_conflict_do_update(
                index_elements=["workspace", "id"],
                set_={"at": fresh.excluded.at, "turn_at": fresh.excluded.turn_at},
                where=col(ReminderRow.told_at).is_(None),
            )
            await self._session.execute(again, rows)

    async def due(self, place: PlaceId, *, now: datetime, limit: int) -> Sequence[Reminder]:
        # Bare, `at` would lead SQLite to the index by it, and to sort all that is due for the few it gives.
        at = func.coalesce(col(ReminderRow.at), now)
        found = await self._run(
            select(table(ReminderRow))
            .where(
                col(ReminderRow.workspace) == self._workspace,
                col(ReminderRow.place) == place,
                _UNTOLD,
                at <= now,
            )
            .order_by(col(ReminderRow.turn_at), col(ReminderRow.at), col(ReminderRow.id))
            .limit(limit)
        )
        return [mapping.value(Reminder, row) for row in found]

    async def of(self, *, story: StoryId | None = None, claim: ClaimId | None = None) -> Sequence[Reminder]:
        found = await self._run(
            select(table(ReminderRow))
            .where(*self._of(story, claim))
            .order_by(col(ReminderRow.at), col(ReminderRow.id))
        )
        return [mapping.value(Reminder, row) for row in found]

    async def move(self, reminder: str, *, at: datetime) -> None:
        turn = case((col(ReminderRow.due_at).is_(None), at), else_=col(ReminderRow.due_at))
        await self._run(
            update(table(ReminderRow))
            .where(col(ReminderRow.workspace) == self._workspace, col(ReminderRow.id) == reminder, _UNTOLD)
            .values(at=at, turn_at=turn)
        )

    async def told(self, reminders: Sequence[str], *, at: datetime) -> None:
        for part in chunks(reminders):
            await self._run(
                update(table(ReminderRow))
                .where(col(ReminderRow.workspace) == self._workspace, col(ReminderRow.id).in_(part), _UNTOLD)
                .values(told_at=at)
            )

    async def stop(self, place: PlaceId) -> None:
        await self._run(
            delete(table(ReminderRow)).where(
                col(ReminderRow.workspace) == self._workspace, col(ReminderRow.place) == place, _UNTOLD
            )
        )

    def _of(self, story: StoryId | None, claim: ClaimId | None) -> tuple[ColumnElement[bool], ...]:
        """Those of the one or the other: without either it would be those of the whole workspace."""
        if (story is None) == (claim is None):
            raise ValueError("reminders hang on a story or on a claim")
        hangs = col(ReminderRow.claim) == claim if story is None else col(ReminderRow.story) == story
        return col(ReminderRow.workspace) == self._workspace, hangs
