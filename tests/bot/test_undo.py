"""Undo: for five minutes, on one's own act; as if it had not been, but for the history."""

from datetime import timedelta

import pytest

from bot.errors import NotAllowed, NotThere
from bot.events import (
    ActUndone,
    BallotCast,
    BallotWithdrawn,
    ClaimDismissed,
    ClaimHandedOver,
    ClaimReleased,
    ClaimReopened,
    ClaimReworded,
    ClaimTaken,
    ClaimUsed,
    EvidenceGiven,
    EvidenceMarked,
    EvidenceRemoved,
    RecallAnswered,
    SaidAsked,
    UseChanged,
)
from bot.model.act import Stance, UseStep
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId
from bot.model.recall import RecallAnswer
from bot.model.view import ClaimView
from tests.bot.conftest import TICK, Acts, Fields, state
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

TRUE: Fields = {"rating": Rating.TRUE, "via": Via.BUTTON}
FALSE: Fields = {"rating": Rating.FALSE, "via": Via.BUTTON, "reason": "the count"}


def shown(view: ClaimView) -> object:
    """All of a claim that an undo has to restore: not which decisions there were."""
    return (view.state, view.status, view.recalls, view.pasted_by, view.root)


async def undone(room: Room, claim: ClaimId, act: str | None) -> str:
    room.wait(TICK)
    return (await room.do(ActUndone, claim, by=EDDA, act=act)).text


async def test_undo_restores_everything_but_the_history(room: Room, claim: ClaimId) -> None:
    note = (await room.do(EvidenceGiven, claim, by=ROSA, text="called the ministry, 14:10")).undo
    for kind, more in [(BallotCast, TRUE), (ClaimTaken, {}), (ClaimUsed, {"slug": "tunnel"})]:
        await room.do(kind, claim, by=EDDA, **more)
    acts: Acts = [
        (BallotCast, FALSE),
        (BallotWithdrawn, TRUE),
        (ClaimDismissed, {"via": Via.BUTTON}),
        (SaidAsked, {}),
        (ClaimReworded, {"text": "40,000 cars"}),
        (ClaimHandedOver, {"to": ROSA.id}),
        (ClaimReleased, {}),
        (EvidenceGiven, {"text": "https://council.example/minutes"}),
        (EvidenceMarked, {"evidence": note, "stance": Stance.REFUTES}),
        (EvidenceRemoved, {"evidence": note}),
        (ClaimUsed, {"slug": "diary"}),
        (UseChanged, {"step": UseStep.CUT}),
        (UseChanged, {"step": UseStep.CORRECTED}),
    ]
    before = await room.claim(claim)
    for kind, more in acts:
        room.wait(TICK)
        act = await room.do(kind, claim, by=EDDA, **more)
        assert shown(await room.claim(claim)) != shown(before), kind
        assert (await undone(room, claim, act.undo)).startswith("Undone: "), kind
        assert shown(await room.claim(claim)) == shown(before), kind
    history = (await room.ask("history 1.1")).splitlines()
    assert len(history) == 1 + 4 + 2 * len(acts)


async def test_undo_of_attributed_takes_back_the_question_that_it_asked(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimUsed, claim, by=EDDA)
    before = await room.claim(claim)
    room.wait(TICK)
    act = await room.do(UseChanged, claim, by=EDDA, step=UseStep.ATTRIBUTED)
    await undone(room, claim, act.undo)
    assert shown(await room.claim(claim)) == shown(before)


