"""Whatever is changed, planning again gives the same plan: nothing missing, left over, or at another time."""

from datetime import datetime, timedelta

import pytest

from bot.events import (
    BallotCast,
    ClaimTaken,
    ClaimUsed,
)
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId, PostKey
from bot.model.post import Post, PostKind
from bot.model.reminder import Rung
from bot.model.view import ClaimView, StoryView
from tests.bot.conftest import PAGE
from tests.support.heard import begin, may, on_sqlite
from tests.support.newsroom import wrong_after
from tests.support.plans import faults
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, ROSA, Room

MINUTE = timedelta(minutes=1)
STAFF = (ROSA, EDDA, ELIAS, CHANDRA)
COPY = "https://wire.example.org/news/bridge-closes-4711"


async def copied(room: Room) -> StoryView:
    """The same text under another link: a story with the same claims and no threads of its own."""
    room.pages.pages[COPY] = PAGE
    await room.paste(COPY)
    await room.settle()
    return (await room.stories())[-1]


async def set_up(room: Room, words: str) -> None:
    await room.ask(f"settings {words}", by=CHANDRA)
    await room.settle()


async def test_other_hours_move_what_was_planned_by_the_old_ones(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    await set_up(room, "hours:06:00-14:00")
    assert await faults(room) == []
    heard = await begin(room)
    said = await heard.until(may(15, 7, 59), every=MINUTE * 60)
    assert [one for one in said if "Still on it?" in one or "back in the pool" in one] == []


@on_sqlite
async def test_a_due_time_counts_for_every_story_in_which_its_claims_stand(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await copied(room)
    await set_up(room, "press:18:00")
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.due(story, "17:00")
    assert await faults(room) == []
    await room.due(story, "none")
    assert await faults(room) == []


@on_sqlite
async def test_press_times_that_are_no_more_are_never_spoken_of(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    """Also in a copy, which has no thread of its own, and for a claim that has none."""
    await copied(room)
    await set_up(room, "press:18:00")
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.ask("use 1.7", by=ELIAS)
    await set_up(room, "press:none")
    assert await faults(room) == []
    heard = await begin(room)
    said = await heard.until(may(14, 18, 5), every=15 * MINUTE)
    assert [one for one in said if "Due" in one or "press time" in one] == []


def thread(claim: ClaimView, at: datetime) -> Post:
    """A thread that Rosa opened."""
    key, story = PostKey(f"claim:{claim.claim.id}"), claim.story.id
    return Post(key, DESK, PostKind.CLAIM, at, story=story, claim=claim.claim.id, opened_by=ROSA.id)


@on_sqlite
async def test_settings_reach_every_claim_though_the_desk_is_planned_anew_in_parts(room: Room) -> None:
    """A hundred threads at a time; those of a story stand at one instant, on both sides of a hundred."""
    lines = [f"Number {number} has {number},000 things." for number in range(104)]
    room.pages.pages[COPY] = "\n".join(["A long list", *lines])
    await room.paste(COPY)
    await room.settle()
    (story,) = await room.stories()
    async with room.ledger.begin(room.workspace) as tx:
        for claim in story.claims[3:]:
            await tx.posts.owe(thread(claim, room.time))
    await set_up(room, "press:18:00")
    for claim in (story.claims[0], story.claims[-1]):
        await room.do(ClaimTaken, claim.claim.id, by=EDDA)
        await room.do(ClaimUsed, claim.claim.id, by=ROSA)
    await set_up(room, "press:20:30")
    assert await faults(room) == []


@pytest.mark.parametrize("rung", [Rung.STILL, Rung.OFFERS])
@on_sqlite
async def test_planning_again_drops_nothing_that_is_not_said_yet(
    room: Room, story: StoryView, claim: ClaimId, rung: Rung
) -> None:
    """Its time has come, nobody has swept yet, and somebody does something else."""
    await room.do(ClaimTaken, claim, by=EDDA)
    heard = await begin(room)
    room.time = may(14, 16, 1)
    await room.do(BallotCast, claim, by=ROSA, rating=Rating.FALSE, via=Via.BUTTON)
    await room.due(story, "none")
    await set_up(room, "signoffs:3 digest:10:00")
    said = await heard.at(may(14, 16, 2))
    assert any(
        "Still on it?" in one if rung is Rung.STILL else "2 claims not picked up" in one for one in said
    )


@on_sqlite
async def test_after_any_act_the_plan_is_what_it_would_be_anew(room: Room) -> None:
    """Some of it; `python -m tests.chaos.plans` does much more."""
    assert await wrong_after(room, seed=5, acts=14) == []
