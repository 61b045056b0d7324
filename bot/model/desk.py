"""A desk: a channel where claim threads stand, and its settings."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.ids import PlaceId


class Mode(StrEnum):
    """Whether a desk takes links by itself."""

    AUTO = "auto"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings of one desk; `own` are the house's domains, `threads` the claims posted by themselves."""

    place: PlaceId
    mode: Mode = Mode.AUTO
    threads: int = 3
    own: tuple[str, ...] = ()
