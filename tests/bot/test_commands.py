"""`/claims …` in the text box."""

import pytest

from bot import commands
from bot.errors import ClaimdeskError, NotThere
from bot.events import CommandGiven
from bot.model.answer import Answer
from bot.model.ids import ClaimId, MessageId
from bot.model.view import StoryView
from tests.bot.conftest import PAGE
from tests.support.room import DESK, ROSA, Room


async def given(room: Room, text: str) -> Answer:
    """The whole answer to a command of Rosa's; the same words are the same event."""
    event = CommandGiven(
        id=text,
        workspace=room.workspace,
        place=DESK,
        person=ROSA,
        at=room.time,
        message=MessageId(text),
        text=text,
    )
    return await commands.answer(event, ledger=room.ledger, roster=room.roster, now=room.time)


async def test_help_lists_what_there_is_and_stands_for_no_word(room: Room) -> None:
    assert await room.ask("") == await room.ask(" help ") == commands.HELP
    for word in ("check", "open", "mine", "show", "use", "gate", "search", "settings", "help"):
        assert f"/claims {word}" in commands.HELP


async def test_check_reads_any_link_and_puts_the_card_on_the_desk(room: Room) -> None:
    room.pages.pages["https://www.youtube.com/watch?v=1"] = PAGE
    assert await room.ask("check https://www.youtube.com/watch?v=1") == "Reading it."
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 3}


async def test_nothing_is_there_on_an_empty_desk_and_that_is_said(room: Room) -> None:
    assert await room.ask("open") == "Nothing is open on this desk."
    assert await room.ask("mine") == "You have taken nothing that is open."
    assert await room.ask("disputed") == "Nothing is disputed on this desk."
    for words in ("show", "gate", "use", "history"):
        with pytest.raises(NotThere, match="no story"):
            await room.ask(words)


async def test_show_lists_a_story_or_else_the_newest_or_one_claim(room: Room, story: StoryView) -> None:
    lines = (await room.ask("show")).splitlines()
    assert lines[0] == "Story 1: Bridge closes today"
    assert len(lines) == 10
    assert await room.ask("show 1") == "\n".join(lines)
    assert await room.ask("show 1.1") == "1.1 · Open · The bridge carries 40,000 cars a day. (Ana Novak)"


async def test_what_makes_no_sense_is_answered_with_a_sentence(room: Room, story: StoryView) -> None:
    shows = ["show 9", "show 1.99", "show x", "show 1.1.1"]
    for text in [*shows, "check", "check nothing", "frob", "use", "use x", "history", "gate 9"]:
        with pytest.raises(ClaimdeskError) as said:
            await room.ask(text)
        assert said.value.reason, text


async def test_a_command_that_comes_twice_is_done_once(room: Room, story: StoryView) -> None:
    for text in ("use 1.1 tunnel", "gate 1"):
        assert (await given(room, text)).text
        assert (await given(room, text)).text == ""


async def test_use_can_be_undone_by_its_answer(room: Room, claim: ClaimId) -> None:
    answer = await given(room, "use 1.1 tunnel")
    assert (answer.claim, answer.undo) == (claim, (await room.claim(claim)).status.uses[0].id)