async def test_undo_of_reopening_brings_the_verdict_back_and_takes_the_recall_away(
    room: Room, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.settle_as(claim, Rating.FALSE)
    before = await room.claim(claim)
    act = await room.do(ClaimReopened, claim, by=EDDA, via=Via.BUTTON, reason="new count")
    assert len((await room.claim(claim)).recalls) == 1
    await undone(room, claim, act.undo)
    assert shown(await room.claim(claim)) == shown(before)
    await room.settle()
    assert room.told(ROSA)[-1].endswith("There is nothing to fix.")


async def test_without_an_id_it_is_the_newest_of_ones_own_and_then_the_one_before(
    room: Room, claim: ClaimId
) -> None:
    with pytest.raises(NotThere, match="nothing here that could be undone"):
        await undone(room, claim, None)
    await room.do(ClaimTaken, claim, by=EDDA)
    room.wait(TICK)
    await room.do(BallotCast, claim, by=EDDA, **TRUE)
    room.wait(TICK)
    await room.do(BallotCast, claim, by=ELIAS, **TRUE)
    assert await undone(room, claim, None) == "Undone: the vote True."
    assert await undone(room, claim, None) == "Undone: owner Edda Lind."
    assert await state(room, claim) == "1 of 2: True (Elias)"


async def test_only_ones_own_act_only_once_and_only_for_five_minutes(room: Room, claim: ClaimId) -> None:
    his = await room.do(ClaimTaken, claim, by=ELIAS)
    hers = await room.do(BallotCast, claim, by=EDDA, **TRUE)
    with pytest.raises(NotAllowed, match="Only whoever did it"):
        await undone(room, claim, his.undo)
    await undone(room, claim, hers.undo)
    with pytest.raises(NotAllowed, match="undone already"):
        await undone(room, claim, hers.undo)
    with pytest.raises(NotThere, match="nothing of that kind"):
        await undone(room, claim, "no-such-act")
    last = await room.do(BallotCast, claim, by=EDDA, **TRUE)
    late = await room.do(BallotCast, claim, by=EDDA, at=room.time + TICK, **FALSE)
    room.wait(timedelta(minutes=5))
    assert await undone(room, claim, late.undo) == "Undone: the vote False."
    with pytest.raises(NotAllowed, match="five minutes only"):
        await undone(room, claim, last.undo)
    assert await state(room, claim) == "1 of 2: True (Edda)"


async def test_the_completing_signature_is_undone_unless_somebody_uses_the_verdict(
    room: Room, claim: ClaimId
) -> None:
    await room.do(BallotCast, claim, by=ELIAS, **FALSE)
    room.wait(TICK)
    act = await room.do(BallotCast, claim, by=EDDA, **FALSE)
    await undone(room, claim, act.undo)
    view = await room.claim(claim)
    assert view.state == "1 of 2: False (Elias)"
    assert [one.until for one in view.was] == [room.time]
    act = await room.do(BallotCast, claim, by=EDDA, **FALSE)
    await room.do(ClaimUsed, claim, by=ROSA)
    with pytest.raises(NotAllowed, match="uses this verdict already"):
        await undone(room, claim, act.undo)
    view = await room.claim(claim)
    assert (view.state, view.recalls) == ("Verdict: False (Elias, Edda)", ())


async def test_a_verdict_that_somebody_uses_is_not_turned_round_by_undo(room: Room, claim: ClaimId) -> None:
    await room.settle_as(claim, Rating.FALSE)
    act = await room.do(ClaimReopened, claim, by=EDDA, via=Via.BUTTON, reason="new count")
    await room.settle_as(claim, Rating.TRUE)
    await room.do(ClaimUsed, claim, by=ROSA)
    before = await room.claim(claim)
    with pytest.raises(NotAllowed):
        await undone(room, claim, act.undo)
    assert await room.claim(claim) == before


async def test_what_reopening_cleared_is_not_revived_by_undoing_an_older_signature(
    room: Room, claim: ClaimId
) -> None:
    await room.do(BallotCast, claim, by=ELIAS, **FALSE)
    room.wait(TICK)
    act = await room.do(BallotCast, claim, by=EDDA, **FALSE)
    room.wait(TICK)
    await room.reopen(claim, by=CHANDRA, reason="new count")
    await undone(room, claim, act.undo)
    assert await state(room, claim) == "Open"


async def test_votes_for_a_wording_do_not_count_for_another_when_it_is_undone(
    room: Room, claim: ClaimId
) -> None:
    act = await room.do(ClaimReworded, claim, by=EDDA, text="40,000 cars, lorries not counted")
    for person in (ELIAS, CHANDRA):
        room.wait(TICK)
        await room.do(BallotCast, claim, by=person, **FALSE)
    try:
        await undone(room, claim, act.undo)
    except NotAllowed:
        assert await state(room, claim) == "Verdict: False (Elias, Chandra)"
    else:
        assert await state(room, claim) == "Open"


async def test_a_vote_that_the_desk_counted_again_is_undone_all_the_same(room: Room, claim: ClaimId) -> None:
    await room.ask("settings signoffs:3", by=CHANDRA)
    act = await room.do(BallotCast, claim, by=EDDA, **TRUE)
    await room.ask("settings signoffs:2", by=CHANDRA)
    room.wait(TICK)
    await room.do(BallotCast, claim, by=ELIAS, **TRUE)
    await undone(room, claim, act.undo)
    assert await state(room, claim) == "1 of 2: True (Elias)"


@pytest.mark.parametrize("answer", [RecallAnswer.FIXED, RecallAnswer.NOT_AFFECTED])
async def test_the_answer_to_a_recall_can_be_undone_by_its_id_and_as_the_newest(
    room: Room, claim: ClaimId, answer: RecallAnswer
) -> None:
    await room.do(ClaimUsed, claim, by=EDDA, slug="tunnel")
    await room.settle_as(claim, Rating.FALSE)
    await room.reopen(claim, by=ELIAS, reason="new count")
    room.wait(TICK)
    before = await room.claim(claim)
    (recall,) = before.recalls
    for named in (True, False):
        given = await room.do(RecallAnswered, claim, by=EDDA, recall=recall.id, answer=answer)
        assert (await room.claim(claim)).recalls == ()
        await undone(room, claim, given.undo if named else None)
        assert shown(await room.claim(claim)) == shown(before), named
        room.wait(TICK)
