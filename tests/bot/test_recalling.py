"""Recall: who uses a verdict that stands no more is asked what that does to their piece."""

import pytest

from bot.errors import NotAllowed
from bot.events import ClaimReopened, ClaimUsed, RecallAnswered, UseChanged
from bot.model.act import UseStep
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId
from bot.model.recall import Recall, RecallAnswer
from tests.bot.conftest import TICK, Fields
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

CARS = "“The bridge carries 40,000 cars a day.”"


async def users(room: Room, claim: ClaimId) -> list[str]:
    """Whose pieces depend on it: name and slug."""
    room.wait(TICK)
    return [f"{use.name} {use.slug}".strip() for use in (await room.claim(claim)).status.uses]


async def recalled(room: Room, claim: ClaimId) -> list[Recall]:
    """The questions, by name, once Rosa used it in “tunnel”, it was settled false, and Elias reopened it."""
    await room.ask("use 1.1 tunnel")
    await room.settle_as(claim, Rating.FALSE)
    await room.reopen(claim, by=ELIAS, reason="the ministry corrected itself")
    return sorted((await room.claim(claim)).recalls, key=lambda one: one.name)


async def answered(room: Room, claim: ClaimId, recall: Recall, answer: RecallAnswer) -> str:
    room.wait(TICK)
    return (await room.do(RecallAnswered, claim, by=ROSA, recall=recall.id, answer=answer)).text


async def test_a_reopened_verdict_is_recalled_privately_and_stays_open_until_answered(
    room: Room, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=EDDA)
    hers, recall = await recalled(room, claim)
    await room.settle()
    assert room.told(ROSA)[-1] == (
        "1.1, which you use in “tunnel”, has changed: it was False, it is now: Open. "
        f"Why: the ministry corrected itself. {CARS} What does that do to your piece?"
    )
    assert len(room.told(EDDA)) == 1
    listed = await room.ask("recalls", by=CHANDRA)
    assert "1.1 · used by Rosa Reyes in “tunnel” · was False, now: Open" in listed
    assert await answered(room, claim, recall, RecallAnswer.NOT_AFFECTED) == "Noted: not affected."
    assert (
        await answered(room, claim, recall, RecallAnswer.FIXED) == "That is answered already: not affected."
    )
    with pytest.raises(NotAllowed, match="asked of Edda Lind"):
        await answered(room, claim, hers, RecallAnswer.FIXED)
    assert await users(room, claim) == ["Edda Lind", "Rosa Reyes tunnel"]
    await room.do(RecallAnswered, claim, by=EDDA, recall=hers.id, answer=RecallAnswer.FIXED)
    assert await users(room, claim) == ["Rosa Reyes tunnel"]
    assert await room.ask("recalls", by=CHANDRA) == "Nobody has an answer to give."


async def test_fixed_ends_the_pieces_that_were_recalled_and_no_later_one(room: Room, claim: ClaimId) -> None:
    (recall,) = await recalled(room, claim)
    assert recall.slugs == ("tunnel",)
    await room.ask("use 1.1 diary")
    assert await answered(room, claim, recall, RecallAnswer.FIXED) == (
        "Noted: fixed. Your use of it has ended."
    )
    assert await users(room, claim) == ["Rosa Reyes diary"]
    assert (await room.ask("gate tunnel")).startswith("Gate: nothing to judge")
    assert (await room.ask("gate diary")).startswith("Gate: red")


async def test_a_verdict_that_stands_again_needs_no_answer_and_another_one_does(
    room: Room, claim: ClaimId
) -> None:
    await recalled(room, claim)
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, reason="a new count")
    room.wait(TICK)
    assert len((await room.claim(claim)).recalls) == 1
    again: Fields = {"via": Via.BUTTON, "reason": "that count was old"}
    await room.do(ClaimReopened, claim, by=EDDA, **again)
    await room.settle_as(claim, Rating.FALSE)
    (left,) = (await room.claim(claim)).recalls
    assert left.old is Rating.TRUE
    await room.settle()
    assert room.told(ROSA)[-1] == (
        "1.1 stands again as it was when you used it: False. There is nothing to fix."
    )


async def test_nobody_is_recalled_who_does_not_depend_on_it(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimUsed, claim, by=EDDA, slug="cut")
    await room.do(ClaimUsed, claim, by=ROSA, slug="attributed")
    await room.settle_as(claim, Rating.FALSE)
    await room.do(UseChanged, claim, by=EDDA, step=UseStep.CUT)
    await room.do(UseChanged, claim, by=ROSA, step=UseStep.ATTRIBUTED)
    room.wait(TICK)
    await room.reopen(claim, by=ELIAS, reason="new count")
    assert (await room.claim(claim)).recalls == ()
