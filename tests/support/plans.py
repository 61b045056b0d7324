"""What is planned compared with what would be planned now, from what is true."""

from collections.abc import Sequence
from typing import Any, cast

from bot import planning, views
from bot.model.ids import ClaimId, StoryId
from bot.model.reminder import Reminder
from bot.ports import Tx
from tests.support.room import DESK, Room


class _Noting:
    """A transaction that reads as the real one does and only notes what would be planned."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self.wanted: list[Reminder] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    @property
    def reminders(self) -> "_Noting":
        return self

    async def plan(
        self, reminders: Sequence[Reminder], *, story: StoryId | None = None, claim: ClaimId | None = None
    ) -> None:
        self.wanted += reminders


async def faults(room: Room) -> list[str]:
    """Every reminder that is missing, left over, or planned for another time than it would be now."""
    async with room.database.ledger.look(room.workspace) as tx:
        noting = _Noting(tx)
        stories = await tx.stories.newest(DESK, limit=100)
        claims = {claim.id: claim for _, claim in await tx.claims.of_stories([one.id for one in stories])}
        for story in stories:
            await planning.plan_story(cast(Tx, noting), await views.story_view(tx, story.id))
        for view in await views.views_of(tx, list(claims)):
            await planning.plan_claim(cast(Tx, noting), view)
        planned = [one for story in stories for one in await tx.reminders.of(story=story.id)]
        planned += [one for claim in claims for one in await tx.reminders.of(claim=claim)]
    told = {one.id for one in planned if one.told_at is not None}
    there = {one.id: one for one in planned if one.told_at is None}
    wanted = {one.id: one for one in noting.wanted if one.id not in told}
    return [
        *(f"missing: {shown(one)}" for key, one in wanted.items() if key not in there),
        *(f"left over: {shown(one)}" for key, one in there.items() if key not in wanted),
        *(
            f"planned for {there[key].at:%d %H:%M}: {shown(one)}"
            for key, one in wanted.items()
            # One whose time has come may have been moved since, out of quiet time or by snoozing.
            if key in there and there[key].at != one.at and one.at > room.time
        ),
    ]


def shown(one: Reminder) -> str:
    """A reminder for the report of a test that fails."""
    due = f", due {one.due_at:%d %H:%M}" if one.due_at else ""
    return f"{one.rung} at {one.at:%d %H:%M}{due}"
