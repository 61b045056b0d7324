"""What the desk will say of itself, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import ClaimId, PlaceId, StoryId


class Rung(StrEnum):
    """One step of the ladder. The first three keep to working time, the others to the due time."""

    OFFERS = "offers"
    STILL = "still"
    LAPSE = "lapse"
    OWNER = "owner"
    DESK = "desk"
    CHIEF = "chief"
    RED = "red"
    PRESS = "press"

    @property
    def presses(self) -> bool:
        """Press time beats quiet time: these never move."""
        return self not in (Rung.OFFERS, Rung.STILL, Rung.LAPSE)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One rung for one story or claim, said once: the id names what it hangs on.

    `at` is when it is to be said, `due_at` the due time that it belongs to.
    """

    id: str
    place: PlaceId
    rung: Rung
    at: datetime
    story: StoryId | None = None
    claim: ClaimId | None = None
    due_at: datetime | None = None
    told_at: datetime | None = None
