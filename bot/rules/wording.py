"""How a claim stands, in the words of INTERFACE.md: the first that applies."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.model.ballot import Ballot, Rating
from bot.model.desk import Desk
from bot.model.ids import PersonId
from bot.model.status import Standing, Status, Verdict
from bot.model.view import NOT_A_CLAIM, OPEN


def state(status: Status, desk: Desk) -> str:
    """The state of a claim as the whole desk may see it: blind votes stay covered."""
    if status.dismissed is not None:
        return NOT_A_CLAIM
    if status.said is not None:
        return f"Said: {_short(status.said, desk)}. So: {_short(status.so, desk)}."
    if (words := standing(status.so, desk)) is not None:
        return words
    return f"Taken by {first_word(status.owner.owner_name)}" if status.owner else OPEN


def standing(asked: Standing, desk: Desk) -> str | None:
    """One question in words; None where nobody has voted."""
    if asked.verdict is not None:
        return f"Verdict: {desk.call(asked.verdict.rating)} ({signers(asked.verdict)})"
    if asked.disputed:
        return "Disputed"
    if desk.blind:
        return blind(asked)
    if asked.agreed is not None:
        return f"Agreed: {desk.call(asked.agreed)}, source missing"
    if signed := asked.signatures:
        who = ", ".join(names([one.name for one in signed]))
        return f"{len(signed)} of {asked.needs}: {desk.call(signed[0].rating)} ({who})"
    return leaning(asked.votes, desk) if asked.votes else None


def blind(asked: Standing) -> str | None:
    """How many have voted, and nothing else."""
    number = len(asked.votes)
    return f"{number} {'vote' if number == 1 else 'votes'} in" if number else None


def _short(asked: Standing, desk: Desk) -> str:
    if asked.verdict is not None:
        return desk.call(asked.verdict.rating).lower()
    words = standing(asked, desk) or OPEN
    return words[:1].lower() + words[1:]


def signers(verdict: Verdict) -> str:
    """Who signed it, as shown beside it."""
    who = ", ".join(names([one.name for one in verdict.signers]))
    return f"{who}, chief" if verdict.chief else who


def leaning(votes: Mapping[PersonId, Ballot], desk: Desk) -> str:
    """What the ballots show so far; never a verdict, never an average."""
    counts = Counter(ballot.rating for ballot in votes.values())
    (first, most), *rest = counts.most_common()
    if rest and rest[0][1] == most:
        return f"Leaning split ({spread(votes, desk)})"
    return f"Leaning {desk.call(first).lower()} ({most})"


def spread(votes: Mapping[PersonId, Ballot], desk: Desk) -> str:
    """How many ballots each rating has: `1 false, 1 unproven`."""
    counts = Counter(ballot.rating for ballot in votes.values())
    return ", ".join(f"{counts[one]} {desk.call(one).lower()}" for one in Rating if counts[one])


def names(people: Sequence[str]) -> list[str]:
    """People by their first word, or by all of their name where two share it."""
    short = [first_word(name) for name in people]
    twice = Counter(short)
    return [name if twice[word] > 1 else word for name, word in zip(people, short, strict=True)]


def first_word(name: str) -> str:
    """How a state calls somebody."""
    return name.split()[0] if name.split() else name
