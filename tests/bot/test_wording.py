"""The state words, letter by letter: people and programs rely on them."""

from dataclasses import replace

import pytest

from bot.model.act import CallKind
from bot.model.desk import Desk
from bot.model.ids import PersonId, PlaceId
from bot.model.people import Person, Role
from bot.rules import wording
from tests.support.acts import DESK, FALSE, MISLEADING, SAID, SO, TRUE, UNPROVEN, Told
from tests.support.staff import CHANDRA, EDDA, ELIAS, ROSA

BLIND = replace(DESK, blind=True)
HOUSE = Desk(PlaceId("desk"), ratings=("Correct", "Half Right", "Wrong", "No Idea"))
SIGNED = Told().vote(EDDA, FALSE, reason="seen").vote(ELIAS, FALSE)
ASKED = Told().call(ROSA, CallKind.SAID_ASKED)
SAME_WORD = Person(PersonId("edda2"), "Edda Holm", Role.EDITOR)
NO_NAME = Person(PersonId("nameless"), "", Role.EDITOR)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told(), "Open"),
        (Told().own(ROSA, ROSA), "Taken by Rosa"),
        (Told().own(ROSA, ROSA).own(ROSA, None), "Open"),
        (Told().vote(ROSA, FALSE), "Leaning false (1)"),
        (Told().vote(ROSA, FALSE).own(ELIAS, ELIAS), "Leaning false (1)"),
        (Told().vote(ROSA, UNPROVEN).vote(EDDA, TRUE, signs=False), "Leaning split (1 true, 1 unproven)"),
        (Told().vote(EDDA, FALSE), "1 of 2: False (Edda)"),
        (Told().vote(EDDA, FALSE).vote(ROSA, TRUE), "1 of 2: False (Edda)"),
        (Told().vote(EDDA, TRUE, needs=3).vote(ELIAS, TRUE, needs=3), "2 of 3: True (Edda, Elias)"),
        (Told().vote(EDDA, FALSE).vote(ELIAS, FALSE), "Agreed: False, source missing"),
        (Told().vote(EDDA, FALSE, reason="seen").vote(ELIAS, TRUE), "Disputed"),
        (SIGNED, "Verdict: False (Edda, Elias)"),
        (
            Told().give(ROSA).vote(ELIAS, MISLEADING).vote(EDDA, MISLEADING),
            "Verdict: Misleading (Elias, Edda)",
        ),
        (Told().vote(EDDA, FALSE).vote(ELIAS, TRUE).rule(CHANDRA, FALSE), "Verdict: False (Chandra, chief)"),
        (SIGNED.reopen(EDDA), "Open"),
        (SIGNED.reword(EDDA, "About 40,000 cars."), "Open"),
        (Told().own(ROSA, ROSA).settled_as(TRUE, [EDDA, ELIAS]).reopen(EDDA), "Open"),
        (Told().vote(EDDA, TRUE).call(EDDA, CallKind.DISMISSED), "Not a claim"),
        (ASKED.call(EDDA, CallKind.DISMISSED), "Not a claim"),
    ],
)
def test_the_first_that_applies_is_shown(told: Told, words: str) -> None:
    assert told.state == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (ASKED, "Said: open. So: open."),
        (ASKED.vote(ROSA, TRUE, question=SAID), "Said: leaning true (1). So: open."),
        (
            ASKED.settled_as(TRUE, [EDDA, ELIAS], question=SAID).settled_as(UNPROVEN, [EDDA, ELIAS]),
            "Said: true. So: unproven.",
        ),
        (
            ASKED.vote(EDDA, TRUE, question=SAID).vote(EDDA, TRUE).vote(ELIAS, FALSE),
            "Said: 1 of 2: True (Edda). So: disputed.",
        ),
        (
            ASKED.settled_as(FALSE, [EDDA, ELIAS]).vote(EDDA, TRUE, question=SAID),
            "Said: 1 of 2: True (Edda). So: false.",
        ),
        (ASKED.vote(EDDA, FALSE).vote(ELIAS, FALSE), "Said: open. So: agreed: False, source missing."),
    ],
)
def test_two_questions_read_as_one_sentence_each(told: Told, words: str) -> None:
    assert told.state == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told(), "Open"),
        (Told().own(ROSA, ROSA), "Taken by Rosa"),
        (Told().vote(EDDA, FALSE), "1 vote in"),
        (Told().vote(EDDA, FALSE).vote(ELIAS, FALSE).vote(ROSA, TRUE), "3 votes in"),
        (Told().vote(EDDA, FALSE).vote(ELIAS, TRUE), "Disputed"),
        (SIGNED, "Verdict: False (Edda, Elias)"),
        (ASKED.vote(EDDA, FALSE, question=SAID).vote(ROSA, TRUE), "Said: 1 vote in. So: 1 vote in."),
    ],
)
def test_a_blind_desk_shows_numbers_until_verdict_or_dispute(told: Told, words: str) -> None:
    assert wording.state(told.status, BLIND) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (SIGNED, "Verdict: Wrong (Edda, Elias)"),
        (Told().vote(EDDA, MISLEADING), "1 of 2: Half Right (Edda)"),
        (Told().vote(ROSA, UNPROVEN), "Leaning no idea (1)"),
        (Told().vote(EDDA, TRUE).vote(ELIAS, TRUE), "Agreed: Correct, source missing"),
        (ASKED.settled_as(TRUE, [EDDA, ELIAS], question=SAID), "Said: correct. So: open."),
    ],
)
def test_the_houses_own_names_of_ratings_are_shown(told: Told, words: str) -> None:
    assert wording.state(told.status, HOUSE) == words


def test_two_signers_of_one_first_word_are_shown_by_all_of_their_names() -> None:
    told = Told().vote(EDDA, TRUE, reason="seen").vote(SAME_WORD, TRUE)
    assert told.state == "Verdict: True (Edda Lind, Edda Holm)"


def test_somebody_without_a_name_breaks_no_state() -> None:
    assert Told().vote(NO_NAME, TRUE).state == "1 of 2: True ()"


def test_the_spread_names_each_rating_with_its_ballots() -> None:
    told = Told().vote(EDDA, FALSE).vote(ROSA, UNPROVEN).vote(ELIAS, FALSE)
    asked = told.status.asked(SO)
    assert asked is not None
    assert wording.spread(asked.votes, DESK) == "2 false, 1 unproven"
