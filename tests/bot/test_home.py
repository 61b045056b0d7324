"""What a person finds on opening the bot: theirs first, of the desks that they see at this moment."""

from datetime import timedelta

from bot import home
from bot.events import ClaimTaken, ClaimUsed
from bot.home import Home, Part
from bot.model.ballot import Rating
from bot.model.ids import ClaimId, PersonId, PlaceId
from bot.model.people import Person
from bot.model.view import StoryView
from tests.bot.conftest import TICK
from tests.bot.test_lists import CELLAR, in_the_cellar
from tests.support.heard import on_sqlite
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, GUEST, ROSA, Room

pytestmark = on_sqlite


async def home_of(room: Room, person: Person) -> Home:
    async with room.ledger.look(room.workspace) as tx:
        return await home.of(tx, person.id, roster=room.roster, now=room.time)


def shown(part: Part) -> list[str]:
    """Claim and what it asks for."""
    return [f"{item.view.label} {item.why}" for item in part.items]


async def test_who_has_done_nothing_and_owes_nothing_finds_the_desk_alone(
    room: Room, story: StoryView
) -> None:
    found = await home_of(room, EDDA)
    assert (found.needs, found.at_risk, found.disputed, found.more) == (Part(), Part(), Part(), 0)
    assert [(one.name, one.feeds, one.leads) for one in found.desks] == [("#desk", "", False)]
    assert [one.leads for one in (await home_of(room, CHANDRA)).desks] == [True]


async def test_what_needs_me_begins_with_recalls_then_what_i_have_then_where_my_vote_is_wanted(
    room: Room, story: StoryView
) -> None:
    first, second, third = (claim.claim.id for claim in story.claims[:3])
    await room.ask("use 1.3 tunnel", by=EDDA)
    await room.settle_as(third, Rating.FALSE)
    await room.reopen(third, by=ELIAS, reason="new count")
    await room.do(ClaimTaken, second, by=EDDA)
    await room.do(ClaimTaken, first, by=ELIAS)
    needs = (await home_of(room, EDDA)).needs
    assert shown(needs) == [
        "1.3 you use it in “tunnel”; it was False: fixed, or not affected?",
        "1.2 yours",
        "1.1 wants your vote",
    ]
    assert needs.count == 3
    assert shown((await home_of(room, ELIAS)).needs) == [
        "1.1 yours",
        "1.3 wants your vote",
        "1.2 wants your vote",
    ]
    assert shown((await home_of(room, GUEST)).needs) == [], "whose vote does not count"
    await room.settle_as(first, Rating.TRUE)
    await room.vote(second, Rating.TRUE, by=ELIAS)
    assert shown((await home_of(room, ELIAS)).needs) == ["1.3 wants your vote"]


async def test_at_risk_is_what_a_piece_uses_or_what_is_due_soon_until_it_is_settled(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    await room.do(ClaimUsed, unsaid, by=ROSA)
    assert shown((await home_of(room, EDDA)).at_risk) == ["1.2 used by Rosa Reyes"]
    await room.due(story, "tomorrow 18:00")
    assert (await home_of(room, EDDA)).at_risk.count == 1, "more than a day ahead"
    room.wait(timedelta(hours=7))
    at_risk = (await home_of(room, EDDA)).at_risk
    assert sorted(shown(at_risk)) == ["1.1 due soon", "1.2 used by Rosa Reyes", "1.3 due soon"]
    await room.settle_as(unsaid, Rating.TRUE)
    await room.dismiss(claim, by=EDDA)
    assert shown((await home_of(room, EDDA)).at_risk) == ["1.3 due soon"]


async def test_disputed_is_where_editors_differ_now(room: Room, claim: ClaimId, unsaid: ClaimId) -> None:
    for one in (claim, unsaid):
        room.wait(TICK)
        await room.vote(one, Rating.TRUE, by=EDDA)
        await room.vote(one, Rating.FALSE, by=ELIAS)
    assert shown((await home_of(room, CHANDRA)).disputed) == ["1.2 ", "1.1 "]
    await room.dismiss(unsaid, by=EDDA)
    assert shown((await home_of(room, CHANDRA)).disputed) == ["1.1 "]


async def test_a_long_part_shows_its_first_lines_and_counts_all(room: Room) -> None:
    link = "https://paper.example.org/news/much-happened-4711"
    room.pages.pages[link] = "\n".join(["Much happened", *(f"It rose by {n}00 cars." for n in range(1, 15))])
    await room.paste(link)
    await room.settle()
    (story,) = await room.stories()
    for number in range(4, 15):
        await room.open_thread(story, number)
    for one in story.claims:
        await room.do(ClaimUsed, one.claim.id, by=ROSA)
    at_risk = (await home_of(room, EDDA)).at_risk
    assert (len(at_risk.items), at_risk.count) == (home.LISTED, 14)


async def test_what_stands_where_somebody_was_and_is_no_more_is_not_on_their_home(
    room: Room, claim: ClaimId
) -> None:
    secret = await in_the_cellar(room)
    room.roster.hidden[CELLAR] |= {ROSA.id}
    await room.do(ClaimTaken, secret, by=ROSA, place=CELLAR)
    await room.ask("use 1.1 tunnel", by=ROSA, place=CELLAR)
    await room.settle_as(claim, Rating.TRUE)
    inside = await home_of(room, ROSA)
    assert [item.desk for item in inside.needs.items] == ["#cellar"]
    assert [one.name for one in inside.desks] == ["#cellar", "#desk"]
    room.roster.hidden[CELLAR] -= {ROSA.id}
    outside = await home_of(room, ROSA)
    assert (outside.needs, outside.at_risk) == (Part(), Part())
    assert [one.name for one in outside.desks] == ["#desk"]


async def test_the_desk_that_a_channel_feeds_is_named_only_to_who_sees_it(room: Room, claim: ClaimId) -> None:
    room.roster.hidden[CELLAR] = frozenset({CHANDRA.id})
    await room.ask("settings desk:#cellar", by=CHANDRA)
    assert [one.feeds for one in (await home_of(room, CHANDRA)).desks] == ["#cellar"]
    assert [one.feeds for one in (await home_of(room, ROSA)).desks] == ["a channel that you do not see"]


async def test_the_desks_that_one_leads_come_first_and_the_rest_is_counted(
    room: Room, claim: ClaimId
) -> None:
    room.roster.groups[PersonId("editors")] = frozenset({EDDA.id})
    for number in range(home.MOST_DESKS + 3):
        place = PlaceId(f"a{number:02}")
        room.roster.places.add(place)
        await room.ask("settings signoffs:3", by=CHANDRA, place=place)
    await room.ask("settings chiefs:@editors", by=CHANDRA, place=DESK)
    found = await home_of(room, EDDA)
    assert [(one.name, one.leads) for one in found.desks[:2]] == [("#desk", True), ("#a00", False)]
    assert (len(found.desks), found.more) == (home.MOST_DESKS, 4)
