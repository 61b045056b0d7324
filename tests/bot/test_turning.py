"""What turns the page of a claim: not a claim, reopened, reworded, "was it said?"."""

import pytest

from bot.errors import NotAllowed, NotThere
from bot.events import BallotCast, ClaimReopened, ClaimReworded, SaidAsked
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import ClaimId
from tests.bot.conftest import TICK, Fields, state
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room


async def test_whoever_pasted_it_may_dismiss_until_somebody_votes(room: Room, claim: ClaimId) -> None:
    await room.dismiss(claim, by=ROSA)
    assert await state(room, claim) == "Not a claim"
    assert await room.dismiss(claim, by=EDDA) == "It was called not a claim already."
    await room.reopen(claim, by=ROSA, reason="it is one")
    assert await state(room, claim) == "Open"
    await room.vote(claim, Rating.TRUE, by=EDDA)
    with pytest.raises(NotAllowed, match="only an editor"):
        await room.dismiss(claim, by=ROSA)
    await room.dismiss(claim, by=ELIAS)
    assert await state(room, claim) == "Not a claim"
    with pytest.raises(NotAllowed, match="only an editor"):
        await room.reopen(claim, by=ROSA, reason="it is one")


async def test_a_reporter_dismisses_nothing_of_other_people(room: Room) -> None:
    await room.paste("Bridge closes today\nIt carried 40,000 cars in May.", by=EDDA)
    await room.settle()
    (story,) = await room.stories()
    with pytest.raises(NotAllowed, match="Only whoever pasted"):
        await room.dismiss(story.claims[0].claim.id, by=ROSA)


async def test_what_is_dismissed_takes_no_votes_until_reopened_with_a_reason(
    room: Room, claim: ClaimId
) -> None:
    await room.vote(claim, Rating.TRUE, by=EDDA, reason="I called")
    await room.dismiss(claim, by=EDDA)
    room.wait(TICK)
    with pytest.raises(NotAllowed, match="reopen"):
        await room.vote(claim, Rating.FALSE)
    with pytest.raises(NotAllowed, match="reopen"):
        await room.do(ClaimReworded, claim, text="Cars: 40,000")
    with pytest.raises(NotAllowed, match="why"):
        await room.reopen(claim, by=EDDA, reason=" ")
    await room.reopen(claim, by=EDDA, reason="the figure can be checked")
    assert await state(room, claim) == "Open"
    await room.vote(claim, Rating.TRUE, by=ELIAS)
    assert await state(room, claim) == "1 of 2: True (Elias)"


async def test_taking_away_the_reaction_that_dismissed_brings_it_back(room: Room, claim: ClaimId) -> None:
    await room.dismiss(claim, by=EDDA, via=Via.REACTION)
    room.wait(TICK)
    assert await room.reopen(claim, by=ELIAS, via=Via.REACTION) == ""
    assert await state(room, claim) == "Not a claim"
    await room.reopen(claim, by=EDDA, via=Via.REACTION)
    assert await state(room, claim) == "Open"
    await room.dismiss(claim, by=EDDA)
    room.wait(TICK)
    assert await room.reopen(claim, by=EDDA, via=Via.REACTION) == ""
    assert await state(room, claim) == "Not a claim"


@pytest.mark.parametrize("question", Question)
async def test_what_has_a_verdict_is_dismissed_by_nobody(
    room: Room, claim: ClaimId, question: Question
) -> None:
    await room.do(SaidAsked, claim)
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, question=question, reason="on tape")
    settled = await room.claim(claim)
    room.wait(TICK)
    with pytest.raises(NotAllowed, match="reopen it first"):
        await room.dismiss(claim, by=CHANDRA)
    assert await room.claim(claim) == settled


async def test_a_verdict_is_reopened_by_an_editor_with_a_reason_and_keeps_its_evidence(
    room: Room, claim: ClaimId
) -> None:
    await room.reply(claim, "https://council.example/minutes", by=ROSA)
    with pytest.raises(NotAllowed, match="open already"):
        await room.reopen(claim, by=EDDA, reason="new count")
    await room.settle_as(claim, Rating.FALSE)
    with pytest.raises(NotAllowed, match="Only an editor can reopen"):
        await room.reopen(claim, by=ROSA, reason="new count")
    with pytest.raises(NotAllowed, match="why"):
        await room.reopen(claim, by=EDDA, reason="\u202e ")
    assert await room.reopen(claim, by=EDDA, reason="new count") == "It is open again."
    assert await state(room, claim) == "Open"
    view = await room.claim(claim)
    assert (view.standing, len(view.status.evidence)) == ({}, 1)
    (was,) = view.was
    assert (was.rating, was.names, was.ended) == (Rating.FALSE, ("Edda Lind", "Elias Okoro"), "new count")
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person)
    assert await state(room, claim) == "Verdict: True (Edda, Elias)"


