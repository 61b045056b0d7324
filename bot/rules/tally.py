"""From acts to what stands: ballots, leaning, the state of a claim in words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.model.ballot import Ballot, Decision, DecisionKind, Question, Rating, Via
from bot.model.ids import PersonId
from bot.model.view import NOT_A_CLAIM, OPEN


def standing(acts: Iterable[Ballot], *, question: Question = Question.SO) -> dict[PersonId, Ballot]:
    """The ballot of each person that counts, whatever the order in which the acts arrived.

    The newest by its own time counts. Taking back ends a ballot of the same rating: by button however it was
    cast, by reaction only if that reaction cast it, so that removing an old one undoes no later click.
    Nothing older revives.
    """
    counts: dict[PersonId, Ballot] = {}
    for act in sorted(acts, key=_order):
        if act.question is not question:
            continue
        held = counts.get(act.person)
        if not act.withdrawn:
            counts[act.person] = act
        elif held is not None and _ends(act, held):
            del counts[act.person]
    return counts


def _ends(act: Ballot, held: Ballot) -> bool:
    return act.rating is held.rating and (act.via is Via.BUTTON or act.via is held.via)


def _order(act: Ballot) -> tuple[float, bool, str]:
    # In the same instant a cast comes before its own taking back.
    return (act.at.timestamp(), act.withdrawn, act.id)


def state(votes: Mapping[PersonId, Ballot], decision: Decision | None) -> str:
    """The first that applies, in the words of INTERFACE.md."""
    if decision is not None and decision.kind is DecisionKind.DISMISSED:
        return NOT_A_CLAIM
    if votes:
        return leaning(votes)
    return OPEN


def leaning(votes: Mapping[PersonId, Ballot]) -> str:
    """What the ballots show so far; never a verdict, never an average."""
    counts = Counter(ballot.rating for ballot in votes.values())
    (first, most), *rest = counts.most_common()
    if rest and rest[0][1] == most:
        spread = ", ".join(f"{counts[rating]} {rating}" for rating in Rating if counts[rating])
        return f"Leaning split ({spread})"
    return f"Leaning {first} ({most})"
