"""What the desk will say of itself: planned anew, said once, in the order of due times."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.model.ids import ClaimId, PlaceId, StoryId, WorkspaceId
from bot.model.reminder import Reminder, Rung
from bot.model.story import Story, StoryState
from storage.database import Database
from tests.storage.claims import a_claim
from tests.support.hours import NOON

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")
DESK, ELSEWHERE = PlaceId("desk"), PlaceId("sports")
CLAIMS = (ClaimId("claim-0"), ClaimId("claim-1"))
STORY = StoryId("story")
QUIET = timedelta(minutes=2)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
async def claims(database: Database) -> None:
    """The same claims and story in two workspaces."""
    for workspace in (W, OTHER):
        async with database.ledger.begin(workspace) as tx:
            await tx.claims.add([a_claim(key) for key in CLAIMS])
            await tx.stories.add(Story(STORY, DESK, None, "address", StoryState.READ, NOON))


def reminder(key: str, minutes: float, *, due: float | None = None, **more: Any) -> Reminder:
    """Of the first claim, unless said otherwise."""
    made = {"place": DESK, "rung": Rung.STILL, "claim": CLAIMS[0]} | more
    return Reminder(key, at=at(minutes), due_at=None if due is None else at(due), **made)


async def plan(database: Database, *wanted: Reminder, workspace: WorkspaceId = W, **whose: Any) -> None:
    async with database.ledger.begin(workspace) as tx:
        await tx.reminders.plan(wanted, **(whose or {"claim": CLAIMS[0]}))


async def of(database: Database, **whose: Any) -> Sequence[Reminder]:
    async with database.ledger.look(W) as tx:
        return await tx.reminders.of(**(whose or {"claim": CLAIMS[0]}))


async def due(database: Database, minutes: float, *, place: PlaceId = DESK, limit: int = 99) -> list[str]:
    async with database.ledger.look(W) as tx:
        return [one.id for one in await tx.reminders.due(place, now=at(minutes), limit=limit)]


async def test_a_reminder_comes_back_as_it_was_by_time(database: Database) -> None:
    late, early = reminder("a", 9, due=30, rung=Rung.OWNER), reminder("b", 4)
    await plan(database, late, early)
    assert await of(database) == [early, late]
    of_story = reminder("c", 4, claim=None, story=STORY, rung=Rung.OFFERS)
    await plan(database, of_story, story=STORY)
    assert await of(database, story=STORY) == [of_story]
    assert await of(database) == [early, late]


async def test_what_is_planned_no_more_is_dropped_what_is_there_has_its_planned_time_again(
    database: Database,
) -> None:
    told, moved, due, gone = (
        reminder("told", 1),
        reminder("moved", 2),
        reminder("due", 2, due=9, rung=Rung.OWNER),
        reminder("gone", 3),
    )
    await plan(database, told, moved, due, gone)
    async with database.ledger.begin(W) as tx:
        await tx.reminders.told(["told"], at=at(1))
        await tx.reminders.move("moved", at=at(60))
    again = [replace(told, at=at(7)), replace(moved, at=at(5)), replace(due, at=at(3)), reminder("fresh", 4)]
    await plan(database, *again)
    assert await of(database) == [replace(told, told_at=at(1)), again[2], again[3], again[1]]
    async with database.ledger.look(W) as tx:
        assert [one.id for one in await tx.reminders.due(DESK, now=at(9), limit=9)] == [
            "fresh",
            "moved",
            "due",
        ]


async def test_to_plan_the_same_again_changes_nothing(database: Database) -> None:
    wanted = [reminder("a", 1), reminder("b", 2, due=9, rung=Rung.OWNER)]
    for _ in range(3):
        await plan(database, *wanted)
    assert await of(database) == wanted


async def test_to_plan_nothing_leaves_what_was_told(database: Database) -> None:
    await plan(database, reminder("told", 1), reminder("untold", 2))
    async with database.ledger.begin(W) as tx:
        await tx.reminders.told(["told"], at=at(1))
    await plan(database)
    assert [one.id for one in await of(database)] == ["told"]


async def test_a_plan_leaves_other_claims_and_stories_alone(database: Database) -> None:
    await plan(database, reminder("of claim", 1))
    await plan(database, reminder("of other", 1, claim=CLAIMS[1]), claim=CLAIMS[1])
    await plan(database, reminder("of story", 1, claim=None, story=STORY), story=STORY)
    await plan(database)
    assert await due(database, 1) == ["of other", "of story"]
    await plan(database, story=STORY)
    assert await due(database, 1) == ["of other"]


@pytest.mark.parametrize("whose", [{"claim": None}, {"claim": CLAIMS[0], "story": STORY}])
async def test_a_plan_is_of_a_story_or_of_a_claim(database: Database, whose: dict[str, Any]) -> None:
    await plan(database, reminder("a", 1))
    with pytest.raises(ValueError, match="a story or"):
        await plan(database, **whose)
    assert await due(database, 1) == ["a"]


async def test_what_is_due_comes_by_due_time_else_by_its_own(database: Database) -> None:
    await plan(
        database,
        reminder("due late", 1, due=90, rung=Rung.OWNER),
        reminder("own time", 20),
        reminder("due soon, second rung", 15, due=30, rung=Rung.DESK),
        reminder("due soon, first rung", 10, due=30, rung=Rung.OWNER),
        reminder("not yet", 31, due=40, rung=Rung.OWNER),
    )
    expected = ["own time", "due soon, first rung", "due soon, second rung", "due late"]
    assert await due(database, 30) == expected
    assert await due(database, 30, limit=2) == expected[:2]
    assert await due(database, 31) == [*expected[:3], "not yet", "due late"]
    assert await due(database, 0) == await due(database, 30, place=ELSEWHERE) == []


async def test_what_was_told_is_due_no_more_and_stays_told_at_the_first_time(database: Database) -> None:
    await plan(database, reminder("a", 1), reminder("b", 2))
    for minutes in (5, 6):
        async with database.ledger.begin(W) as tx:
            await tx.reminders.told(["a", "absent"], at=at(minutes))
    assert await due(database, 9) == ["b"]
    assert (await of(database))[0].told_at == at(5)


async def test_what_was_moved_waits_for_its_new_time_and_keeps_its_place_by_due_time(
    database: Database,
) -> None:
    await plan(database, reminder("a", 1), reminder("b", 2), reminder("due", 3, due=4, rung=Rung.OWNER))
    async with database.ledger.begin(W) as tx:
        for key in ("a", "due"):
            await tx.reminders.move(key, at=at(8))
    assert await due(database, 7) == ["b"]
    assert await due(database, 8) == ["b", "due", "a"]


async def test_what_was_told_does_not_move(database: Database) -> None:
    await plan(database, reminder("a", 1))
    async with database.ledger.begin(W) as tx:
        await tx.reminders.told(["a"], at=at(1))
        await tx.reminders.move("a", at=at(8))
    assert await of(database) == [replace(reminder("a", 1), told_at=at(1))]


async def rung(database: Database, minutes: float) -> list[tuple[WorkspaceId, PlaceId]]:
    return list((await database.ledger.due(at(minutes), quiet=QUIET)).reminders)


async def test_the_sweep_finds_each_desk_once_by_its_first_due_time(database: Database) -> None:
    await plan(
        database,
        reminder("a", 1, due=90, rung=Rung.OWNER),
        reminder("b", 2, due=80, rung=Rung.OWNER),
        reminder("c", 6, place=ELSEWHERE),
    )
    await plan(database, reminder("d", 3, due=5, rung=Rung.OWNER), workspace=OTHER)
    await plan(database, reminder("e", 99, place=PlaceId("later")), workspace=OTHER, claim=CLAIMS[1])
    assert await rung(database, 0) == []
    assert await rung(database, 2) == [(W, DESK)]
    assert await rung(database, 6) == [(OTHER, DESK), (W, ELSEWHERE), (W, DESK)]
    async with database.ledger.begin(W) as tx:
        await tx.reminders.told(["a", "b"], at=at(6))
    assert await rung(database, 6) == [(OTHER, DESK), (W, ELSEWHERE)]


async def test_a_desk_is_placed_by_what_has_come_not_by_what_is_still_ahead(database: Database) -> None:
    """One that is said early in the order of due times may have its own time later than others."""
    await plan(
        database,
        reminder("ahead", 50, due=60, rung=Rung.CHIEF),
        reminder("come", 1, due=90, rung=Rung.OWNER),
        reminder("elsewhere", 1, due=70, rung=Rung.OWNER, place=ELSEWHERE),
    )
    assert await rung(database, 2) == [(W, ELSEWHERE), (W, DESK)]
