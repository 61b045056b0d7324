"""Which ballots of one question count, whatever the order in which they arrive."""

from collections.abc import Iterable, Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.model.ballot import Ballot, Question, Rating, Via
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.rules import tally
from tests.support.acts import FALSE, SAID, TRUE, Told
from tests.support.staff import EDDA, ELIAS, ROSA


def _ballot(at: int, by: Person, rating: Rating, via: Via, withdrawn: bool) -> Ballot:
    (made,) = Told().vote(by, rating, at=at, via=via, withdrawn=withdrawn).deeds
    assert isinstance(made, Ballot)
    return made


BALLOTS = st.lists(
    st.builds(
        _ballot,
        st.integers(0, 1000),
        st.sampled_from([EDDA, ELIAS, ROSA]),
        st.sampled_from(Rating),
        st.sampled_from(Via),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.at,
)


def standing(acts: Iterable[Ballot], *, question: Question = Question.SO) -> Mapping[PersonId, Ballot]:
    votes: dict[PersonId, Ballot] = {}
    for act in sorted(acts, key=lambda act: (act.at, *tally.content(act))):
        if act.question is question:
            tally.take(votes, act)
    return votes


def counts(told: Told, question: Question = Question.SO) -> Mapping[PersonId, Rating]:
    ballots = [deed for deed in told.deeds if isinstance(deed, Ballot)]
    return {person: one.rating for person, one in standing(ballots, question=question).items()}


@given(BALLOTS, st.randoms())
def test_the_order_of_arrival_changes_nothing(ballots: list[Ballot], random: Random) -> None:
    shuffled = sorted(ballots, key=lambda _: random.random())
    assert standing(shuffled) == standing(ballots)


@given(BALLOTS)
def test_a_person_has_one_ballot_at_most_and_cast_it(ballots: list[Ballot]) -> None:
    for person, ballot in standing(ballots).items():
        assert ballot.person == person
        assert not ballot.withdrawn
        assert ballot in ballots


@given(BALLOTS)
def test_the_newest_cast_stands_unless_it_was_taken_back(ballots: list[Ballot]) -> None:
    votes = standing(ballots)
    for person in {one.person for one in ballots}:
        last = max((one for one in ballots if one.person == person), key=lambda one: one.at)
        if not last.withdrawn:
            assert votes[person] == last


def test_an_older_reaction_does_not_revive() -> None:
    told = Told().vote(EDDA, TRUE, via=Via.REACTION).vote(EDDA, FALSE, via=Via.REACTION)
    assert counts(told.take_back(EDDA, FALSE, via=Via.REACTION)) == {}


def test_a_button_takes_back_what_a_reaction_cast() -> None:
    assert counts(Told().vote(EDDA, TRUE, via=Via.REACTION).take_back(EDDA, TRUE)) == {}


def test_a_reaction_that_is_removed_takes_back_no_click() -> None:
    told = Told().vote(EDDA, TRUE, via=Via.REACTION).vote(EDDA, TRUE)
    assert counts(told.take_back(EDDA, TRUE, via=Via.REACTION)) == {EDDA.id: TRUE}


def test_taking_back_another_rating_than_the_one_held_takes_back_nothing() -> None:
    assert counts(Told().vote(EDDA, TRUE).take_back(EDDA, FALSE)) == {EDDA.id: TRUE}


def test_what_is_cast_and_taken_back_in_one_instant_is_taken_back() -> None:
    assert counts(Told().take_back(EDDA, TRUE, at=1).vote(EDDA, TRUE, at=1)) == {}


def test_the_other_question_has_its_own_ballots() -> None:
    told = Told().vote(EDDA, TRUE).vote(EDDA, FALSE, question=SAID)
    assert counts(told) == {EDDA.id: TRUE}
    assert counts(told, SAID) == {EDDA.id: FALSE}
