"""What is not an act on a claim, called from another workspace: nothing is found, nothing changes.

The acts on claims are in test_bad_input.
"""

from collections.abc import Awaitable, Callable

import pytest

from bot import views
from bot.errors import NotThere
from bot.model.ballot import Rating, Via
from bot.model.ids import WorkspaceId
from bot.model.view import StoryView
from tests.support.room import CHANDRA, EDDA, Room

Act = Callable[[Room, StoryView], Awaitable[object]]


def command(text: str) -> Act:
    """`/claims …`, with the numbers that the other workspace has."""

    async def ask(room: Room, story: StoryView) -> object:
        return await room.ask(text)

    return ask


async def reopen_by_reaction(room: Room, story: StoryView) -> object:
    return await room.reopen(story.claims[1].claim.id, by=EDDA, via=Via.REACTION)


async def open_thread(room: Room, story: StoryView) -> object:
    return await room.open_thread(story, 5)


async def look_at_story(room: Room, story: StoryView) -> object:
    async with room.ledger.look(room.workspace) as tx:
        return await views.story_view(tx, story.story.id)


async def look_at_claim(room: Room, story: StoryView) -> object:
    return await room.claim(story.claims[0].claim.id)


async def test_what_belongs_to_others_is_not_there(room: Room, story: StoryView) -> None:
    await room.vote(story.claims[0].claim.id, Rating.FALSE)
    await room.ask("use 1.1 tunnel")
    await room.dismiss(story.claims[1].claim.id, by=EDDA, via=Via.REACTION)
    before = await room.stories()
    other = Room(room.database, pages=room.pages, chat=room.chat, workspace=WorkspaceId("slack:T1"))
    commands = [command(text) for text in ("show 1.1", "history 1.1", "use 1.1 tunnel", "gate 1", "gate")]
    for act in (*commands, reopen_by_reaction, open_thread, look_at_story, look_at_claim):
        with pytest.raises(NotThere):
            await act(other, before[0])
    await other.ask("settings signoffs:5 blind:on", by=CHANDRA)
    await room.settle()
    assert await room.stories() == before
    assert await other.stories() == []
    assert room.chat.kinds() == {"card": 1, "claim": 3}
