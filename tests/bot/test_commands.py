"""`/claims …` in the text box."""

import pytest

from bot import commands
from bot.errors import ClaimdeskError, NotThere
from bot.model.ballot import Rating
from tests.support.room import EDDA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(
    ["Bridge closes today", *(f"It carried {number},000 cars in May." for number in range(1, 6))]
)


@pytest.fixture
async def read(room: Room) -> Room:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    return room


async def test_help_lists_what_there_is_and_stands_for_no_word(room: Room) -> None:
    assert await room.ask("") == await room.ask(" help ") == commands.HELP


async def test_check_reads_any_link_and_puts_the_card_on_the_desk(room: Room) -> None:
    room.pages.pages["https://www.youtube.com/watch?v=1"] = PAGE
    assert await room.ask("check https://www.youtube.com/watch?v=1") == "Reading it."
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 3}


async def test_open_lists_the_threads_that_nobody_dismissed(read: Room) -> None:
    (story,) = await read.stories()
    await read.vote(story.claims[0].claim.id, Rating.FALSE)
    await read.dismiss(story.claims[1].claim.id, by=EDDA)
    first, second = (await read.ask("open")).splitlines()
    assert first.startswith("1.1 · Leaning false (1) · It carried 1,000 cars")
    assert second.startswith("1.3 · Open")


async def test_nothing_open_is_said(room: Room) -> None:
    assert await room.ask("open") == "Nothing is open on this desk."


@pytest.mark.parametrize("which", ["", "1"])
async def test_show_lists_a_story_or_else_the_newest(read: Room, which: str) -> None:
    lines = (await read.ask(f"show {which}")).splitlines()
    assert lines[0] == "Story 1: Bridge closes today"
    assert len(lines) == 6


async def test_show_gives_one_claim_by_its_number(read: Room) -> None:
    assert (await read.ask("show 1.2")).startswith("1.2 · Open · It carried 2,000 cars")


@pytest.mark.parametrize("text", ["show 9", "show 1.9", "show x", "check", "check nothing", "frob"])
async def test_what_makes_no_sense_is_answered_with_a_sentence(read: Room, text: str) -> None:
    with pytest.raises(ClaimdeskError) as said:
        await read.ask(text)
    assert said.value.reason


async def test_show_on_an_empty_desk_says_so(room: Room) -> None:
    with pytest.raises(NotThere, match="no story"):
        await room.ask("show")