async def test_one_of_two_questions_is_reopened_alone(room: Room, claim: ClaimId) -> None:
    await room.do(SaidAsked, claim)
    for question in Question:
        for person in (EDDA, ELIAS):
            await room.vote(claim, Rating.TRUE, by=person, question=question, reason="on tape")
    assert await state(room, claim) == "Said: true. So: true."
    again: Fields = {"via": Via.BUTTON, "reason": "the tape was cut"}
    await room.do(ClaimReopened, claim, question=Question.SAID, **again)
    assert await state(room, claim) == "Said: open. So: true."
    await room.do(ClaimReopened, claim, **again)
    assert await state(room, claim) == "Said: open. So: open."


async def test_was_it_said_is_asked_once_and_only_of_what_somebody_said(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    with pytest.raises(NotAllowed, match="own voice"):
        await room.do(SaidAsked, unsaid)
    await room.vote(claim, Rating.UNPROVEN, by=ROSA)
    assert (await room.do(SaidAsked, claim, by=ROSA)).text.startswith("Both questions are open")
    assert (await room.do(SaidAsked, claim)).text == "“Was it said?” is asked already."
    assert await state(room, claim) == "Said: open. So: leaning unproven (1)."


async def test_an_editor_rewords_and_what_was_signed_was_for_the_old_words(
    room: Room, claim: ClaimId
) -> None:
    with pytest.raises(NotAllowed, match="Only an editor can reword"):
        await room.do(ClaimReworded, claim, by=ROSA, text="Cars a day: 40,000")
    await room.settle_as(claim, Rating.FALSE)
    answer = await room.do(ClaimReworded, claim, by=EDDA, text=" The bridge\u202e carries \n 40,000 cars ")
    assert answer.text.endswith("was for the old wording, so it is open again.")
    assert await state(room, claim) == "Open"
    view = await room.claim(claim)
    assert view.claim.text == "The bridge carries 40,000 cars a day."
    assert view.status.wording is not None
    assert view.status.wording.text == "The bridge carries 40,000 cars"
    assert [one.ended for one in view.was] == ["Edda Lind changed the wording"]
    same = await room.do(ClaimReworded, claim, by=ELIAS, text="The bridge carries 40,000 cars")
    assert same.text == "That is its wording already."
    room.wait(TICK)
    await room.do(ClaimReworded, claim, by=ELIAS, text="40,000 cars, lorries not counted")
    assert [one.name for one in (await room.claim(claim)).status.wordings] == ["Edda Lind", "Elias Okoro"]


async def test_a_click_beside_words_that_were_changed_meanwhile_does_not_count(
    room: Room, claim: ClaimId
) -> None:
    vote: Fields = {"rating": Rating.TRUE, "via": Via.BUTTON}
    await room.do(BallotCast, claim, by=ELIAS, wording="", **vote)
    room.wait(TICK)
    await room.do(ClaimReworded, claim, by=EDDA, text="Cars a day: 40,000")
    room.wait(TICK)
    with pytest.raises(NotAllowed, match="wording was changed"):
        await room.do(BallotCast, claim, by=ELIAS, wording="", **vote)
    assert await state(room, claim) == "Open"
    wording = (await room.claim(claim)).status.wordings[-1].id
    await room.do(BallotCast, claim, by=ELIAS, wording=wording, **vote)
    assert await state(room, claim) == "1 of 2: True (Elias)"


async def test_what_is_no_act_on_this_desk_is_not_there(room: Room, claim: ClaimId) -> None:
    with pytest.raises(NotThere):
        await room.do(SaidAsked, ClaimId("gone"))
    with pytest.raises(NotAllowed, match="2,000 characters"):
        await room.do(ClaimReworded, claim, text="x" * 2_001)
    with pytest.raises(NotAllowed, match="Write the wording"):
        await room.do(ClaimReworded, claim, text=" \u202e ")
