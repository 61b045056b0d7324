"""The rules once more through the desk, on the real ledger: roles that change, late arrival, undo."""

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.errors import NotAllowed
from bot.events import (
    ActUndone,
    BallotCast,
    ClaimHandedOver,
    ClaimReopened,
    ClaimReworded,
    ClaimTaken,
    ClaimUsed,
    SaidAsked,
    UseChanged,
)
from bot.model.act import UseStep
from bot.model.ballot import Rating, Via
from bot.model.decision import DecisionKind
from bot.model.ids import ClaimId
from bot.model.people import Person
from tests.support.acts import FALSE, TRUE, UNPROVEN
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

SECOND = timedelta(seconds=1)


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """These are rules, not questions to the database: SQLite will do."""
    shutil.copy(template, tmp_path / "claimdesk.db")
    return f"sqlite:///{tmp_path}/claimdesk.db"


async def sign(room: Room, claim: ClaimId, by: Person, rating: Rating, *, reason: str = "") -> str:
    """Votes a second after what was before, and gives the id of the ballot."""
    room.wait(SECOND)
    answer = await room.do(BallotCast, claim, by=by, rating=rating, reason=reason, via=Via.BUTTON)
    return answer.undo or ""


async def test_a_ruling_counts_although_the_vote_that_made_the_dispute_arrives_after_it(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    for here, order in ((claim, (1, 2, 3)), (unsaid, (1, 3, 2))):
        acts = {1: (EDDA, FALSE, ""), 2: (ELIAS, TRUE, ""), 3: (CHANDRA, TRUE, "I asked")}
        start = room.time
        room.wait(timedelta(minutes=1))
        for number in order:
            by, rating, reason = acts[number]
            await room.vote(here, rating, by=by, reason=reason, at=start + number * SECOND)
    assert (await room.claim(claim)).state == "Verdict: True (Chandra, chief)"
    assert (await room.claim(unsaid)).state == "Verdict: True (Chandra, chief)"


async def test_a_chiefs_vote_from_before_the_dispute_is_no_ruling_that_lacks_its_reason(
    room: Room, claim: ClaimId
) -> None:
    start = room.time
    room.wait(timedelta(minutes=1))
    await room.vote(claim, FALSE, by=EDDA, at=start)
    await room.vote(claim, TRUE, by=ELIAS, at=start + 2 * SECOND)
    await room.vote(claim, FALSE, by=CHANDRA, at=start + SECOND)
    assert (await room.claim(claim)).count(FALSE) == 2


async def test_an_editor_changes_her_mind_although_the_desk_asks_for_another_number_now(
    room: Room, claim: ClaimId
) -> None:
    await sign(room, claim, EDDA, TRUE)
    await room.ask("settings signoffs:3", by=CHANDRA)
    await sign(room, claim, EDDA, FALSE)
    assert (await room.claim(claim)).state == "1 of 3: False (Edda)"


async def test_a_vote_that_is_undone_is_gone_although_the_desk_asks_for_another_number_now(
    room: Room, claim: ClaimId
) -> None:
    ballot = await sign(room, claim, EDDA, TRUE)
    await room.ask("settings signoffs:3", by=CHANDRA)
    room.wait(SECOND)
    await room.do(ActUndone, claim, by=EDDA, act=ballot)
    assert (await room.claim(claim)).state == "Open"


async def test_a_vote_that_is_undone_is_gone_although_somebody_acted_since_the_number_changed(
    room: Room, claim: ClaimId
) -> None:
    ballot = await sign(room, claim, EDDA, TRUE)
    await room.ask("settings signoffs:3", by=CHANDRA)
    await sign(room, claim, ELIAS, TRUE)
    room.wait(SECOND)
    await room.do(ActUndone, claim, by=EDDA, act=ballot)
    assert (await room.claim(claim)).state == "1 of 3: True (Elias)"


async def test_a_change_of_mind_that_arrives_late_counts_although_the_number_was_changed_since(
    room: Room, claim: ClaimId
) -> None:
    await sign(room, claim, EDDA, TRUE)
    mind = room.time + SECOND
    room.wait(5 * SECOND)
    await room.ask("settings signoffs:3", by=CHANDRA)
    await sign(room, claim, ELIAS, FALSE)
    await room.vote(claim, FALSE, by=EDDA, at=mind)
    assert (await room.claim(claim)).state == "2 of 3: False (Edda, Elias)"


async def test_what_is_counted_again_rules_on_nothing(room: Room, claim: ClaimId) -> None:
    start = room.time
    await sign(room, claim, EDDA, TRUE)
    await sign(room, claim, ELIAS, FALSE)
    room.wait(5 * SECOND)
    await sign(room, claim, CHANDRA, UNPROVEN, reason="I asked")
    await room.take_back(claim, TRUE, by=EDDA, at=start + 3 * SECOND)
    assert (await room.claim(claim)).state == "Disputed"
    await room.ask("settings signoffs:3", by=CHANDRA)
    room.wait(SECOND)
    await room.do(ClaimTaken, claim, by=ROSA)
    assert (await room.claim(claim)).state == "Disputed"


async def test_what_is_counted_again_is_decided_and_told_whatever_the_act_was(
    room: Room, claim: ClaimId
) -> None:
    await room.ask("settings signoffs:3", by=CHANDRA)
    await sign(room, claim, EDDA, TRUE, reason="seen")
    await sign(room, claim, ELIAS, TRUE)
    await room.do(ClaimTaken, claim, by=ROSA)
    await room.ask("settings signoffs:2", by=CHANDRA)
    room.wait(SECOND)
    with suppress(NotAllowed):
        await room.do(ClaimTaken, claim, by=ROSA)
    view = await room.claim(claim)
    decided = [one for one in view.decisions if one.kind is DecisionKind.VERDICT and one.until is None]
    assert bool(decided) == view.state.startswith("Verdict")


async def test_who_is_no_editor_any_more_has_signed_nothing(room: Room, claim: ClaimId) -> None:
    await sign(room, claim, EDDA, TRUE, reason="seen")
    await room.ask(f"settings editors:{ELIAS.name}", by=CHANDRA)
    await sign(room, claim, ELIAS, TRUE)
    assert (await room.claim(claim)).state == "1 of 2: True (Elias)"


async def test_who_has_left_has_signed_nothing(room: Room, claim: ClaimId) -> None:
    await sign(room, claim, EDDA, TRUE, reason="seen")
    del room.roster.people[EDDA.id]
    await sign(room, claim, ELIAS, TRUE)
    assert (await room.claim(claim)).state == "1 of 2: True (Elias)"


async def test_undoing_that_it_is_attributed_takes_the_second_question_back_that_came_with_it(
    room: Room, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    before = (await room.claim(claim)).state
    room.wait(SECOND)
    answer = await room.do(UseChanged, claim, by=ROSA, step=UseStep.ATTRIBUTED)
    room.wait(SECOND)
    await room.do(ActUndone, claim, by=ROSA, act=answer.undo)
    assert (await room.claim(claim)).state == before


@pytest.mark.parametrize("first", [UseChanged, SaidAsked])
async def test_was_it_said_stays_asked_while_somebodys_piece_depends_on_it(
    room: Room, claim: ClaimId, first: type[UseChanged] | type[SaidAsked]
) -> None:
    for by in (ROSA, EDDA):
        room.wait(SECOND)
        await room.do(ClaimUsed, claim, by=by)
    room.wait(SECOND)
    more: dict[str, Any] = {"step": UseStep.ATTRIBUTED} if first is UseChanged else {}
    asked = await room.do(first, claim, by=ROSA, **more)
    room.wait(SECOND)
    await room.do(UseChanged, claim, by=EDDA, step=UseStep.ATTRIBUTED)
    room.wait(SECOND)
    with suppress(NotAllowed):
        await room.do(ActUndone, claim, by=ROSA, act=asked.undo)
    assert (await room.claim(claim)).status.said is not None


async def test_an_undo_makes_no_other_verdict_of_one_that_somebody_uses(room: Room, claim: ClaimId) -> None:
    first = await sign(room, claim, EDDA, TRUE, reason="seen")
    await sign(room, claim, ELIAS, TRUE)
    room.wait(SECOND)
    await room.do(ClaimUsed, claim, by=ROSA)
    await sign(room, claim, EDDA, FALSE, reason="changed my mind")
    await sign(room, claim, ELIAS, FALSE, reason="changed my mind")
    await sign(room, claim, CHANDRA, FALSE, reason="changed my mind")
    room.wait(SECOND)
    with pytest.raises(NotAllowed, match="reopen it"):
        await room.do(ActUndone, claim, by=EDDA, act=first)
    assert (await room.claim(claim)).state == "Verdict: True (Edda, Elias)"


async def test_a_wording_is_undone_although_a_vote_came_since_that_was_undone_too(
    room: Room, claim: ClaimId
) -> None:
    room.wait(SECOND)
    reworded = await room.do(ClaimReworded, claim, by=EDDA, text="other words")
    ballot = await sign(room, claim, ELIAS, TRUE)
    room.wait(SECOND)
    await room.do(ActUndone, claim, by=ELIAS, act=ballot)
    room.wait(SECOND)
    await room.do(ActUndone, claim, by=EDDA, act=reworded.undo)
    assert (await room.claim(claim)).status.wordings == ()


async def test_whose_claim_an_editor_hands_to_somebody_else_is_told_so(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=ROSA)
    room.wait(SECOND)
    await room.do(ClaimHandedOver, claim, by=EDDA, to=ELIAS.id)
    await room.settle()
    assert len(room.told(ROSA)) == 1


async def test_nobody_is_told_that_it_stands_again_by_their_own_signature(room: Room, claim: ClaimId) -> None:
    await room.settle_as(claim, TRUE)
    await room.do(ClaimUsed, claim, by=ELIAS)
    room.wait(SECOND)
    await room.reopen(claim, by=CHANDRA, reason="new figures")
    await room.settle()
    before = room.told(ELIAS)
    await room.settle_as(claim, TRUE)
    await room.settle()
    assert room.told(ELIAS) == before


async def test_a_reopening_that_is_older_than_the_verdict_opens_nothing_and_says_so(
    room: Room, claim: ClaimId
) -> None:
    early = room.time
    await room.settle_as(claim, TRUE)
    try:
        answer = (await room.do(ClaimReopened, claim, by=EDDA, via=Via.BUTTON, reason="why", at=early)).text
    except NotAllowed as refused:
        answer = refused.reason
    view = await room.claim(claim)
    assert ("open again" in answer) == (view.state == "Open")
