"""The bot comes to a place, or leaves it: a desk begins, a desk rests."""

from datetime import timedelta

from bot import door, joining
from bot.errors import ChatRefused
from bot.events import PlaceJoined, PlaceLeft
from bot.model.ballot import Rating
from bot.model.people import Person
from tests.bot.conftest import LINK, PAGE
from tests.support.heard import on_sqlite
from tests.support.room import CHANDRA, DESK, EDDA, GUEST, ROSA, Room

pytestmark = on_sqlite


async def move(room: Room, kind: type[PlaceJoined] | type[PlaceLeft], *, by: Person = EDDA) -> None:
    """Brings the bot, or sends it away."""
    event = kind(id=room.event(), workspace=room.workspace, place=DESK, person=by, at=room.time)
    await door.take(event, ledger=room.ledger, roster=room.roster, pages=room.pages, now=room.time)
    await room.settle()


async def told_of_tomorrow(room: Room) -> bool:
    """Whether a digest is to come."""
    async with room.ledger.look(room.workspace) as tx:
        return (await tx.desks.digests(DESK)).next_at is not None


async def test_the_first_words_name_who_brought_it_and_come_once(room: Room) -> None:
    await move(room, PlaceJoined)
    await move(room, PlaceLeft)
    await move(room, PlaceJoined, by=CHANDRA)
    (welcome,) = room.noticed()
    assert welcome.startswith("Edda Lind has added me.")


async def test_whoever_brings_the_bot_leads_until_chiefs_are_named_but_no_guest_does(room: Room) -> None:
    await move(room, PlaceJoined, by=ROSA)
    assert "signoffs:3" in await room.ask("settings signoffs:3", by=ROSA)
    await move(room, PlaceJoined, by=GUEST)
    assert "signoffs:4" in await room.ask("settings signoffs:4", by=ROSA)
    await room.ask("settings chiefs:Chandra", by=ROSA)
    async with room.ledger.look(room.workspace) as tx:
        assert (await tx.desks.get(DESK)).chiefs == (CHANDRA.id,)


async def test_a_desk_that_the_bot_has_left_is_told_nothing_by_the_clock(room: Room) -> None:
    await move(room, PlaceJoined)
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    (story,) = await room.stories()
    await room.settle_as(story.claims[0].claim.id, Rating.FALSE)
    await room.settle()
    assert await told_of_tomorrow(room)
    await move(room, PlaceLeft)
    assert not await told_of_tomorrow(room)
    said = len(room.chat.shown)
    room.wait(timedelta(days=3))
    await room.sweep()
    assert [post.key for post, _ in room.chat.shown[said:] if post.to is None] == []
    await move(room, PlaceJoined)
    assert await told_of_tomorrow(room)


async def test_what_was_refused_at_a_place_comes_once_the_bot_is_back(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    room.chat.failures = [ChatRefused("The bot is not there.")] * 9
    await room.paste(LINK)
    await room.settle()
    room.chat.failures = []
    assert "card" not in room.chat.kinds()
    await move(room, PlaceJoined)
    assert room.chat.kinds()["card"] == 1
    assert room.chat.kinds()["claim"] == 3


async def test_taken_out_of_the_workspace_all_its_desks_rest_and_nothing_is_owed(room: Room) -> None:
    await move(room, PlaceJoined)
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await joining.removed(room.workspace, ledger=room.ledger)
    assert not await told_of_tomorrow(room)
    async with room.ledger.look(room.workspace) as tx:
        assert await tx.posts.owed(limit=9) == []
