"""A claim of a desk, and where it appears."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.ids import ClaimId, PlaceId, StoryId
from bot.model.page import FoundClaim, Kind, Source
from bot.model.text import fingerprint


@dataclass(frozen=True, slots=True)
class Claim:
    """One verbatim sentence that can be checked; it belongs to the desk and appears in stories.

    `seen_before` is the older claim with the same words, out of the time in which both are one.
    """

    id: ClaimId
    place: PlaceId
    fingerprint: str
    text: str
    source: Source
    speaker: str | None
    direct_quote: bool
    kind: Kind
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    first_check: str | None
    created_at: datetime
    seen_before: ClaimId | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A claim in one story. `number` is its rank there: people call it `12.3`."""

    story: StoryId
    claim: ClaimId
    number: int
    paragraph: int
    before: str | None


def identity(found: FoundClaim) -> str:
    """Two sentences are one claim when this is equal: same words, same speaker."""
    return f"{fingerprint(found.speaker or found.source)}|{fingerprint(found.text)}"
