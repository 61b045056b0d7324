"""What a thread is told when editors differ."""

from dataclasses import replace

from bot.model.act import CallKind, Stance
from bot.model.ballot import Question
from bot.rules.brief import brief
from tests.support.acts import DESK, FALSE, MISLEADING, SAID, TRUE, Told
from tests.support.staff import CHANDRA, EDDA, ELIAS, ROSA

DISPUTED = Told().vote(EDDA, FALSE).vote(ELIAS, TRUE)
ENDS = "It ends when one side changes its mind, or a chief rules with a reason."


def lines(told: Told, question: Question = Question.SO) -> list[str]:
    asked = told.status.asked(question)
    assert asked is not None
    assert asked.disputed
    return brief(told.status, asked, told.desk).splitlines()


def test_it_says_what_each_side_lacks() -> None:
    assert lines(DISPUTED) == [
        "Disputed: Is it so? Editors have signed different ratings.",
        "True (Elias Okoro): no reason or evidence yet.",
        "False (Edda Lind): no reason or evidence yet.",
        "Missing: evidence for True, a reason from Elias Okoro, evidence for False, a reason from Edda Lind.",
        ENDS,
    ]


def test_each_side_has_its_reasons_and_the_evidence_that_is_for_it() -> None:
    told = (
        Told()
        .give(ROSA, stance=Stance.REFUTES)
        .give(ROSA, stance=Stance.SUPPORTS, link=None, note="called the ministry, 14:10")
        .give(ROSA, link="https://context.example.org/")
        .vote(EDDA, FALSE, reason="the count is from 2019")
        .vote(ELIAS, TRUE, reason="two sources say so")
        .vote(CHANDRA, TRUE)
    )
    assert lines(told) == [
        "Disputed: Is it so? Editors have signed different ratings.",
        "True (Elias Okoro, Chandra Moss): “two sources say so”; “called the ministry, 14:10”.",
        "False (Edda Lind): “the count is from 2019”; https://ministry.example.org/figures.",
        "Context: https://context.example.org/.",
        "Missing: a reason from Chandra Moss.",
        ENDS,
    ]


def test_what_refutes_serves_misleading_and_false() -> None:
    told = Told().give(ROSA, stance=Stance.REFUTES).vote(EDDA, FALSE).vote(ELIAS, MISLEADING)
    assert [line.count("ministry.example.org") for line in lines(told)[1:3]] == [1, 1]


def test_reporters_votes_and_numbers_are_not_in_it() -> None:
    told = DISPUTED.vote(ROSA, MISLEADING, reason="hm")
    assert lines(told) == lines(DISPUTED)


def test_evidence_that_was_taken_away_is_not_in_it() -> None:
    given = Told().give(ROSA, stance=Stance.SUPPORTS)
    told = given.mark(ROSA, given.last, removed=True).vote(EDDA, FALSE).vote(ELIAS, TRUE)
    assert lines(told) == lines(DISPUTED)


def test_it_names_the_question_and_the_houses_ratings() -> None:
    told = Told().call(ROSA, CallKind.SAID_ASKED).vote(EDDA, FALSE, question=SAID)
    told = replace(told, desk=replace(DESK, ratings=("Correct", "Skewed", "Wrong", "Open")))
    found = lines(told.vote(ELIAS, TRUE, question=SAID), SAID)
    assert found[0] == "Disputed: Was it said? Editors have signed different ratings."
    assert found[1].startswith("Correct (Elias Okoro)")
    assert found[2].startswith("Wrong (Edda Lind)")
