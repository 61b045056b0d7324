"""What must be of a claim, in as few lines as will do: the model that the real desk is played against."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.model.ballot import Rating
from bot.model.people import Person
from tests.support.staff import CHANDRA, ROSA


@dataclass(frozen=True)
class Fact:
    """What somebody did; `act` is the id by which it can be undone."""

    at: datetime
    who: Person
    what: str
    of: Any = None
    reason: str = ""
    act: str | None = None


@dataclass
class Model:
    """Two editors sign, the desk asks for two. Only Rosa's votes do not sign, only Chandra rules."""

    votes: dict[Person, Fact] = field(default_factory=dict)
    verdict: tuple[Rating, bool, tuple[str, ...]] | None = None
    owner: Person | None = None
    uses: dict[Person, datetime] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)
    dismissed: datetime | None = None
    wording: str = ""

    @property
    def signed(self) -> list[Fact]:
        return sorted((one for one in self.votes.values() if one.who is not ROSA), key=lambda one: one.at)

    @property
    def open(self) -> bool:
        return self.verdict is None and self.dismissed is None

    @property
    def decided(self) -> tuple[Rating, bool, str] | None:
        """What a verdict is: its rating, whether a chief ruled, and the wording it is bound to."""
        return (*self.verdict[:2], self.wording) if self.verdict else None

    @property
    def disputed(self) -> bool:
        return self.verdict is None and len({vote.of for vote in self.signed}) > 1

    def play(self, fact: Fact) -> None:
        match fact.what:
            case "vote" if self.open:
                rules = fact.who is CHANDRA and fact.reason and self.disputed
                self.votes[fact.who] = fact
                self.verdict = (fact.of, True, (CHANDRA.name,)) if rules else None
            case "back" if self.open and fact.who in self.votes and self.votes[fact.who].of is fact.of:
                del self.votes[fact.who]
            case "dismiss" if self.open:
                self.dismissed = fact.at
            case "reopen":
                self.votes, self.verdict, self.dismissed, self.owner = {}, None, None, None
            case "reword":
                self.votes, self.verdict, self.owner = {}, None, None if self.verdict else self.owner
                self.wording = fact.of
            case "own":
                self.owner = fact.of
            case "use":
                self.uses[fact.who] = fact.at
            case "cut" | "fixed":
                self.uses.pop(fact.who, None)
            case "give":
                self.evidence |= {fact.of}
            case "remove":
                self.evidence -= {fact.of}
        ratings = {vote.of for vote in self.signed}
        why = self.evidence or any(vote.reason for vote in self.votes.values() if vote.of in ratings)
        if self.open and len(self.signed) > 1 and len(ratings) == 1 and why:
            self.verdict = (*ratings, False, tuple(vote.who.name for vote in self.signed))

    def words(self) -> str:
        """The state of the claim."""
        if self.dismissed is not None:
            return "Not a claim"
        if self.verdict is not None:
            rating, chief, names = self.verdict
            return f"Verdict: {rating.capitalize()} ({_short(names)}{', chief' if chief else ''})"
        if self.disputed:
            return "Disputed"
        if len(self.signed) > 1:
            return f"Agreed: {self.signed[0].of.capitalize()}, source missing"
        if self.signed:
            return f"1 of 2: {self.signed[0].of.capitalize()} ({_short([self.signed[0].who.name])})"
        if self.votes:
            return f"Leaning {self.votes[ROSA].of} (1)"
        return f"Taken by {_short([self.owner.name])}" if self.owner else "Open"


def _short(names: Iterable[str]) -> str:
    return ", ".join(name.split()[0] for name in names)


def played(facts: Iterable[Fact]) -> Model:
    """What the facts come to, in the order of their own time."""
    model = Model()
    for fact in sorted(facts, key=lambda fact: fact.at):
        model.play(fact)
    return model
