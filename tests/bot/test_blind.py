"""A desk that votes blind: everybody sees how many have voted, nobody what, until it is decided."""

import pytest

from bot.events import ActUndone, BallotCast
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId
from tests.bot.conftest import TICK, state
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room


@pytest.fixture(autouse=True)
async def blind(room: Room) -> None:
    """The desk votes blind."""
    await room.ask("settings blind:on", by=CHANDRA)


async def test_a_blind_desk_counts_votes_and_shows_them_to_who_has_voted(room: Room, claim: ClaimId) -> None:
    assert "blind" in await room.vote(claim, Rating.FALSE, by=ROSA, via=Via.REACTION)
    assert await state(room, claim) == "Open"
    assert await room.vote(claim, Rating.FALSE, by=ROSA) == "You voted: False. So far: 1 false."
    assert await state(room, claim) == "1 vote in"
    await room.vote(claim, Rating.TRUE, by=EDDA)
    assert await room.vote(claim, Rating.TRUE, by=ELIAS) == "You signed: True. So far: 2 true, 1 false."
    assert await state(room, claim) == "3 votes in"
    await room.vote(claim, Rating.TRUE, by=ELIAS, reason="I called")
    assert await state(room, claim) == "Verdict: True (Edda, Elias)"


async def test_a_blind_desk_gives_no_vote_away_in_what_everybody_can_ask(room: Room, claim: ClaimId) -> None:
    await room.ask("use 1.1 tunnel")
    await room.vote(claim, Rating.MISLEADING, by=EDDA)
    await room.do(BallotCast, claim, by=ELIAS, rating=Rating.UNPROVEN, via=Via.BUTTON, at=room.time - TICK)
    await room.take_back(claim, Rating.UNPROVEN, by=ELIAS)
    for words in ("open", "mine", "vote", "search bridge", "show 1", "history 1.1", "gate 1", "gate tunnel"):
        answer = (await room.ask(words)).casefold()
        assert "misleading" not in answer, words
        assert "unproven" not in answer, words


async def test_undo_on_a_blind_desk_tells_nobody_what_the_vote_was(room: Room, claim: ClaimId) -> None:
    await room.do(BallotCast, claim, by=EDDA, rating=Rating.MISLEADING, via=Via.BUTTON)
    await room.do(ActUndone, claim, by=EDDA)
    assert "misleading" not in (await room.ask("history 1.1")).casefold()
