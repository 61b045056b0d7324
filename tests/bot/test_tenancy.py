"""Every use case, called with the ids of another workspace: nothing is found, nothing changes."""

from collections.abc import Awaitable, Callable

import pytest

from bot import views
from bot.errors import NotThere
from bot.model.ballot import Rating, Via
from bot.model.ids import WorkspaceId
from bot.model.view import StoryView
from tests.support.room import EDDA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(
    ["Bridge closes today", *(f"It carried {number},000 cars in May." for number in range(1, 6))]
)

Act = Callable[[Room, StoryView], Awaitable[object]]


async def vote(room: Room, story: StoryView) -> object:
    return await room.vote(story.claims[0].claim.id, Rating.TRUE)


async def take_back(room: Room, story: StoryView) -> object:
    return await room.take_back(story.claims[0].claim.id, Rating.FALSE)


async def dismiss(room: Room, story: StoryView) -> object:
    return await room.dismiss(story.claims[0].claim.id, by=EDDA)


async def reopen(room: Room, story: StoryView) -> object:
    return await room.reopen(story.claims[1].claim.id, by=EDDA, reason="ours now")


async def reopen_by_reaction(room: Room, story: StoryView) -> object:
    return await room.reopen(story.claims[1].claim.id, by=EDDA, via=Via.REACTION)


async def open_thread(room: Room, story: StoryView) -> object:
    return await room.open_thread(story, 5)


async def reply(room: Room, story: StoryView) -> object:
    return await room.reply(story.claims[0].claim.id, "let me in")


async def show(room: Room, story: StoryView) -> object:
    return await room.ask(f"show {story.claims[0].label}")


async def look_at_story(room: Room, story: StoryView) -> object:
    async with room.ledger.look(room.workspace) as tx:
        return await views.story_view(tx, story.story.id)


async def look_at_claim(room: Room, story: StoryView) -> object:
    return await room.claim(story.claims[0].claim.id)


@pytest.mark.parametrize(
    "act",
    [
        vote,
        take_back,
        dismiss,
        reopen,
        reopen_by_reaction,
        open_thread,
        reply,
        show,
        look_at_story,
        look_at_claim,
    ],
)
async def test_what_belongs_to_others_is_not_there(room: Room, act: Act) -> None:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    (story,) = await room.stories()
    await room.vote(story.claims[0].claim.id, Rating.FALSE)
    await room.dismiss(story.claims[1].claim.id, by=EDDA)
    before = await room.stories()
    other = Room(room.database, pages=room.pages, chat=room.chat, workspace=WorkspaceId("slack:T1"))
    with pytest.raises(NotThere):
        await act(other, before[0])
    await room.settle()
    assert await room.stories() == before
    assert await other.stories() == []
    assert room.chat.kinds() == {"card": 1, "claim": 3}
