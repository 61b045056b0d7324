"""Snooze: nothing is said of a claim for a while, and what was to be said is said after."""

from datetime import timedelta

import pytest

from bot.errors import NotAllowed
from bot.events import ActUndone, ClaimSnoozed, ClaimTaken, ClaimUsed
from bot.model.act import SnoozeFor
from bot.model.ids import ClaimId
from bot.model.view import StoryView
from tests.support.heard import begin, may, on_sqlite
from tests.support.room import EDDA, ELIAS, GUEST, ROSA, Room

MINUTE = timedelta(minutes=1)
QUARTER = 15 * MINUTE


def of_edda(said: list[str]) -> list[str]:
    return [one for one in said if one.startswith("edda")]


async def snooze(room: Room, claim: ClaimId, span: SnoozeFor) -> str:
    return (await room.do(ClaimSnoozed, claim, by=ELIAS, span=span)).text


async def test_an_hour_moves_the_question_by_as_much_and_until_tomorrow_to_the_morning(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    for one in (claim, unsaid):
        await room.do(ClaimTaken, one, by=EDDA)
    room.time = may(14, 15, 30)
    assert await snooze(room, claim, SnoozeFor.HOUR) == "Nothing is said of it until 16:30 UTC."
    assert await snooze(room, unsaid, SnoozeFor.TOMORROW) == "Nothing is said of it until tomorrow 09:00 UTC."
    heard = await begin(room)
    assert of_edda(await heard.until(may(14, 16, 29), every=MINUTE * 10)) == []
    (asked,) = of_edda(await heard.at(may(14, 16, 30)))
    assert "Still on it? You took 1.1" in asked
    assert "1.2" not in asked
    assert of_edda(await heard.until(may(15, 8, 59))) == []
    morning = "\n".join(of_edda(await heard.at(may(15, 9))))
    assert "Still on it? You took 1.2" in morning
    assert "1.2 “It was built in 1931.” is back in the pool" not in morning, "who was just asked has a day"
    assert (await room.claim(unsaid)).status.owner is not None


@on_sqlite
async def test_until_due_needs_a_due_time_ahead_and_is_silent_until_then(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    with pytest.raises(NotAllowed, match="no due time ahead"):
        await snooze(room, claim, SnoozeFor.DUE)
    for one in (claim, unsaid):
        await room.do(ClaimTaken, one, by=EDDA)
        await room.do(ClaimUsed, one, by=ROSA)
    await room.due(story, "17:30")
    assert await snooze(room, claim, SnoozeFor.DUE) == "Nothing is said of it until 17:30 UTC."
    heard = await begin(room)
    said = await heard.until(may(14, 17, 29), every=QUARTER)
    assert [one for one in said if "1.2" in one], "the other one is spoken of"
    assert [one for one in said if "1.1" in one and "Gate" not in one] == []
    room.time = may(14, 17, 31)
    with pytest.raises(NotAllowed, match="no due time ahead"):
        await snooze(room, claim, SnoozeFor.DUE)


@on_sqlite
async def test_its_due_time_stays_what_it_is(room: Room, story: StoryView, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.due(story, "20:00")
    await snooze(room, claim, SnoozeFor.HOUR)
    heard = await begin(room)
    said = await heard.until(may(14, 20), every=QUARTER)
    assert len(of_edda(said)) == 1
    assert [one for one in said if "Due 20:00" in one]


@on_sqlite
async def test_who_snoozes_an_offer_hears_nothing_of_it_with_the_others(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    room.time = may(14, 15, 30)
    await snooze(room, claim, SnoozeFor.HOUR)
    heard = await begin(room)
    said = await heard.at(may(14, 16))
    assert [one for one in said if "1.1" in one] == []


@on_sqlite
async def test_undone_it_is_as_if_nobody_had(room: Room, story: StoryView, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    room.time = may(14, 15, 58)
    await snooze(room, claim, SnoozeFor.TOMORROW)
    await room.do(ActUndone, claim, by=ELIAS)
    heard = await begin(room)
    assert len(of_edda(await heard.at(may(14, 16)))) == 1


@on_sqlite
async def test_only_who_may_vote_snoozes_and_only_what_is_a_claim(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    with pytest.raises(NotAllowed):
        await room.do(ClaimSnoozed, claim, by=GUEST, span=SnoozeFor.HOUR)
    await room.dismiss(claim, by=ROSA)
    with pytest.raises(NotAllowed, match="not a claim"):
        await snooze(room, claim, SnoozeFor.HOUR)
