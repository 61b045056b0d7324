"""Which ballots stand, whatever the order in which they arrive."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ballot import Ballot, Decision, DecisionKind, Question, Rating, Via
from bot.model.ids import ClaimId, PersonId
from bot.rules import tally
from tests.support.room import NOON

CLAIM = ClaimId("claim")


def act(
    minute: int,
    rating: Rating,
    *,
    person: str = "edda",
    via: Via = Via.BUTTON,
    withdrawn: bool = False,
    question: Question = Question.SO,
) -> Ballot:
    return Ballot(
        id=f"{minute:04}-{person}",
        claim=CLAIM,
        question=question,
        person=PersonId(person),
        name=person.capitalize(),
        rating=rating,
        via=via,
        at=NOON + timedelta(minutes=minute),
        withdrawn=withdrawn,
    )


ACTS = st.lists(
    st.builds(
        act,
        st.integers(0, 1000),
        st.sampled_from(Rating),
        person=st.sampled_from(["edda", "elias", "rosa"]),
        via=st.sampled_from(Via),
        withdrawn=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.at,
)


@given(ACTS, st.randoms())
def test_the_order_of_arrival_changes_nothing(acts: list[Ballot], random: Random) -> None:
    shuffled = sorted(acts, key=lambda _: random.random())
    assert tally.standing(shuffled) == tally.standing(acts)


@given(ACTS)
def test_a_person_has_one_ballot_at_most_and_cast_it(acts: list[Ballot]) -> None:
    for person, ballot in tally.standing(acts).items():
        assert ballot.person == person
        assert not ballot.withdrawn
        assert ballot in acts


@given(ACTS)
def test_the_newest_cast_stands_unless_it_was_taken_back(acts: list[Ballot]) -> None:
    votes = tally.standing(acts)
    for person in {one.person for one in acts}:
        own = [one for one in acts if one.person == person]
        last = max(own, key=lambda one: one.at)
        if not last.withdrawn:
            assert votes[person] == last


def test_an_older_reaction_does_not_revive() -> None:
    acts = [
        act(1, Rating.TRUE, via=Via.REACTION),
        act(2, Rating.FALSE, via=Via.REACTION),
        act(3, Rating.FALSE, via=Via.REACTION, withdrawn=True),
    ]
    assert tally.standing(acts) == {}


def test_a_button_takes_back_what_a_reaction_cast() -> None:
    acts = [act(1, Rating.TRUE, via=Via.REACTION), act(2, Rating.TRUE, withdrawn=True)]
    assert tally.standing(acts) == {}


def test_the_other_question_has_its_own_ballots() -> None:
    acts = [act(1, Rating.TRUE), act(2, Rating.FALSE, question=Question.SAID)]
    assert [one.rating for one in tally.standing(acts).values()] == [Rating.TRUE]


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ([], "Open"),
        ([Rating.FALSE], "Leaning false (1)"),
        ([Rating.FALSE, Rating.FALSE, Rating.TRUE], "Leaning false (2)"),
        ([Rating.FALSE, Rating.TRUE], "Leaning split (1 true, 1 false)"),
    ],
)
def test_the_state_in_words(ratings: list[Rating], words: str) -> None:
    votes = {PersonId(str(at)): act(at, rating, person=str(at)) for at, rating in enumerate(ratings)}
    assert tally.state(votes, None) == words


def test_not_a_claim_comes_before_all_votes() -> None:
    decision = Decision(
        id="1",
        claim=CLAIM,
        kind=DecisionKind.DISMISSED,
        person=PersonId("edda"),
        name="Edda",
        via=Via.BUTTON,
        at=NOON,
    )
    assert tally.state({PersonId("edda"): act(1, Rating.TRUE)}, decision) == "Not a claim"
