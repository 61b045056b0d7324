"""Which ballots of one question count."""

from bot.model.ballot import Ballot, Via
from bot.model.ids import PersonId


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
