"""`/claims …` in the text box."""

import pytest

from bot import commands
from bot.errors import ClaimdeskError, NotThere
from bot.events import CommandGiven
from bot.model.ballot import Rating
from bot.model.ids import MessageId
from tests.support.room import DESK, EDDA, ROSA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(
    ["Bridge closes today", *(f"It carried {number},000 cars in May." for number in range(1, 6))]
)


async def ask(room: Room, text: str) -> str:
    given = CommandGiven(
        id=room.event(),
        workspace=room.workspace,
        place=DESK,
        person=ROSA,
        at=room.time,
        message=MessageId(room.event()),
        text=text,
    )
    return await commands.answer(given, ledger=room.database.ledger, now=room.time)


@pytest.fixture
async def read(room: Room) -> Room:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    return room


async def test_help_lists_what_there_is_and_stands_for_no_word(room: Room) -> None:
    assert await ask(room, "") == await ask(room, " help ") == commands.HELP


async def test_check_reads_any_link_and_puts_the_card_on_the_desk(room: Room) -> None:
    room.pages.pages["https://www.youtube.com/watch?v=1"] = PAGE
    assert await ask(room, "check https://www.youtube.com/watch?v=1") == "Reading it."
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 3}


async def test_open_lists_the_threads_that_nobody_dismissed(read: Room) -> None:
    (story,) = await read.stories()
    await read.vote(story.claims[0].claim.id, Rating.FALSE)
    await read.dismiss(story.claims[1].claim.id, by=EDDA)
    first, second = (await ask(read, "open")).splitlines()
    assert first.startswith("1.1 · Leaning false (1) · It carried 1,000 cars")
    assert second.startswith("1.3 · Open")


async def test_nothing_open_is_said(room: Room) -> None:
    assert await ask(room, "open") == "Nothing is open on this desk."


@pytest.mark.parametrize("which", ["", "1"])
async def test_show_lists_a_story_or_else_the_newest(read: Room, which: str) -> None:
    lines = (await ask(read, f"show {which}")).splitlines()
    assert lines[0] == "Story 1: Bridge closes today"
    assert len(lines) == 6


async def test_show_gives_one_claim_by_its_number(read: Room) -> None:
    assert (await ask(read, "show 1.2")).startswith("1.2 · Open · It carried 2,000 cars")


@pytest.mark.parametrize("text", ["show 9", "show 1.9", "show x", "check", "check nothing", "frob"])
async def test_what_makes_no_sense_is_answered_with_a_sentence(read: Room, text: str) -> None:
    with pytest.raises(ClaimdeskError) as said:
        await ask(read, text)
    assert said.value.reason


async def test_show_on_an_empty_desk_says_so(room: Room) -> None:
    with pytest.raises(NotThere, match="no story"):
        await ask(room, "show")
