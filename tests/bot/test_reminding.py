"""The ladder as people live it: who hears what and when, and what is not said at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.events import ActUndone, ClaimHandedOver, ClaimReleased, ClaimTaken, ClaimUsed, EvidenceGiven
from bot.model.ballot import Rating
from bot.model.ids import ClaimId, PersonId
from bot.model.view import StoryView
from tests.bot.conftest import PAGE
from tests.support.heard import begin, may, on_sqlite
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, GUEST, ROSA, Room

MINUTE = timedelta(minutes=1)
BRIDGE = "1.1 “The bridge carries 40,000 cars a day.”"
BUILT = "1.2 “It was built in 1931.”"
TITLE = "story 1, “Bridge closes today”"
ASKED = (
    "edda: Still on it? You took {claim} and have not touched it since {since} UTC. "
    "Without a sign of life it goes back to the pool on the next working day."
)
BACK = "edda: {claim} is back in the pool: there was no word since you were asked. {found}"


async def test_the_ladder_without_due_is_climbed_once_and_never_at_night(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    """Read at noon on a Thursday; the desk works from nine to six."""
    room.time = may(14, 12, 10)
    await room.do(ClaimTaken, claim, by=EDDA)
    heard = await begin(room)
    assert await heard.at(may(14, 15, 59)) == []
    assert await heard.at(may(14, 16)) == [f"desk: 2 claims not picked up: {TITLE} (1.2, 1.3)."]
    assert await heard.at(may(14, 16, 9)) == []
    assert await heard.at(may(14, 16, 10)) == [ASKED.format(claim=BRIDGE, since="12:10")]
    assert [one for one in await heard.until(may(15, 8, 59)) if "Digest" not in one] == []
    assert await heard.at(may(15, 9)) == [BACK.format(claim=BRIDGE, found="Nothing was found yet.")]
    assert (await room.claim(claim)).state == "Open"
    said = await heard.until(may(25, 12), every=timedelta(hours=6))
    assert [one for one in said if "Digest" not in one] == []


@on_sqlite
async def test_untouched_claims_earn_their_story_one_line_and_are_never_heard_of_again(
    room: Room, story: StoryView
) -> None:
    heard = await begin(room)
    assert await heard.at(may(14, 16)) == [f"desk: 3 claims not picked up: {TITLE} (1.1, 1.2, 1.3)."]
    assert await heard.until(may(28, 12), every=timedelta(hours=6)) == []


@on_sqlite
async def test_a_lapse_says_what_was_found_and_leaves_it(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    room.time = may(14, 13)
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.vote(claim, Rating.FALSE, by=ROSA)
    await room.do(EvidenceGiven, claim, by=ELIAS, text="https://ministry.example.org/figures")
    heard = await begin(room)
    await heard.at(may(14, 17))
    (back,) = [one for one in await heard.at(may(15, 9)) if "back in the pool" in one]
    found = "What was found stays with it: 1 vote and 1 piece of evidence."
    assert back == BACK.format(claim=BRIDGE, found=found)
    view = await room.claim(claim)
    assert (view.state, len(view.status.evidence)) == ("Leaning false (1)", 1)
    history = await room.ask("history 1.1")
    assert "put it back into the pool: no word from Edda" in history.splitlines()[-1]
    await room.do(ClaimTaken, claim, by=ELIAS)
    assert (await room.claim(claim)).status.owner is not None, "it can be taken again"


@on_sqlite
async def test_a_sign_of_life_begins_the_waiting_anew(room: Room, story: StoryView, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    room.time = may(14, 15)
    await room.reply(claim, "I have called the ministry.", by=EDDA)
    heard = await begin(room)
    assert await heard.at(may(14, 16)) == [f"desk: 2 claims not picked up: {TITLE} (1.2, 1.3)."]
    # Three hours on Thursday, one on Friday.
    asked = [one for one in await heard.until(may(15, 10), every=timedelta(hours=1)) if "Digest" not in one]
    assert asked == [ASKED.format(claim=BRIDGE, since="Thu 14 May, 15:00")]
    await room.vote(claim, Rating.FALSE, by=EDDA)
    assert await heard.until(may(15, 13, 59)) == []
    assert await heard.at(may(15, 14)) == [ASKED.format(claim=BRIDGE, since="10:00")]
    assert [one[:5] for one in await heard.until(may(18, 9)) if "Digest" not in one] == ["edda:"]


@pytest.mark.parametrize("act", ["undo", "reply", "hand over"])
@on_sqlite
async def test_nobody_is_asked_within_half_an_hour_of_what_they_did(
    room: Room, story: StoryView, claim: ClaimId, act: str
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    room.time = may(14, 15, 57)
    match act:
        case "undo":
            await room.vote(claim, Rating.FALSE, by=EDDA)
            room.time = may(14, 15, 59)
            await room.do(ActUndone, claim, by=EDDA)
        case "reply":
            await room.reply(claim, "I am on it.", by=EDDA)
        case "hand over":
            await room.do(ClaimHandedOver, claim, by=EDDA, to=ELIAS.id)
    heard = await begin(room)
    said = await heard.at(may(14, 16)) + await heard.at(may(14, 16, 25))
    assert [one for one in said if "Still on it" in one] == []


async def test_several_at_one_time_are_one_message_a_person_and_one_to_the_desk(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    other = "https://paper.example.org/news/tunnel-opens-4712"
    room.pages.pages[other] = "Tunnel opens\nThe tunnel is 900 metres long.\nIt has two tubes."
    await room.paste(other)
    await room.settle()
    for one in (claim, unsaid):
        await room.do(ClaimTaken, one, by=EDDA)
    heard = await begin(room)
    to_edda, to_desk = sorted(await heard.at(may(14, 16)), reverse=True)
    asked = ASKED.format(claim=BRIDGE, since="12:00"), ASKED.format(claim=BUILT, since="12:00")
    assert sorted(to_edda.removeprefix("edda: ").split("\n")) == [one.removeprefix("edda: ") for one in asked]
    assert to_desk.splitlines() == [
        f"desk: 1 claim not picked up: {TITLE} (1.3).",
        "2 claims not picked up: story 2, “Tunnel opens” (2.1, 2.2).",
    ]


@pytest.mark.parametrize("how", ["settled", "dismissed", "released", "handed over"])
@on_sqlite
async def test_what_is_done_with_is_not_spoken_of(
    room: Room, story: StoryView, claim: ClaimId, how: str
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.due(story, "17:30")
    room.wait(MINUTE)
    match how:
        case "settled":
            await room.settle_as(claim, Rating.TRUE)
        case "dismissed":
            await room.dismiss(claim, by=ELIAS)
        case "released":
            await room.do(ClaimReleased, claim, by=EDDA)
        case "handed over":
            await room.do(ClaimHandedOver, claim, by=EDDA, to=ELIAS.id)
    heard = await begin(room)
    room.wait(timedelta(minutes=5))
    await heard.at(room.time)
    said = await heard.until(may(14, 17, 31), every=timedelta(minutes=10))
    to_edda = [one for one in said if one.startswith("edda")]
    assert to_edda == []
    if how in ("settled", "dismissed"):
        assert [one for one in said if "not picked up" not in one and "Gate" not in one] == []


@on_sqlite
async def test_twelve_copies_of_one_text_are_not_twelve_lines(room: Room, story: StoryView) -> None:
    for number in range(3):
        copy = f"https://wire{number}.example.org/news/bridge-closes-4711"
        room.pages.pages[copy] = PAGE
        await room.paste(copy)
        await room.settle()
    heard = await begin(room)
    assert await heard.at(may(14, 16)) == [f"desk: 3 claims not picked up: {TITLE} (1.1, 1.2, 1.3)."]
    assert await heard.until(may(15, 18)) == []


@on_sqlite
async def test_a_claim_that_lapses_before_its_story_was_spoken_of_is_an_offer_again(
    room: Room, story: StoryView
) -> None:
    """All three were taken when the line fell due; once they are back in the pool it is owed."""
    for one in story.claims[:3]:
        await room.do(ClaimTaken, one.claim.id, by=EDDA)
    heard = await begin(room)
    assert [one[:5] for one in await heard.at(may(14, 16))] == ["edda:"]
    said = await heard.at(may(15, 9)) + await heard.at(may(15, 9, 1))
    assert [one for one in said if one.startswith("desk") and "not picked up" in one]


@on_sqlite
async def test_nobody_is_told_that_nothing_has_happened_where_colleagues_did_something(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    room.time = may(14, 15)
    await room.vote(claim, Rating.FALSE, by=ELIAS)
    heard = await begin(room)
    (asked,) = [one for one in await heard.at(may(14, 16)) if one.startswith("edda")]
    assert "nothing has happened since 12:00" not in asked


@on_sqlite
async def test_chiefs_are_the_people_in_a_group_or_else_also_who_brought_the_bot(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    async with room.ledger.begin(room.workspace) as tx:
        desk = replace(await tx.desks.get(DESK), added_by=ELIAS.id)
        await tx.desks.save(desk)
    await room.due(story, "17:30")
    heard = await begin(room)
    assert led(await heard.at(may(14, 16, 46))) == {"chandra", "elias"}
    room.roster.groups[PersonId("chiefs")] = frozenset({EDDA.id, GUEST.id})
    await room.ask("settings chiefs:@chiefs", by=CHANDRA)
    await room.due(story, "18:30")
    await heard.at(may(14, 17))
    assert led(await heard.at(may(14, 17, 46))) == {"edda"}, "a guest leads nothing"


def led(said: list[str]) -> set[str]:
    """Who heard the gate."""
    return {line.partition(":")[0] for line in said if "Gate" in line}
