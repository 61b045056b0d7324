"""With a due time: owner, desk, chief, what turned red, press time; at night too, and never after it."""

from datetime import timedelta

from bot.events import ClaimReopened, ClaimTaken, ClaimUsed, UseChanged
from bot.model.act import UseStep
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId
from bot.model.view import StoryView
from tests.bot.conftest import PAGE
from tests.support.heard import Heard, begin, may, on_sqlite
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

MINUTE = timedelta(minutes=1)
TITLE = "story 1, “Bridge closes today”"


def reminders(said: list[str]) -> list[str]:
    return [one for one in said if "Digest" not in one]


async def both(heard: Heard, *moment: int) -> list[str]:
    """Nothing a minute before, and what is said at that moment."""
    at = may(*moment)
    assert reminders(await heard.at(at - MINUTE)) == []
    return reminders(await heard.at(at))


async def test_the_ladder_with_due_is_climbed_in_order_on_a_sunday_night(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    assert await room.due(story, "sun 3:00") == "Story 1 is due Sun 17 May, 03:00 UTC."
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.vote(claim, Rating.FALSE, by=ELIAS)
    heard = await begin(room)
    assert await heard.at(may(14, 16)) == [f"desk: 2 claims not picked up: {TITLE} (1.2, 1.3)."]
    state = "1 of 2: False (Elias)"
    assert await both(heard, 16, 23) == [
        "edda: Due tomorrow 03:00 UTC: 1.1 “The bridge carries 40,000 cars a day.”, which you have. "
        f"It stands at: {state}."
    ]
    assert await both(heard, 17, 2) == [f"desk: Due 03:00 UTC: {TITLE}. Still open: 1.1 {state}."]
    (gate,) = await both(heard, 17, 2, 15)
    assert gate.startswith(
        "chandra: Due 03:00 UTC. Gate: amber · Story 1, “Bridge closes today”\nAmber · 1.1"
    )
    await room.vote(claim, Rating.TRUE, by=EDDA)
    assert await both(heard, 17, 2, 45) == ["chandra: Due 03:00 UTC: turned red since: 1.1 Disputed."]
    assert await both(heard, 17, 3) == [
        "rosa: 03:00 UTC, press time: still open of what you use: 1.1 Disputed."
    ]
    assert reminders(await heard.until(may(18, 10))) == [], "it is over: nothing is said after it"
    later = reminders(await heard.until(may(18, 18)))
    assert all("Still on it?" in one for one in later), "but whoever has it is asked, as without a due time"


@on_sqlite
async def test_at_fifteen_minutes_only_what_turned_red_since_the_gate_at_forty_five(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    """Whatever anybody asked of the gate before or meanwhile."""
    for one in (claim, unsaid):
        await room.do(ClaimUsed, one, by=ROSA)
    await room.ask("gate 1")
    for one in (claim, unsaid):
        await room.settle_as(one, Rating.TRUE)
    room.time = may(14, 13)
    await room.due(story, "18:00")
    heard = await begin(room)
    assert reminders(await heard.at(may(14, 17, 15))) == ["desk: 1 claim not picked up: " + TITLE + " (1.3)."]
    room.time = may(14, 17, 30)
    await room.do(ClaimReopened, claim, by=ELIAS, via=Via.BUTTON, reason="the figure is of 2019")
    await room.ask("gate 1")
    said = [one for one in await heard.at(may(14, 17, 45)) if one.startswith("chandra")]
    assert said == ["chandra: Due 18:00 UTC: turned red since: 1.1 Open."]


@on_sqlite
async def test_the_gate_that_is_green_or_has_nothing_to_judge_is_not_sent(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.due(story, "18:00")
    heard = await begin(room)
    assert [one for one in await heard.at(may(14, 17, 15)) if "Gate" in one] == []
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.settle_as(claim, Rating.TRUE)
    await room.due(story, "20:00")
    assert [one for one in await heard.until(may(14, 21)) if one.startswith(("chandra", "rosa"))] == []


@on_sqlite
async def test_a_rung_that_was_past_when_due_was_said_is_skipped_and_not_fired_in_a_heap(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.do(ClaimUsed, claim, by=ROSA)
    room.time = may(14, 14, 30)
    await room.due(story, "15:00")
    heard = await begin(room)
    assert await heard.at(may(14, 14, 31)) == []
    assert [one.split(":")[0] for one in await heard.at(may(14, 14, 45))] == ["chandra"]
    assert [one.split(":")[0] for one in await heard.at(may(14, 15))] == ["rosa"]


@on_sqlite
async def test_due_times_that_are_said_again_are_the_ones_that_count(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.due(story, "17:30")
    await room.due(story, "20:00")
    heard = await begin(room)
    said = reminders(await heard.until(may(14, 20, 30), every=30 * MINUTE))
    assert [one for one in said if "17:30" in one] == []
    assert [one.split(".")[0] for one in said if "20:00" in one] == [
        "edda: Due 20:00 UTC: 1",
        "desk: Due 20:00 UTC: story 1, “Bridge closes today”",
    ]
    await room.due(story, "none")
    assert (await room.claim(claim)).due is None


@on_sqlite
async def test_a_take_whose_due_time_goes_by_is_asked_about_like_any_other(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    """Nothing is due any more; still on it, then back to the pool."""
    await room.due(story, "13:00")
    await room.do(ClaimTaken, claim, by=EDDA)
    heard = await begin(room)
    said = reminders(await heard.until(may(20, 12)))
    assert [one for one in said if "Still on it?" in one]
    assert (await room.claim(claim)).status.owner is None


@on_sqlite
async def test_press_times_are_the_due_time_of_what_is_in_use(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.ask("settings press:13:30,18:00", by=CHANDRA)
    await room.settle()
    assert (await room.claim(claim)).due is None, "nobody uses it"
    room.time = may(14, 14)
    await room.do(ClaimUsed, claim, by=ROSA)
    heard = await begin(room)
    assert [one.split(":")[0] for one in reminders(await heard.at(may(14, 17)))] == ["desk"]
    assert [one.split(":")[0] for one in reminders(await heard.at(may(14, 17, 15)))] == ["chandra"]
    assert reminders(await heard.at(may(14, 18))) == [
        "rosa: 18:00 UTC, press time: still open of what you use: 1.1 Open."
    ]


@on_sqlite
async def test_who_uses_it_on_the_next_day_has_the_press_time_of_that_day(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.ask("settings press:18:00", by=CHANDRA)
    await room.do(ClaimUsed, claim, by=ROSA)
    heard = await begin(room)
    await heard.until(may(15, 10))
    await room.do(ClaimUsed, claim, by=ELIAS)
    said = reminders(await heard.until(may(15, 18), every=15 * MINUTE))
    assert [one for one in said if one.startswith("elias") and "press time" in one]


@on_sqlite
async def test_who_ended_their_use_hears_nothing_at_press_time(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.ask("settings press:18:00", by=CHANDRA)
    await room.do(ClaimUsed, claim, by=ROSA)
    room.wait(MINUTE)
    await room.do(UseChanged, claim, by=ROSA, step=UseStep.CUT)
    heard = await begin(room)
    said = reminders(await heard.until(may(14, 18, 1), every=15 * MINUTE))
    assert [one for one in said if "not picked up" not in one] == []


@on_sqlite
async def test_a_claim_in_two_stories_is_said_once_at_press_time(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    copy = "https://wire.example.org/news/bridge-closes-4711"
    room.pages.pages[copy] = PAGE
    await room.paste(copy)
    await room.ask("settings press:18:00", by=CHANDRA)
    await room.do(ClaimUsed, claim, by=ROSA)
    heard = await begin(room)
    said = reminders(await heard.until(may(14, 18), every=15 * MINUTE))
    assert sum(one.count(" Open") for one in said if one.startswith("rosa")) == 1
    assert sum(one.count("Still open") for one in said if one.startswith("desk")) == 1
    assert sum(one.count("Gate:") for one in said) == 1
