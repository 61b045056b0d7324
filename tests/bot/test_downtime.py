"""After any time in which nothing ran: what is owed is said once, in order, and nothing that is pointless."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from bot import commands, delivery
from bot.events import ClaimTaken, ClaimUsed, CommandGiven
from bot.model.ballot import Rating
from bot.model.ids import ClaimId, MessageId, PlaceId, WorkspaceId
from bot.model.people import Person
from bot.model.view import StoryView
from tests.bot.conftest import PAGE
from tests.support.fakes import FakeRoster
from tests.support.fuse import Fuse, Killed
from tests.support.heard import begin, may, on_sqlite
from tests.support.room import EDDA, ROSA, Room

HOUR = timedelta(hours=1)
TITLE = "story 1, “Bridge closes today”"
TUNNEL = "https://paper.example.org/news/tunnel-opens-4712"


async def second_story(room: Room) -> StoryView:
    room.pages.pages[TUNNEL] = "Tunnel opens\nThe tunnel is 900 metres long.\nIt has two tubes."
    await room.paste(TUNNEL)
    await room.settle()
    return (await room.stories())[-1]


async def test_who_was_not_asked_yet_is_asked_first_and_loses_the_claim_a_working_day_later(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    """Down from Thursday noon to Friday at ten: both rungs are past, only the first can be meant."""
    await room.do(ClaimTaken, claim, by=EDDA)
    heard = await begin(room)
    (asked,) = [one for one in await heard.at(may(15, 10)) if one.startswith("edda")]
    assert "Still on it?" in asked
    assert "back in the pool" not in asked
    assert (await room.claim(claim)).status.owner is not None
    said = await heard.until(may(18, 10), every=HOUR)
    assert len([one for one in said if "back in the pool" in one]) == 1


@on_sqlite
async def test_days_later_what_is_over_is_not_said_and_the_rest_once(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.due(story, "18:00")
    heard = await begin(room)
    said = await heard.at(may(18, 10))
    assert [one for one in said if "Due" in one and "Digest" not in one] == []
    assert [one for one in said if "Gate" in one] == []
    assert len([one for one in said if one.startswith("rosa") and "still open" in one]) <= 1
    assert [one for one in await heard.until(may(18, 18)) if "Still on it" not in one] == []


async def test_ten_minutes_before_due_everybody_has_one_message_in_order_of_due_time(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    other = await second_story(room)
    for taken in (other.claims[0].claim.id, claim):
        await room.do(ClaimTaken, taken, by=EDDA)
        await room.do(ClaimUsed, taken, by=ROSA)
    await room.due(story, "18:00")
    await room.due(other, "17:55")
    heard = await begin(room)
    said = await heard.at(may(14, 17, 50))
    assert sorted(one.split(":")[0] for one in said) == ["chandra", "desk", "edda"]
    for one in said:
        due = [line.partition("Due ")[2][:5] for line in one.splitlines() if "Due " in line]
        assert due == ["17:55", "18:00"]
        assert one.count("Gate: red") in (0, 2)
    assert [one.split(":")[0] for one in await heard.until(may(14, 18), every=5 * HOUR / 60)] == [
        "rosa",
        "rosa",
    ]


@on_sqlite
async def test_an_hour_that_clocks_jump_forth_and_back_says_nothing_twice(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    heard = await begin(room)
    said: list[str] = []
    thursday = (may(14, 15, 30), may(14, 16, 30), may(14, 15, 30), may(14, 16), may(14, 17, 30))
    friday = (
        may(15, 7, 30),
        may(15, 8, 30),
        may(15, 7, 30),
        may(15, 8),
        may(15, 9),
        may(15, 8),
        may(15, 9, 30),
    )
    for moment in thursday + friday:
        said += await heard.at(moment)
    assert len(said) == len(set(said))
    assert [one.split(" ")[1] for one in said if one.startswith("edda")] == ["Still", "1.1"]
    assert len([one for one in said if "not picked up:" in one]) == 1


@on_sqlite
async def test_a_clock_that_is_set_back_moves_nothing_past_its_due_time(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.due(story, "15:00")
    heard = await begin(room)
    assert len(await heard.at(may(14, 14, 15))) == 2
    room.time = may(14, 13, 15)
    assert (await room.claim(claim)).due is not None
    await room.vote(claim, Rating.FALSE, by=EDDA)
    said = await heard.until(may(14, 15), every=HOUR / 12)
    assert len([one for one in said if one.startswith("rosa")]) == 1
    assert [one for one in said if one.startswith("desk")] == []


@dataclass
class LameRoster(FakeRoster):
    """The platform of one workspace is away."""

    async def chiefs(self, workspace: WorkspaceId, place: PlaceId) -> Sequence[Person]:
        if place == PlaceId("a lame desk"):
            raise ConnectionError("the platform is away")
        return await super().chiefs(workspace, place)


@on_sqlite
async def test_a_desk_whose_platform_is_away_holds_up_no_other(room: Room, story: StoryView) -> None:
    lame = PlaceId("a lame desk")
    room.pages.pages[TUNNEL] = PAGE
    room.time = may(14, 11, 59)
    event = room.event()
    given = CommandGiven(
        id=event, workspace=room.workspace, place=lame, person=ROSA, at=room.time,
        message=MessageId(event), text=f"check {TUNNEL}",
    )  # fmt: skip
    await commands.answer(given, ledger=room.ledger, roster=room.roster, now=room.time)
    heard = await begin(room)
    room.roster = LameRoster(room.roster.people)
    room.time = may(14, 16, 5)
    try:
        await room.sweep()
    except ConnectionError:
        await room.settle()
    assert [one for one in heard.new() if TITLE in one]


async def test_a_death_at_any_crossing_of_a_sweep_says_everything_once(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.due(story, "16:30")
    heard = await begin(room)
    room.time = may(14, 16)
    deaths = 0
    for crossing in count(1):
        room.fuse = Fuse(crossing)
        try:
            await delivery.sweep(ledger=room.ledger, rosters=lambda _: room.roster, now=room.time)
        except Killed:
            deaths += 1
            continue
        break
    room.fuse = None
    await room.settle()
    said = heard.new()
    assert deaths >= 2
    assert sorted(one.split(":")[0] for one in said) == ["chandra", "desk", "edda"]
    assert await heard.at(may(14, 16)) == []


@on_sqlite
async def test_what_was_owed_before_a_death_is_not_said_when_it_has_become_pointless(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    """Written down at half past three, due at half past four; the process comes back in the morning."""
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.due(story, "16:30")
    heard = await begin(room)
    room.time = may(14, 15, 30)
    await delivery.sweep(ledger=room.ledger, rosters=lambda _: room.roster, now=room.time)
    room.time = may(15, 7)
    await room.settle()
    assert [one for one in heard.new() if "Due 16:30" in one] == []


@on_sqlite
async def test_what_was_owed_before_the_claim_was_settled_is_not_said_after(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    """The platform takes nothing for ten minutes."""
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.due(story, "17:00")
    heard = await begin(room)
    room.time = may(14, 16)
    await delivery.sweep(ledger=room.ledger, rosters=lambda _: room.roster, now=room.time)
    await room.settle_as(claim, Rating.TRUE)
    await room.settle()
    assert [one for one in heard.new() if "1.1" in one and "Due" in one] == []
