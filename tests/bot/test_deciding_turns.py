"""What turns the page of a claim: reopened, reworded, not a claim, the second question; and undo."""

from bot.model.act import CallKind, Stance
from bot.model.ballot import Via
from tests.support.acts import FALSE, SAID, SO, TRUE, Told
from tests.support.staff import CHANDRA, EDDA, ELIAS, ROSA

AGREED = Told().vote(EDDA, FALSE).vote(ELIAS, FALSE)
SIGNED = Told().vote(EDDA, FALSE, reason="seen").vote(ELIAS, FALSE)
ASKED = Told().call(ROSA, CallKind.SAID_ASKED)
DISMISSED = Told().vote(ROSA, TRUE).call(EDDA, CallKind.DISMISSED, via=Via.REACTION)


def test_reopening_clears_the_signatures_and_keeps_the_evidence() -> None:
    given = AGREED.give(ROSA, link=None, note="called the ministry, 14:10")
    told = given.reopen(EDDA)
    assert told.state == "Open"
    assert [one.note for one in told.status.evidence] == ["called the ministry, 14:10"]
    assert told.vote(EDDA, TRUE).vote(ELIAS, TRUE).state == "Verdict: True (Edda, Elias)"


def test_a_reopening_clears_whatever_it_finds_so_that_no_late_vote_revives_what_was_signed_before() -> None:
    reopened = SIGNED.reopen(EDDA)
    assert reopened.vote(CHANDRA, TRUE, at=1.5).state == "Open"
    assert reopened.undo(ELIAS, "0002").state == "Open"


def test_a_verdict_is_bound_to_the_wording() -> None:
    told = SIGNED.reword(EDDA, "About 40,000 cars.").reword(EDDA, "Some 40,000 cars.")
    assert told.state == "Open"
    assert [one.text for one in told.status.wordings] == ["About 40,000 cars.", "Some 40,000 cars."]
    assert told.vote(ELIAS, FALSE).state == "1 of 2: False (Elias)"


def test_a_vote_for_the_old_wording_that_arrives_late_does_not_count_for_the_new_one() -> None:
    assert Told().reword(EDDA, "Some 40,000 cars.").vote(ELIAS, FALSE, at=0).state == "Open"


def test_what_is_voted_while_it_is_not_a_claim_does_not_count() -> None:
    told = DISMISSED.vote(EDDA, FALSE).call(EDDA, CallKind.RESTORED, via=Via.REACTION)
    assert told.state == "Leaning true (1)"


def test_reopening_what_was_no_claim_begins_anew() -> None:
    told = DISMISSED.reopen(EDDA)
    assert told.state == "Open"
    assert told.status.reopened is not None


def test_a_verdict_is_reopened_before_it_is_called_not_a_claim() -> None:
    assert SIGNED.call(CHANDRA, CallKind.DISMISSED).state == SIGNED.state


def test_taking_a_reaction_away_takes_away_nobody_elses_not_a_claim() -> None:
    told = Told().call(ELIAS, CallKind.DISMISSED, via=Via.REACTION)
    assert told.call(EDDA, CallKind.RESTORED, via=Via.REACTION).state == "Not a claim"
    assert told.call(ELIAS, CallKind.RESTORED, via=Via.REACTION).state == "Open"


def test_taking_a_reaction_away_takes_away_no_click() -> None:
    told = Told().call(ELIAS, CallKind.DISMISSED).call(ELIAS, CallKind.RESTORED, via=Via.REACTION)
    assert told.state == "Not a claim"


def test_each_question_has_its_own_ballots_evidence_serves_both() -> None:
    told = ASKED.vote(EDDA, TRUE, question=SAID).vote(ELIAS, TRUE, question=SAID).vote(EDDA, FALSE)
    assert told.state == "Said: agreed: True, source missing. So: 1 of 2: False (Edda)."
    assert told.give(ROSA).vote(ELIAS, FALSE).state == "Said: true. So: false."


def test_a_ballot_on_a_question_that_nobody_has_asked_yet_counts_for_nothing() -> None:
    told = Told().vote(EDDA, TRUE, question=SAID).call(ROSA, CallKind.SAID_ASKED)
    assert told.state == "Said: open. So: open."


def test_one_question_is_reopened_without_the_other() -> None:
    both = ASKED.settled_as(TRUE, [EDDA, ELIAS], question=SAID).settled_as(FALSE, [EDDA, ELIAS])
    assert both.reopen(EDDA, SAID).state == "Said: open. So: false."
    assert both.reopen(EDDA, SO).state == "Said: true. So: open."
    assert both.reopen(EDDA).state == "Said: open. So: open."


def test_a_reason_on_one_question_is_none_on_the_other() -> None:
    told = ASKED.vote(EDDA, TRUE, question=SAID, reason="heard it").vote(EDDA, FALSE).vote(ELIAS, FALSE)
    assert told.status.so.verdict is None


def test_a_verdict_ends_its_owners_work_once_it_is_open_again() -> None:
    told = Told().own(ROSA, ROSA).settled_as(TRUE, [EDDA, ELIAS])
    assert told.status.owner is not None
    assert told.reopen(EDDA).status.owner is None
    assert told.reopen(EDDA).own(ELIAS, ELIAS).state == "Taken by Elias"


def test_undoing_the_completing_signature_withdraws_the_verdict() -> None:
    assert SIGNED.undo(ELIAS).state == "1 of 2: False (Edda)"


def test_undoing_a_reopening_brings_the_verdict_back_and_what_was_voted_since_is_late() -> None:
    told = SIGNED.reopen(CHANDRA)
    voted = told.vote(EDDA, TRUE)
    assert voted.undo(CHANDRA, told.last).state == "Verdict: False (Edda, Elias)"


def test_undoing_evidence_takes_what_was_said_of_it_too() -> None:
    given = AGREED.give(ROSA)
    told = given.mark(EDDA, given.last, stance=Stance.REFUTES).undo(ROSA, given.last)
    assert (told.state, told.status.evidence) == ("Agreed: False, source missing", ())


def test_undoing_a_removal_brings_the_evidence_back() -> None:
    given = AGREED.give(ROSA)
    assert len(given.mark(ROSA, given.last, removed=True).undo(ROSA).status.evidence) == 1


def test_undoing_an_older_vote_leaves_the_newer_one() -> None:
    told = Told().vote(EDDA, TRUE).vote(EDDA, FALSE)
    assert told.undo(EDDA, "0001").state == "1 of 2: False (Edda)"
    assert told.undo(EDDA).state == "1 of 2: True (Edda)"
