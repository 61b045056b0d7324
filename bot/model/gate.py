"""Can the piece run, as far as the claims in use go."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import ClaimId, PersonId, PlaceId, StoryId


class Level(StrEnum):
    """NOTHING: no claim is in use, so there is nothing to judge; that is never green."""

    NOTHING = "nothing"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Check:
    """One claim in use, as it stands for the piece: why it blocks and the cheapest way out.

    `label` is what people call the claim; `way_out` is empty where it is green.
    """

    claim: ClaimId
    label: str
    text: str
    level: Level
    why: str
    way_out: str
    owner: str | None
    last_activity: datetime | None
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """The worst of its checks, which stand worst first; `hidden`: the asker cannot see all of them."""

    level: Level
    checks: tuple[Check, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A gate as it was answered: for a story or for the slug of a piece. `lines` are its words, `red` the
    claims that were red."""

    id: str
    place: PlaceId
    person: PersonId
    name: str
    at: datetime
    level: Level
    lines: tuple[str, ...]
    story: StoryId | None = None
    slug: str | None = None
    red: tuple[ClaimId, ...] = ()
