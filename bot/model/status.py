"""How a claim stands, computed from its acts and never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.act import Call, Evidence, Ownership, Rewording, Use
from bot.model.ballot import Ballot, Question, Rating
from bot.model.ids import PersonId


@dataclass(frozen=True, slots=True)
class Verdict:
    """What editors signed, bound to question and wording. `chief`: one of them ruled alone."""

    question: Question
    rating: Rating
    at: datetime
    signers: tuple[Ballot, ...]
    chief: bool = False

    @property
    def reason(self) -> str | None:
        """The first reason that a signer gave."""
        return next((ballot.reason for ballot in self.signers if ballot.reason), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """One question: the ballots that count by person, and what they come to.

    `agreed` is set where enough editors signed one rating and only a reason or evidence is missing.
    """

    question: Question
    votes: Mapping[PersonId, Ballot]
    verdict: Verdict | None = None
    disputed_since: datetime | None = None
    agreed: Rating | None = None
    needs: int = 2

    @property
    def disputed(self) -> bool:
        """Editors have signed different ratings."""
        return self.disputed_since is not None

    @property
    def signatures(self) -> tuple[Ballot, ...]:
        """The ballots of editors, oldest first."""
        return tuple(
            sorted(
                (vote for vote in self.votes.values() if vote.signs), key=lambda vote: (vote.at, vote.name)
            )
        )

    def count(self, rating: Rating) -> int:
        """Ballots of one rating."""
        return sum(ballot.rating is rating for ballot in self.votes.values())


@dataclass(frozen=True, slots=True)
class Status:
    """All that holds of a claim.

    `wordings` are its rewordings, newest last; `reopened` opened it last; `touched` says when each person
    last did something.
    """

    so: Standing
    said: Standing | None = None
    dismissed: Call | None = None
    reopened: Call | None = None
    owner: Ownership | None = None
    wordings: tuple[Rewording, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    removed: tuple[Evidence, ...] = ()
    uses: tuple[Use, ...] = ()
    # How it stands is the same whoever looked in last.
    touched_at: datetime | None = field(default=None, compare=False)
    touched: Mapping[PersonId, datetime] = field(default_factory=dict, compare=False)
    snoozed_until: datetime | None = None

    @property
    def wording(self) -> Rewording | None:
        """The rewording that is voted on, where there is one."""
        return self.wordings[-1] if self.wordings else None

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The questions that are asked of it."""
        return (self.so,) if self.said is None else (self.so, self.said)

    @property
    def settled(self) -> bool:
        """Nothing is left to decide: dismissed, or every question has its verdict."""
        return self.dismissed is not None or all(one.verdict for one in self.standings)

    @property
    def in_play(self) -> bool:
        """Somebody took it, voted, gave evidence or uses it; all else is an offer, not a debt."""
        voted = any(one.votes for one in self.standings)
        return bool(self.owner or voted or self.evidence or self.uses)

    @property
    def owner_touched(self) -> datetime | None:
        """The last sign of life of whoever has it; None where nobody does."""
        if self.owner is None or self.owner.owner is None:
            return None
        return max(self.owner.at, self.touched.get(self.owner.owner, self.owner.at))

    def asked(self, question: Question) -> Standing | None:
        """The standing of this question; None for "was it said?" where nobody asked."""
        return self.said if question is Question.SAID else self.so
