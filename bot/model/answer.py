"""What one person is told, alone, about what they just did."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.ids import ClaimId


class Offer(StrEnum):
    """What the answer gives a place for."""

    REASON = "reason"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of text, empty where there is nothing to say. `undo` is the act that Undo would undo."""

    text: str = ""
    claim: ClaimId | None = None
    undo: str | None = None
    offer: Offer | None = None
