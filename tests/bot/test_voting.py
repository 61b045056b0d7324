"""Votes, signatures, disputes and verdicts, as people cast them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotAllowed, NotThere
from bot.events import BallotCast, SaidAsked
from bot.model.answer import Offer
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import ClaimId, PersonId, WorkspaceId
from bot.model.people import Person, Role
from tests.bot.conftest import TICK, Fields, state
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

NINA = Person(PersonId("nina"), "Nina Park", Role.REPORTER)


async def setting(room: Room, words: str) -> None:
    """A setting of the desk, changed by its chief."""
    await room.ask(f"settings {words}", by=CHANDRA)


async def test_a_reporters_votes_lean_and_an_editors_sign(room: Room, claim: ClaimId) -> None:
    assert await state(room, claim) == "Open"
    assert await room.vote(claim, Rating.FALSE, by=ROSA) == "You voted: False."
    assert await state(room, claim) == "Leaning false (1)"
    await room.vote(claim, Rating.UNPROVEN, by=NINA)
    assert await state(room, claim) == "Leaning split (1 false, 1 unproven)"
    assert await room.vote(claim, Rating.TRUE, by=EDDA) == "You signed: True."
    assert await state(room, claim) == "1 of 2: True (Edda)"


async def test_an_editor_who_gave_no_reason_is_given_the_place_for_one(room: Room, claim: ClaimId) -> None:
    bare = await room.do(BallotCast, claim, by=EDDA, rating=Rating.TRUE, via=Via.BUTTON)
    assert (bare.offer, bare.claim) == (Offer.REASON, claim)
    room.wait(TICK)
    full = await room.do(BallotCast, claim, by=EDDA, rating=Rating.TRUE, via=Via.BUTTON, reason="I called")
    assert full.offer is None
    assert bare.undo != full.undo


async def test_a_vote_can_be_changed_and_taken_back(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE, by=ROSA)
    room.wait(TICK)
    await room.vote(claim, Rating.TRUE, by=ROSA)
    assert await state(room, claim) == "Leaning true (1)"
    assert await room.take_back(claim, Rating.TRUE, by=ROSA) == "Your vote True is taken back."
    assert await state(room, claim) == "Open"
    assert await room.take_back(claim, Rating.TRUE, by=ROSA) == "You have no such vote here to take back."


async def test_an_event_that_comes_twice_counts_once(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE, by=ROSA, event="once")
    room.wait(TICK)
    await room.vote(claim, Rating.TRUE, by=ROSA)
    assert await room.vote(claim, Rating.FALSE, by=ROSA, event="once") == ""
    assert await state(room, claim) == "Leaning true (1)"


async def test_a_vote_that_arrives_late_counts_by_its_own_time(room: Room, claim: ClaimId) -> None:
    early = room.time
    room.wait(timedelta(minutes=1))
    await room.vote(claim, Rating.TRUE, by=ROSA)
    await room.vote(claim, Rating.FALSE, by=ROSA, at=early)
    assert await state(room, claim) == "Leaning true (1)"


async def test_removing_a_reaction_takes_back_only_what_it_cast(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE, by=ROSA, via=Via.REACTION)
    room.wait(TICK)
    await room.vote(claim, Rating.TRUE, by=ROSA)
    room.wait(TICK)
    await room.take_back(claim, Rating.FALSE, by=ROSA, via=Via.REACTION)
    assert await state(room, claim) == "Leaning true (1)"


async def test_two_editors_and_a_reason_make_the_verdict_and_it_is_told_once(
    room: Room, claim: ClaimId
) -> None:
    await room.vote(claim, Rating.FALSE, by=EDDA)
    room.wait(TICK)
    answer = await room.vote(claim, Rating.FALSE, by=ELIAS)
    assert answer == "You signed: False. The editors agree; a reason or a source is missing."
    assert await state(room, claim) == "Agreed: False, source missing"
    answer = await room.vote(claim, Rating.FALSE, by=ELIAS, reason="the\u202e ministry says 30,000")
    assert answer == "Your reason is added. The verdict stands."
    assert await state(room, claim) == "Verdict: False (Edda, Elias)"
    await room.settle()
    assert room.in_thread(claim) == [
        "Verdict: False, signed by Edda Lind, Elias Okoro. the ministry says 30,000"
    ]


async def test_one_editor_twice_is_one_signature(room: Room, claim: ClaimId) -> None:
    for reason in ("I called", "they answered"):
        await room.vote(claim, Rating.FALSE, by=EDDA, reason=reason)
        room.wait(TICK)
    await room.vote(claim, Rating.FALSE, by=ROSA, reason="me too")
    assert await state(room, claim) == "1 of 2: False (Edda)"


async def test_editors_who_differ_are_briefed_once_and_one_change_of_mind_ends_it(
    room: Room, claim: ClaimId
) -> None:
    await room.reply(claim, "https://council.example/minutes", by=ROSA)
    await room.vote(claim, Rating.FALSE, by=EDDA, reason="the count says 30,000")
    room.wait(TICK)
    answer = await room.vote(claim, Rating.TRUE, by=ELIAS)
    assert answer == "You signed: True. Editors have signed different ratings: it is disputed."
    assert await state(room, claim) == "Disputed"
    await room.vote(claim, Rating.TRUE, by=ROSA, reason="numbers never decide")
    assert await state(room, claim) == "Disputed"
    await room.settle()
    assert room.in_thread(claim) == [
        "Disputed: Is it so? Editors have signed different ratings.\n"
        "True (Elias Okoro): no reason or evidence yet.\n"
        "False (Edda Lind): “the count says 30,000”.\n"
        "Context: https://council.example/minutes.\n"
        "Missing: evidence for True, a reason from Elias Okoro, evidence for False.\n"
        "It ends when one side changes its mind, or a chief rules with a reason."
    ]
    await room.vote(claim, Rating.FALSE, by=ELIAS)
    assert await state(room, claim) == "Verdict: False (Edda, Elias)"


async def test_a_chief_rules_on_what_is_disputed_alone_and_with_a_reason(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.TRUE, by=CHANDRA, reason="I was there")
    assert await state(room, claim) == "1 of 2: True (Chandra)"
    await room.vote(claim, Rating.FALSE, by=EDDA, reason="the count")
    assert await state(room, claim) == "Disputed"
    with pytest.raises(NotAllowed, match="needs a reason"):
        await room.vote(claim, Rating.FALSE, by=CHANDRA)
    await room.vote(claim, Rating.MISLEADING, by=CHANDRA, reason="both counts are old")
    assert await state(room, claim) == "Verdict: Misleading (Chandra, chief)"
    await room.settle()
    told = "Verdict: Misleading, signed by Chandra Moss, chief. both counts are old"
    assert room.in_thread(claim)[1:] == [told]


async def test_what_has_its_verdict_takes_no_more_votes_and_an_editor_is_asked_to_reopen(
    room: Room, claim: ClaimId
) -> None:
    await room.settle_as(claim, Rating.FALSE)
    stands = "The verdict False (Edda, Elias) stands, so this changes nothing."
    cast: Fields = {"rating": Rating.TRUE, "via": Via.BUTTON, "reason": "it is true"}
    editor = await room.do(BallotCast, claim, by=CHANDRA, **cast)
    assert (editor.text, editor.offer) == (
        f"{stands} Do you want to reopen it? That needs a reason.",
        Offer.REOPEN,
    )
    reporter = await room.do(BallotCast, claim, by=ROSA, **cast)
    assert reporter.text == f"{stands} An editor can reopen it, with a reason."
    assert reporter.offer is None
    assert (await room.take_back(claim, Rating.FALSE, by=EDDA)).startswith(stands)
    assert await room.vote(claim, Rating.FALSE, by=EDDA, reason="and again") == "Your reason is added."
    assert await state(room, claim) == "Verdict: False (Edda, Elias)"
    await room.settle()
    assert len(room.in_thread(claim)) == 1


async def test_the_desk_says_who_votes_who_signs_and_how_many_it_takes(room: Room, claim: ClaimId) -> None:
    await setting(room, "editors:Rosa, Edda voters:Rosa signoffs:3")
    with pytest.raises(NotAllowed, match="you are not among them"):
        await room.vote(claim, Rating.TRUE, by=ELIAS)
    for person in (ROSA, EDDA):
        await room.vote(claim, Rating.TRUE, by=person, reason="I called")
    assert await state(room, claim) == "2 of 3: True (Edda, Rosa)"
    await room.vote(claim, Rating.TRUE, by=CHANDRA)
    assert await state(room, claim) == "Verdict: True (Edda, Rosa, Chandra)"


async def test_a_signature_counts_while_its_person_is_an_editor(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.TRUE, by=EDDA, reason="I called")
    room.roster.people[EDDA.id] = replace(EDDA, role=Role.REPORTER)
    await room.vote(claim, Rating.TRUE, by=ELIAS, at=room.time + TICK)
    assert await state(room, claim) == "1 of 2: True (Elias)"
    del room.roster.people[ELIAS.id]
    await room.vote(claim, Rating.TRUE, by=CHANDRA, at=room.time + TICK)
    assert await state(room, claim) == "1 of 2: True (Chandra)"


async def test_what_an_act_counts_again_is_decided_and_told_whatever_the_act(
    room: Room, claim: ClaimId
) -> None:
    await setting(room, "signoffs:3")
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, reason="I called")
    await setting(room, "signoffs:2")
    room.wait(TICK)
    assert await room.take_back(claim, Rating.FALSE, by=ROSA) == "You have no such vote here to take back."
    assert await state(room, claim) == "Verdict: True (Edda, Elias)"
    await room.settle()
    assert room.in_thread(claim) == ["Verdict: True, signed by Edda Lind, Elias Okoro. I called"]


async def test_the_second_question_has_ballots_of_its_own(room: Room, claim: ClaimId) -> None:
    with pytest.raises(NotThere, match="Was it said"):
        await room.vote(claim, Rating.TRUE, question=Question.SAID)
    await room.do(SaidAsked, claim)
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, question=Question.SAID, reason="on tape")
    assert await state(room, claim) == "Said: true. So: open."
    await room.vote(claim, Rating.UNPROVEN, by=EDDA)
    assert await state(room, claim) == "Said: true. So: 1 of 2: Unproven (Edda)."
    await room.vote(claim, Rating.UNPROVEN, by=ELIAS, reason="no count exists")
    assert await state(room, claim) == "Said: true. So: unproven."
    await room.settle()
    assert [line.partition(", ")[0] for line in room.in_thread(claim)] == [
        "Was it said? Verdict: True",
        "Is it so? Verdict: Unproven",
    ]


async def test_a_claim_that_is_gone_or_of_another_workspace_is_not_there(room: Room, claim: ClaimId) -> None:
    with pytest.raises(NotThere):
        await room.vote(ClaimId("gone"), Rating.TRUE)
    other = Room(room.database, workspace=WorkspaceId("slack:T1"))
    with pytest.raises(NotThere):
        await other.vote(claim, Rating.TRUE)
    assert await state(room, claim) == "Open"


async def test_history_keeps_what_was_and_what_became_of_it(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE)
    room.wait(TICK)
    await room.take_back(claim, Rating.FALSE)
    async with room.database.ledger.look(room.workspace) as tx:
        entries = await tx.history.of_claim(claim)
    assert [(entry.act, entry.before, entry.after) for entry in entries] == [
        ("signed", "Open", "1 of 2: False (Edda)"),
        ("took back", "1 of 2: False (Edda)", "Open"),
    ]
