"""What people say of a claim: ballots, and decisions that follow from acts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import ClaimId, PersonId


class Rating(StrEnum):
    """A ballot's rating. Unproven means: we looked and could not establish it."""

    TRUE = "true"
    MISLEADING = "misleading"
    FALSE = "false"
    UNPROVEN = "unproven"


class Question(StrEnum):
    """What a ballot answers."""

    SO = "so"
    SAID = "said"


class Via(StrEnum):
    """How an act was done: a reaction that is removed takes back only the ballot it cast."""

    BUTTON = "button"
    REACTION = "reaction"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One act of voting: `rating` was cast, or taken back where `withdrawn`.

    All acts are kept; which ballot stands is computed from them by their own time `at`.
    """

    id: str
    claim: ClaimId
    question: Question
    person: PersonId
    name: str
    rating: Rating
    via: Via
    at: datetime
    withdrawn: bool = False


class DecisionKind(StrEnum):
    """What was decided about a claim."""

    DISMISSED = "dismissed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Decision:
    """A dated decision; the newest of a claim holds."""

    id: str
    claim: ClaimId
    kind: DecisionKind
    person: PersonId
    name: str
    via: Via
    at: datetime
    reason: str | None = None
