"""Somebody deletes the message with which they brought a story."""

from bot import door
from bot.events import MessageWithdrawn
from bot.model.ids import MessageId
from bot.model.people import Person
from bot.model.view import StoryView
from tests.bot.conftest import LINK, PAGE
from tests.support.heard import on_sqlite
from tests.support.room import DESK, EDDA, ROSA, Room

pytestmark = on_sqlite


async def delete(room: Room, paste: str, *, by: Person = ROSA, event: str | None = None) -> None:
    """Takes away the message of this paste."""
    gone = MessageWithdrawn(
        id=event or room.event(),
        workspace=room.workspace,
        place=DESK,
        person=by,
        at=room.time,
        message=MessageId(f"message-{paste}"),
    )
    await door.take(gone, ledger=room.ledger, roster=room.roster, pages=room.pages, now=room.time)
    await room.settle()


async def pasted(room: Room) -> StoryView:
    """Rosa has pasted a story with nine claims, three of which have threads."""
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK, event="first")
    await room.settle()
    (story,) = await room.stories()
    return story


async def test_the_card_and_what_nobody_touched_go_and_what_was_touched_stays(room: Room) -> None:
    story = await pasted(room)
    first, second, third = (one.claim.id for one in story.claims[:3])
    await room.reply(second, "I know somebody there")
    await room.reply(third, "https://proof.test/a")
    await delete(room, "first")
    assert f"ref:card:{story.story.id}" in room.chat.deleted
    assert f"ref:claim:{first}" in room.chat.deleted
    assert f"ref:claim:{third}" not in room.chat.deleted
    assert (await room.claim(third)).root is not None
    assert (await room.claim(first)).root is None
    async with room.ledger.look(room.workspace) as tx:
        entries = await tx.history.of_claim(third)
    assert entries, "its history is kept"
    (left,) = await room.stories()
    assert left.tips == ()


async def test_deleted_twice_is_deleted_once_and_what_was_no_paste_is_nothing(room: Room) -> None:
    await pasted(room)
    await delete(room, "other")
    assert room.chat.deleted == []
    await delete(room, "first", event="gone")
    gone = list(room.chat.deleted)
    await delete(room, "first", event="gone")
    await delete(room, "first", event="gone again")
    assert room.chat.deleted == gone
    assert len(set(gone)) == len(gone) == 4


async def test_what_somebody_else_has_brought_too_stays_with_a_card_at_their_message(room: Room) -> None:
    story = await pasted(room)
    await room.paste(LINK, by=EDDA, event="second")
    await room.settle()
    await delete(room, "first")
    assert room.chat.deleted == [f"ref:card:{story.story.id}"]
    cards = [post for post, _ in room.chat.shown if post.key == f"card:{story.story.id}"]
    assert [card.thread for card in cards] == ["message-first", "message-second"]
    assert all(one.root for one in (await room.stories())[0].claims[:3])


async def test_it_comes_back_with_the_next_paste(room: Room) -> None:
    story = await pasted(room)
    await delete(room, "first")
    await room.paste(LINK, by=EDDA, event="second")
    await room.settle()
    (again,) = await room.stories()
    assert again.story.id == story.story.id
    cards = [post for post, _ in room.chat.shown if post.key == f"card:{story.story.id}"]
    assert [card.thread for card in cards] == ["message-first", "message-second"]
    assert [one.appearance.number for one in again.claims if one.root] == [1, 2, 3]
    assert room.pages.asked == [LINK], "it is not read a second time"


async def test_what_is_deleted_before_it_was_read_brings_nothing(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK, event="first")
    await delete(room, "first")
    assert room.chat.kinds() == {}
    await room.paste(LINK, event="second")
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 3}


async def test_pasted_words_go_with_the_message(room: Room) -> None:
    await room.paste(PAGE, event="first")
    await room.settle()
    (story,) = await room.stories()
    async with room.ledger.look(room.workspace) as tx:
        assert await tx.stories.text(story.story.id)
    await delete(room, "first")
    async with room.ledger.look(room.workspace) as tx:
        assert not await tx.stories.text(story.story.id)
