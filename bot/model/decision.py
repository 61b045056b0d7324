"""What follows from acts: a dated row, written in the transaction of the act that caused it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ballot import Question, Rating
from bot.model.ids import ClaimId, PlaceId


class DecisionKind(StrEnum):
    """What was decided about a claim."""

    DISMISSED = "dismissed"
    DISPUTED = "disputed"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Decision:
    """It holds from `at`, and to `until` once it does not hold any more; `ended` says why.

    `names` are the signers of a verdict, or who dismissed it. `wording` is the rewording it is bound to.
    """

    id: str
    claim: ClaimId
    place: PlaceId
    kind: DecisionKind
    at: datetime
    question: Question | None = None
    rating: Rating | None = None
    names: tuple[str, ...] = ()
    chief: bool = False
    reason: str | None = None
    wording: str | None = None
    until: datetime | None = None
    ended: str | None = None
