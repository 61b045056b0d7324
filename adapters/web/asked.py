"""A question of a claim with its buttons and votes, as one person sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.ballot import Ballot, Question, Rating
from bot.model.people import Person
from bot.model.status import Standing
from bot.model.view import ClaimView
from bot.rules import rights, wording


@dataclass(frozen=True, slots=True)
class Button:
    """A rating by the house's name; `count` is 0 while the vote is blind."""

    rating: Rating
    label: str
    count: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `words` is how it stands, said only where there are two; `signed` who signed what.

    `rules`: a click of this person rules on it, and needs a reason.
    """

    question: Question
    words: str
    buttons: tuple[Button, ...]
    reaction: Rating | None
    voted: tuple[tuple[str, tuple[Ballot, ...]], ...]
    signed: tuple[str, ...]
    settled: bool
    blind: bool
    rules: bool


def questions(view: ClaimView, person: Person) -> list[Asked]:
    """The questions that are asked of a claim, "is it so?" first."""
    return [_asked(view, standing, person) for standing in view.status.standings]


def _asked(view: ClaimView, standing: Standing, person: Person) -> Asked:
    hidden = view.hidden(standing.question)
    mine = standing.votes.get(person.id)
    words = wording.standing(standing, view.desk) if view.status.said else None
    return Asked(
        question=standing.question,
        words=words or "",
        buttons=tuple(
            Button(
                rating=rating,
                label=view.desk.call(rating),
                count=0 if hidden else standing.count(rating),
                mine=mine is not None and mine.rating is rating,
            )
            for rating in Rating
        ),
        reaction=mine.rating if mine is not None and mine.via == "reaction" else None,
        voted=() if hidden else tuple(_voted(view, standing)),
        signed=() if hidden else tuple(_signed(view, standing)),
        settled=standing.verdict is not None,
        blind=hidden,
        rules=standing.disputed and rights.leads(person, view.desk),
    )


def _voted(view: ClaimView, standing: Standing) -> list[tuple[str, tuple[Ballot, ...]]]:
    """Each rating that somebody chose, with the ballots, oldest first."""
    votes = sorted(standing.votes.values(), key=lambda vote: (vote.at, vote.name))
    by_rating = [(rating, tuple(vote for vote in votes if vote.rating is rating)) for rating in Rating]
    return [(view.desk.call(rating), those) for rating, those in by_rating if those]


def _signed(view: ClaimView, standing: Standing) -> list[str]:
    verdict = standing.verdict
    signers: Sequence[Ballot] = verdict.signers if verdict else standing.signatures
    chief = ", chief" if verdict and verdict.chief else ""
    return [f"{one.name}{chief} ({view.desk.call(one.rating)})" for one in signers]
