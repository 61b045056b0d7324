"""What a platform will not take: nobody tries any more, and somebody who can mend it is told."""

from datetime import timedelta

from bot import door
from bot.errors import ChatGone, ChatRefused
from bot.events import PlaceJoined
from bot.model.post import PostKind
from tests.bot.conftest import LINK, PAGE
from tests.support.heard import on_sqlite
from tests.support.hours import Hours
from tests.support.room import CHANDRA, DESK, EDDA, ROSA, Room

pytestmark = on_sqlite
WHY = "Claimdesk is not in that channel."


def told(room: Room) -> list[tuple[str, str]]:
    """Who was told what directly."""
    return [(str(post.to), str(text)) for post, text in room.chat.shown if post.kind is PostKind.TOLD]


async def pasted(room: Room, *failures: ChatRefused) -> None:
    """Rosa pastes on a desk to which Chandra has brought the bot, and the platform answers so."""
    joined = PlaceJoined(id=room.event(), workspace=room.workspace, place=DESK, person=CHANDRA, at=room.time)
    await door.take(joined, ledger=room.ledger, roster=room.roster, pages=room.pages, now=room.time)
    await room.settle()
    # Her greeting is out of the way.
    await room.paste("https://elsewhere.example.org/x", by=ROSA)
    await room.settle()
    room.pages.pages[LINK] = PAGE
    room.chat.failures = list(failures)
    await room.paste(LINK, by=ROSA)
    await room.settle()


async def test_whoever_waits_and_whoever_brought_the_bot_are_told_once_a_day(room: Room) -> None:
    await pasted(room, *[ChatRefused(WHY)] * 4)
    assert sorted(told(room)) == [("chandra", WHY), ("rosa", WHY)]
    assert "card" not in room.chat.kinds()
    async with room.ledger.look(room.workspace) as tx:
        refused = await tx.posts.refusals(DESK, limit=9)
    assert [one.refused for one in refused] == [WHY] * 4


async def test_what_is_refused_is_not_tried_again(room: Room, hours: Hours) -> None:
    await pasted(room, *[ChatRefused(WHY)] * 4)
    shown = len(room.chat.shown)
    room.wait(timedelta(hours=2))
    await hours.pass_by(timedelta(hours=2))
    await room.settle()
    assert len(room.chat.shown) == shown


async def test_whoever_deleted_a_thread_need_not_be_told(room: Room) -> None:
    await pasted(room, ChatGone("It is not there any more."))
    assert told(room) == []
    assert room.chat.kinds()["claim"] == 3, "only what was to stand there is put aside"


async def test_nobody_is_told_that_they_cannot_be_told(room: Room) -> None:
    room.chat.failures = [ChatRefused("This person takes no messages.")]
    await room.paste("https://elsewhere.example.org/x", by=EDDA)
    await room.settle()
    assert told(room) == []
    async with room.ledger.look(room.workspace) as tx:
        assert len(await tx.posts.refusals(DESK, limit=9)) == 1
