"""Threads that people open, and what they write there."""

import pytest

from bot.errors import NotAllowed, NotThere
from bot.model.ids import MessageId, PlaceId
from bot.model.view import StoryView
from tests.support.room import BOT, DESK, EDDA, GUEST, Room


async def test_a_person_opens_a_thread_and_that_counts_against_no_cap(room: Room, story: StoryView) -> None:
    for number in range(4, 10):
        assert await room.open_thread(story, number) == "Its thread is open."
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 9}
    async with room.database.ledger.look(room.workspace) as tx:
        assert await tx.posts.roots_since(DESK, story.tips[0].at.replace(year=2000)) == 3


async def test_a_thread_is_opened_once(room: Room, story: StoryView) -> None:
    await room.open_thread(story, 4, event="same")
    assert await room.open_thread(story, 4, event="same") == ""
    assert await room.open_thread(story, 4) == "It has a thread already."
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 4}


async def test_what_was_dismissed_gets_no_thread(room: Room, story: StoryView) -> None:
    await room.dismiss(story.claims[4].claim.id, by=EDDA)
    with pytest.raises(NotAllowed, match="reopen"):
        await room.open_thread(story, 5)


async def test_a_claim_dismissed_before_its_thread_was_posted_is_not_posted(
    room: Room, story: StoryView
) -> None:
    await room.open_thread(story, 5)
    await room.dismiss(story.claims[4].claim.id, by=EDDA)
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 3}


async def test_a_reply_stands_in_the_thread(room: Room, story: StoryView) -> None:
    claim = story.claims[0]
    await room.reply(claim.claim.id, "Called the ministry.\n\nNo\u202e answer. ")
    async with room.database.ledger.look(room.workspace) as tx:
        (line,) = await tx.lines.under(DESK, [MessageId(claim.root or "")])
    assert (line.name, line.text) == ("Edda Lind", "Called the ministry.\n\nNo answer.")


async def test_a_bot_is_passed_over_in_silence_and_a_guest_is_told(room: Room, story: StoryView) -> None:
    claim = story.claims[0]
    assert await room.reply(claim.claim.id, "https://council.example/minutes", by=BOT) == ""
    with pytest.raises(NotAllowed, match="guests can read"):
        await room.reply(claim.claim.id, "https://council.example/minutes", by=GUEST)
    async with room.database.ledger.look(room.workspace) as tx:
        assert await tx.lines.under(DESK, [MessageId(claim.root or "")]) == []
    assert await room.claim(claim.claim.id) == claim


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4_001])
async def test_a_reply_is_neither_empty_nor_endless(room: Room, story: StoryView, text: str) -> None:
    with pytest.raises(NotAllowed):
        await room.reply(story.claims[0].claim.id, text)


async def test_no_reply_where_there_is_no_thread(room: Room, story: StoryView) -> None:
    with pytest.raises(NotThere):
        await room.reply(story.claims[8].claim.id, "hello")
    with pytest.raises(NotThere):
        await room.reply(story.claims[0].claim.id, "hello", place=PlaceId("elsewhere"))
