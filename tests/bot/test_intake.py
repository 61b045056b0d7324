"""What becomes of a pasted message."""

import asyncio
from datetime import timedelta

import pytest

from bot.errors import PageRefused, PageUnreadable
from bot.model.ids import WorkspaceId
from bot.model.story import StoryState
from tests.support.fakes import greets
from tests.support.room import EDDA, ROSA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "Bridge closes on Monday\nAna Novak: The bridge carries 40,000 cars a day.\nIt was built in 1931."


async def test_a_pasted_link_becomes_a_card_and_a_thread_a_claim(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    await room.paste(f"look at {LINK} please")
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 2}
    (story,) = await room.stories()
    assert (story.story.number, story.posted, story.strip.named) == (1, 2, 1)


async def test_the_same_event_twice_changes_the_desk_once(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK, event="same")
    await room.paste(LINK, event="same")
    await room.settle()
    (story,) = await room.stories()
    assert len(story.tips) == 1


@pytest.mark.parametrize(
    "second",
    [
        LINK,
        f"{LINK}?utm_source=newsletter#top",
        "https://m.paper.example.org/news/bridge-closes-4711",
        f"<{LINK}|the bridge>",
    ],
)
async def test_the_same_article_pasted_again_is_answered_with_its_story(room: Room, second: str) -> None:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    await room.paste(second, by=EDDA)
    await room.settle()
    (story,) = await room.stories()
    assert [tip.name for tip in story.tips] == ["Rosa Reyes", "Edda Lind"]
    assert room.chat.kinds() == {"card": 1, "claim": 2, "line": 1}
    assert room.said() == ["Already on the desk: story 1, “Bridge closes on Monday”."]


async def test_the_same_link_twice_in_the_same_moment_is_one_story(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    await asyncio.gather(room.paste(LINK), room.paste(LINK, by=EDDA))
    await room.settle()
    assert len(await room.stories()) == 1
    assert room.pages.asked == [LINK]
    assert room.chat.kinds() == {"card": 1, "claim": 2, "line": 1}


async def test_at_most_two_links_of_a_message_are_taken_and_the_rest_is_offered(room: Room) -> None:
    links = [f"https://paper.example.org/news/story-{number}" for number in range(4)]
    for number, link in enumerate(links):
        room.pages.pages[link] = f"Story number {number}\nClaim {number} has 5 parts."
    taken = await room.paste(" and ".join(links))
    await room.settle()
    assert len(taken.tips) == 2
    assert len(await room.stories()) == 2
    (offer,) = room.said()
    assert links[2] in offer
    assert links[3] in offer


async def test_what_auto_never_touches_is_passed_over_and_named(room: Room) -> None:
    taken = await room.paste("https://docs.google.com/document/d/abc/edit")
    await room.settle()
    assert taken.tips == ()
    assert taken.passed_over == ("docs.google.com",)
    assert room.pages.asked == []


async def test_who_asks_for_such_a_link_gets_it_read(room: Room) -> None:
    link = "https://www.youtube.com/watch?v=abcdef"
    await room.paste(link, asked=True)
    await room.settle()
    assert room.pages.asked == [link]


async def test_chatter_on_a_platform_that_keeps_it_is_no_tip(room: Room) -> None:
    taken = await room.paste("lunch, anyone?", kept=False)
    assert taken.tips == ()


async def test_pasted_text_is_a_tip_too(room: Room) -> None:
    await room.paste("Bridge closes on Monday\nThe bridge carries 40,000 cars a day.")
    await room.settle()
    (story,) = await room.stories()
    assert story.story.url is None
    assert [claim.claim.text for claim in story.claims] == ["The bridge carries 40,000 cars a day."]


async def test_an_article_pasted_whole_is_a_text_although_it_holds_a_link(room: Room) -> None:
    words = "The bridge carries 40,000 cars a day and was built long ago. " * 10
    await room.paste(f"Bridge closes on Monday\n{words}\nSee {LINK} for more.")
    await room.settle()
    (story,) = await room.stories()
    assert story.story.url is None
    assert room.pages.asked == []


@pytest.mark.parametrize(
    "text", ["", "  \n ", "\u202e", "ftp://paper.example.org/x", "javascript:alert(1)", "x " * 100_001]
)
async def test_what_is_nothing_to_read_is_refused_with_a_sentence(room: Room, text: str) -> None:
    with pytest.raises(PageRefused, match=r"\.$"):
        await room.paste(text)
    assert await room.stories() == []


async def test_who_pasted_is_told_why_a_page_cannot_be_read(room: Room) -> None:
    room.pages.pages[LINK] = PageUnreadable("paper.example.org does not let us read this page (403).")
    await room.paste(LINK)
    await room.settle()
    ((post, said),) = [one for one in room.chat.posts.values() if not greets(one[0])]
    assert post.to == ROSA.id
    assert isinstance(said, str)
    assert said.startswith("paper.example.org does not let us read this page (403). You can paste")


async def test_a_page_that_failed_is_read_anew_when_it_is_pasted_again(room: Room) -> None:
    room.pages.pages[LINK] = PageUnreadable("There is no such page.")
    await room.paste(LINK)
    await room.settle()
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK, by=EDDA)
    await room.settle()
    (story,) = await room.stories()
    assert story.story.state is StoryState.READ


async def test_a_site_that_asks_to_wait_is_asked_again_by_the_sweep(room: Room) -> None:
    room.pages.pages[LINK] = PageUnreadable("paper.example.org is busy (503).", retry_after=120)
    await room.paste(LINK)
    await room.settle()
    assert "I will try again in 2 minutes." in room.said()[0]
    room.pages.pages[LINK] = PAGE
    await room.sweep()
    assert await room.stories() == []
    room.wait(timedelta(seconds=121))
    await room.sweep()
    assert len(await room.stories()) == 1


async def test_after_three_tries_it_is_left_and_said_once(room: Room) -> None:
    room.pages.pages[LINK] = PageUnreadable("paper.example.org is busy (503).", retry_after=60)
    await room.paste(LINK)
    await room.settle()
    for _ in range(5):
        room.wait(timedelta(seconds=61))
        await room.sweep()
    assert len(room.pages.asked) == 3
    assert len(room.said()) == 2
    assert "I tried 3 times" in room.said()[1]


async def test_two_workspaces_have_a_story_each(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    other = Room(room.database, pages=room.pages, workspace=WorkspaceId("slack:T1"))
    await room.paste(LINK, event="same")
    await other.paste(LINK, event="same")
    await room.settle()
    (mine,), (theirs,) = await room.stories(), await other.stories()
    assert mine.story.id != theirs.story.id
    assert (mine.story.number, theirs.story.number) == (1, 1)
