"""A desk: a channel where claim threads stand, and its settings."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ballot import Rating
from bot.model.ids import PersonId, PlaceId

RATINGS = tuple(rating.capitalize() for rating in Rating)


class Mode(StrEnum):
    """Whether a desk takes links by itself."""

    AUTO = "auto"
    ASKED = "asked"


class Layout(StrEnum):
    """Each claim a message with a thread of its own, or all of a story in the thread of whoever pasted it."""

    CLAIMS = "claims"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Digests:
    """When the next digest of a desk is looked at, and when the last was made."""

    next_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings of one desk; `own` are the house's domains, `threads` the claims posted by themselves.

    The settings of time are text as people write it, checked when stored; `bot.rules.calendar_of` reads them.
    `feeds` is the desk where the claims of what is pasted here go, None for this one; `added_by` whoever
    brought the bot here. With no `editors`, `chiefs` or `voters` named, the platform's own roles hold.
    `ratings` are the house's names of the four, in the order of Rating.
    """

    place: PlaceId
    mode: Mode = Mode.AUTO
    layout: Layout = Layout.CLAIMS
    feeds: PlaceId | None = None
    added_by: PersonId | None = None
    threads: int = 3
    own: tuple[str, ...] = ()
    editors: tuple[PersonId, ...] = ()
    chiefs: tuple[PersonId, ...] = ()
    voters: tuple[PersonId, ...] = ()
    signoffs: int = 2
    blind: bool = False
    ratings: tuple[str, ...] = RATINGS
    hours: str = "09:00-18:00"
    shift: str = ""
    days: str = "mon-fri"
    holidays: tuple[str, ...] = ()
    zone: str = "UTC"
    press: tuple[str, ...] = ()
    digest: str = "08:00"

    def call(self, rating: Rating) -> str:
        """The house's name of a rating."""
        return self.ratings[list(Rating).index(rating)]
