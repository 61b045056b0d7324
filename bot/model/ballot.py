"""One act of voting on one question of a claim."""

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

    @property
    def words(self) -> str:
        """How people read it."""
        return "Was it said?" if self is Question.SAID else "Is it so?"


class Via(StrEnum):
    """How an act was done: a reaction that is removed takes back only the ballot it cast."""

    BUTTON = "button"
    REACTION = "reaction"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One act of voting: `rating` was cast, or taken back where `withdrawn`.

    All acts are kept; which ballot stands is computed from them by their own time `at`. `signs` says that
    the person was an editor of the desk then, `needs` how many editors the desk asked for. `rules` marks a
    chief's ruling, which counts as one only on a disputed question.
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
    reason: str | None = None
    signs: bool = False
    needs: int = 2
    rules: bool = False
