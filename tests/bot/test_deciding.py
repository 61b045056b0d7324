"""From acts to how a claim stands: sign-off, source missing, dispute, ruling, evidence, use."""

import pytest

from bot.model.act import CallKind, Stance, UseStep
from bot.model.ballot import Via
from tests.support.acts import FALSE, MISLEADING, SAID, SO, TRUE, UNPROVEN, Told, minute
from tests.support.staff import CHANDRA, EDDA, ELIAS, ROSA

AGREED = Told().vote(EDDA, FALSE).vote(ELIAS, FALSE)
SIGNED = Told().vote(EDDA, FALSE, reason="seen").vote(ELIAS, FALSE)
DISPUTED = Told().vote(EDDA, FALSE, reason="seen").vote(ELIAS, TRUE)
ASKED = Told().call(ROSA, CallKind.SAID_ASKED)
DISMISSED = Told().vote(ROSA, TRUE).call(EDDA, CallKind.DISMISSED, via=Via.REACTION)


def test_one_editor_who_signs_twice_is_one_signature() -> None:
    assert Told().vote(EDDA, FALSE, reason="seen").vote(EDDA, FALSE).state == "1 of 2: False (Edda)"


def test_a_reporters_ballot_neither_signs_nor_disputes() -> None:
    told = Told().vote(ROSA, FALSE, reason="seen").vote(EDDA, FALSE)
    assert told.state == "1 of 2: False (Edda)"
    assert told.vote(ROSA, TRUE).vote(ELIAS, TRUE).state == "Disputed"
    assert Told().vote(ROSA, TRUE).settled_as(FALSE, [EDDA, ELIAS]).status.settled


def test_the_verdict_names_its_signers_their_reason_and_its_time() -> None:
    verdict = SIGNED.status.so.verdict
    assert verdict is not None
    assert [one.person for one in verdict.signers] == [EDDA.id, ELIAS.id]
    assert (verdict.rating, verdict.reason, verdict.at, verdict.chief) == (FALSE, "seen", minute(2), False)


def test_a_desk_that_asks_for_three_waits_for_three() -> None:
    told = Told().settled_as(TRUE, [EDDA, ELIAS])
    three = Told().vote(EDDA, TRUE, needs=3, reason="seen").vote(ELIAS, TRUE, needs=3)
    assert told.status.settled
    assert three.state == "2 of 3: True (Edda, Elias)"
    assert three.vote(CHANDRA, TRUE, needs=3).state == "Verdict: True (Edda, Elias, Chandra)"


def test_the_newest_signature_says_how_many_the_desk_asks_for() -> None:
    three, two = Told().vote(EDDA, TRUE, reason="seen", needs=3), Told().vote(EDDA, TRUE, reason="seen")
    assert three.vote(ELIAS, TRUE, needs=2).status.settled
    assert two.vote(ELIAS, TRUE, needs=3).state == "2 of 3: True (Edda, Elias)"


def test_of_two_numbers_that_were_asked_for_in_one_instant_the_larger_holds() -> None:
    for first, second in ((2, 3), (3, 2)):
        told = Told().vote(EDDA, TRUE, at=1, reason="seen", needs=first).vote(ELIAS, TRUE, at=1, needs=second)
        assert told.state == "2 of 3: True (Edda, Elias)"


def test_one_person_is_never_enough_whatever_the_desk_asks_for() -> None:
    assert Told().vote(EDDA, TRUE, reason="seen", needs=1).state == "1 of 2: True (Edda)"


def test_anybodys_reason_for_the_rating_will_do_and_one_for_another_will_not() -> None:
    assert Told().vote(ROSA, FALSE, reason="seen").vote(EDDA, FALSE).vote(ELIAS, FALSE).status.settled
    other = Told().vote(ROSA, TRUE, reason="seen").vote(EDDA, FALSE).vote(ELIAS, FALSE)
    assert other.state == "Agreed: False, source missing"


@pytest.mark.parametrize("stance", Stance)
def test_any_evidence_completes_what_is_agreed_at_its_own_time(stance: Stance) -> None:
    verdict = AGREED.give(ROSA, stance=stance).status.so.verdict
    assert verdict is not None
    assert verdict.at == minute(3)


def test_evidence_that_was_taken_away_completes_nothing() -> None:
    given = Told().give(ROSA)
    told = given.mark(ROSA, given.last, removed=True).vote(EDDA, FALSE).vote(ELIAS, FALSE)
    assert told.state == "Agreed: False, source missing"
    assert [one.giver for one in told.status.removed] == ["Rosa Reyes"]


def test_evidence_that_is_taken_away_later_is_shown_and_the_verdict_stands() -> None:
    given = AGREED.give(ROSA)
    told = given.mark(EDDA, given.last, removed=True)
    assert told.state == "Verdict: False (Edda, Elias)"
    assert (len(told.status.evidence), len(told.status.removed)) == (0, 1)


def test_the_stance_that_was_set_last_holds() -> None:
    given = Told().give(ROSA, stance=Stance.SUPPORTS)
    (one,) = given.mark(EDDA, given.last, stance=Stance.REFUTES).status.evidence
    assert (one.stance, one.giver, one.name) == (Stance.REFUTES, "Rosa Reyes", "Edda Lind")


def test_a_dispute_is_dated_by_its_first_moment() -> None:
    told = DISPUTED.vote(CHANDRA, MISLEADING)
    assert told.status.so.disputed_since == minute(2)


def test_a_dispute_ends_when_one_side_changes_its_mind() -> None:
    assert DISPUTED.vote(ELIAS, FALSE).state == "Verdict: False (Edda, Elias)"


