"""What a reporter hears unasked: one message for all that happened, after two quiet minutes."""

from datetime import timedelta

from bot.events import ClaimReleased, ClaimTaken, ClaimUsed, UseChanged
from bot.model.act import UseStep
from bot.model.ballot import Question, Rating
from bot.model.ids import ClaimId
from tests.bot.conftest import TICK
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

QUIET = timedelta(minutes=2)
CARS = "“The bridge carries 40,000 cars a day.”"
BUILT = "“It was built in 1931.”"


async def after(room: Room, span: timedelta) -> None:
    room.wait(span)
    await room.sweep()


async def test_all_that_is_settled_comes_in_one_message_after_two_quiet_minutes(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    for one in (claim, unsaid):
        await room.do(ClaimUsed, one, by=ROSA, slug="tunnel")
    await room.do(ClaimUsed, claim, by=CHANDRA)
    await room.settle_as(claim, Rating.UNPROVEN)
    await after(room, QUIET - 2 * TICK)
    await room.settle_as(unsaid, Rating.TRUE)
    await after(room, QUIET - 2 * TICK)
    assert room.told(ROSA) == []
    assert len(room.told(CHANDRA)) == 1
    await after(room, 2 * TICK)
    await after(room, QUIET)
    assert room.told(ROSA) == [
        "Settled, of what you use:\n"
        f"1.1 · Verdict: Unproven (Edda, Elias) · {CARS}\n"
        "You may write: “Ana Novak says …; we could not verify it.”\n"
        f"1.2 · Verdict: True (Edda, Elias) · {BUILT}"
    ]


async def test_whoever_pasted_or_uses_a_claim_hears_who_took_it(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=EDDA)
    for one in (claim, unsaid):
        await room.do(ClaimTaken, one, by=ELIAS)
    await after(room, QUIET)
    assert room.told(ROSA) == ["Elias Okoro has taken 1.1, 1.2."]
    assert room.told(EDDA) == ["Elias Okoro has taken 1.1."]
    assert room.told(ELIAS) == []


async def test_nobody_hears_of_their_own_act(room: Room, claim: ClaimId) -> None:
    for person in (ROSA, EDDA, ELIAS):
        await room.do(ClaimUsed, claim, by=person)
    await room.do(ClaimTaken, claim, by=ROSA)
    await room.settle_as(claim, Rating.TRUE)
    await after(room, QUIET)
    assert room.told(ELIAS) == []
    assert len(room.told(EDDA)) == len(room.told(ROSA)) == 1


async def test_what_is_not_so_any_more_is_left_out(room: Room, claim: ClaimId, unsaid: ClaimId) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.do(ClaimUsed, unsaid, by=ROSA)
    await room.do(ClaimTaken, claim, by=ELIAS)
    room.wait(TICK)
    await room.do(ClaimReleased, claim, by=ELIAS)
    await room.settle_as(unsaid, Rating.TRUE)
    await room.do(UseChanged, unsaid, by=ROSA, step=UseStep.CUT)
    await after(room, QUIET)
    assert room.told(ROSA) == []
    await room.do(ClaimTaken, claim, by=EDDA)
    await room.settle_as(claim, Rating.FALSE)
    await after(room, QUIET)
    assert room.told(ROSA) == [f"Settled, of what you use:\n1.1 · Verdict: False (Edda, Elias) · {CARS}"]


async def test_the_line_to_write_goes_with_the_verdict(room: Room, claim: ClaimId, unsaid: ClaimId) -> None:
    for one in (claim, unsaid):
        await room.do(ClaimUsed, one, by=ROSA)
    await room.settle_as(unsaid, Rating.UNPROVEN)
    await room.do(ClaimUsed, claim, by=ROSA, slug="said")
    await room.do(UseChanged, claim, by=ROSA, step=UseStep.ATTRIBUTED, slug="said")
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, question=Question.SAID, reason="on tape")
    await room.settle_as(claim, Rating.MISLEADING)
    await after(room, QUIET)
    (told,) = room.told(ROSA)
    lines = told.splitlines()
    assert "You may write: “We could not verify that …”" in lines
    assert f"1.1 · Said: true. So: misleading. · {CARS}" in lines
    assert "You may write: “Ana Novak said …; that is misleading.”" in lines


async def test_the_sweep_tells_once_whoever_sweeps(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.settle_as(claim, Rating.TRUE)
    other = Room(room.database, chat=room.chat, time=room.time + QUIET)
    room.wait(QUIET)
    await other.sweep()
    await room.sweep()
    assert len(room.told(ROSA)) == 1
