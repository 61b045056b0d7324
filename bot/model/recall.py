"""What people who use a claim are told, and what they answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ballot import Question, Rating
from bot.model.ids import ClaimId, PersonId, PlaceId


class RecallAnswer(StrEnum):
    """Fixed ends the use; RESTORED: the verdict stands again and there is nothing to answer."""

    FIXED = "fixed"
    NOT_AFFECTED = "not affected"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Recall:
    """A verdict that this person used stands no more; open until it has an answer.

    `new` is the claim's state in words at that moment, `why` the reason that was given.
    """

    id: str
    claim: ClaimId
    place: PlaceId
    person: PersonId
    name: str
    slugs: tuple[str, ...]
    question: Question
    old: Rating
    new: str
    why: str
    at: datetime
    answer: RecallAnswer | None = None
    answered_at: datetime | None = None

    @property
    def pieces(self) -> str:
        """The pieces that use it, for a sentence: ` in “a”, “b”`; empty where they have no name."""
        return f" in {', '.join(f'“{slug}”' for slug in self.slugs)}" if self.slugs else ""


class NewsKind(StrEnum):
    """What somebody will hear in one message after two quiet minutes."""

    TAKEN = "taken"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell one person; `place` is the desk of the claim."""

    id: str
    person: PersonId
    place: PlaceId
    claim: ClaimId
    kind: NewsKind
    at: datetime
    told_at: datetime | None = None