def test_a_dispute_ends_when_one_side_takes_its_vote_back() -> None:
    assert DISPUTED.take_back(ELIAS, TRUE).state == "1 of 2: False (Edda)"


def test_numbers_decide_no_dispute() -> None:
    assert DISPUTED.vote(CHANDRA, FALSE, reason="seen").state == "Disputed"


def test_a_chief_rules_alone_on_what_is_disputed() -> None:
    told = DISPUTED.rule(CHANDRA, UNPROVEN)
    verdict = told.status.so.verdict
    assert verdict is not None
    assert (verdict.rating, verdict.chief, verdict.reason) == (UNPROVEN, True, "I asked")
    assert not told.status.so.disputed


def test_a_ruling_without_a_reason_is_a_vote() -> None:
    assert DISPUTED.rule(CHANDRA, TRUE, reason=None).state == "Disputed"


def test_a_ruling_on_what_nobody_disputes_is_a_vote() -> None:
    assert Told().vote(EDDA, TRUE).rule(CHANDRA, FALSE).state == "Disputed"
    assert Told().rule(CHANDRA, FALSE).state == "1 of 2: False (Chandra)"


def test_a_ruling_of_the_instant_in_which_editors_differ_is_a_vote_whichever_arrives_first() -> None:
    told = Told().vote(EDDA, TRUE, at=1).rule(CHANDRA, FALSE, at=2).vote(ELIAS, FALSE, at=2)
    assert told.state == "Disputed"
    told = Told().vote(EDDA, TRUE, at=1).vote(ELIAS, FALSE, at=2).rule(CHANDRA, FALSE, at=2)
    assert told.state == "Disputed"


def test_who_votes_otherwise_once_the_verdict_stands_changes_nothing() -> None:
    assert SIGNED.vote(EDDA, TRUE).vote(ELIAS, TRUE).status.so == SIGNED.status.so
    assert SIGNED.take_back(EDDA, FALSE).status.so == SIGNED.status.so


def test_a_reason_is_added_to_a_verdict_that_stands() -> None:
    verdict = AGREED.give(ROSA).vote(ELIAS, FALSE, reason="the ministry says so").status.so.verdict
    assert verdict is not None
    assert verdict.reason == "the ministry says so"
    assert verdict.at == minute(3)


@pytest.mark.parametrize("via", Via)
def test_a_further_click_for_the_verdict_does_not_lose_its_reason(via: Via) -> None:
    verdict = SIGNED.vote(EDDA, FALSE, via=via).status.so.verdict
    assert verdict is not None
    assert verdict.reason == "seen"


def test_an_older_ballot_that_arrives_late_may_undo_a_verdict() -> None:
    assert SIGNED.vote(CHANDRA, TRUE, at=1.5).state == "Disputed"
    assert SIGNED.take_back(EDDA, FALSE, at=1.5).state == "1 of 2: False (Elias)"


def test_an_older_ballot_that_agrees_signs_the_verdict_in_the_place_of_the_later_one() -> None:
    assert SIGNED.vote(CHANDRA, FALSE, at=1.5).state == "Verdict: False (Edda, Chandra)"


def test_a_use_is_one_a_piece_capitals_aside_and_its_newest_step_holds() -> None:
    told = Told().use(ROSA, slug="Bridge").use(ROSA, UseStep.ATTRIBUTED, slug="bridge").use(EDDA)
    uses = {(one.person, one.slug): one.question for one in told.status.uses}
    assert uses == {(ROSA.id, "bridge"): SAID, (EDDA.id, ""): SO}
    assert [one.person for one in told.use(ROSA, UseStep.CUT, slug="BRIDGE").status.uses] == [EDDA.id]
    assert [one.person for one in told.use(EDDA, UseStep.CORRECTED).status.uses] == [ROSA.id]


def test_a_vote_that_is_counted_again_signs_no_more_once_its_person_is_no_editor() -> None:
    assert SIGNED.recount(EDDA, signs=False).state == SIGNED.state
    assert AGREED.recount(EDDA, signs=False).state == "1 of 2: False (Elias)"
    assert DISPUTED.recount(ELIAS, signs=False).state == "1 of 2: False (Edda)"


def test_the_number_that_is_asked_for_now_holds_for_what_was_signed_before() -> None:
    told = Told().vote(EDDA, FALSE, needs=3, reason="seen").vote(ELIAS, FALSE, needs=3)
    assert told.state == "2 of 3: False (Edda, Elias)"
    told = told.recount(EDDA, signs=True, at=9).recount(ELIAS, signs=True, at=9)
    assert told.state == "Verdict: False (Edda, Elias)"


def test_what_is_counted_again_makes_no_signature_of_a_vote_that_was_none() -> None:
    told = Told().vote(ROSA, FALSE).vote(ROSA, TRUE, signs=True).recount(ROSA, signs=True, needs=3)
    assert told.undo(ROSA, "0002").state == "Leaning false (1)"


def test_a_claim_is_in_play_once_somebody_did_something_that_is_a_debt() -> None:
    assert not Told().status.in_play
    assert not ASKED.status.in_play
    for told in (Told().vote(ROSA, TRUE), Told().own(ROSA, ROSA), Told().give(ROSA), Told().use(ROSA)):
        assert told.status.in_play
        assert not told.undo(ROSA).status.in_play


def test_it_is_settled_when_every_question_is() -> None:
    assert SIGNED.status.settled
    assert not SIGNED.call(ROSA, CallKind.SAID_ASKED).status.settled
    assert DISMISSED.status.settled


def test_last_activity_is_the_newest_act_by_its_own_time() -> None:
    assert Told().status.touched_at is None
    assert SIGNED.vote(CHANDRA, FALSE, at=0).status.touched_at == minute(2)
