"""Which ballots of one question count."""

from collections.abc import Iterable

from bot.model.ballot import Ballot, Question, Via
from bot.model.ids import PersonId


def standing(acts: Iterable[Ballot], *, question: Question = Question.SO) -> dict[PersonId, Ballot]:
    """The ballot of each person that counts, whatever the order in which the acts arrived.

    The newest by its own time counts. Taking back ends a ballot of the same rating: by button however it was
    cast, by reaction only if that reaction cast it, so that removing an old one undoes no later click.
    Nothing older revives.
    """
    votes: dict[PersonId, Ballot] = {}
    for act in sorted(acts, key=lambda act: (act.at, *content(act))):
        if act.question is question:
            take(votes, act)
    return votes


def take(votes: dict[PersonId, Ballot], act: Ballot) -> None:
    """Applies one act to the ballots that stood before it."""
    held = votes.get(act.person)
    if not act.withdrawn:
        votes[act.person] = act
    elif held is not None and _ends(act, held):
        del votes[act.person]


def _ends(act: Ballot, held: Ballot) -> bool:
    return act.rating is held.rating and (act.via is Via.BUTTON or act.via is held.via)


def content(act: Ballot) -> tuple[str | bool, ...]:
    """Orders acts of one instant by what they say, not by their arrival; a cast comes before its end."""
    return (act.withdrawn, act.person, act.rating, act.via, act.rules, act.reason or "", act.id)
