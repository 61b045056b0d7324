"""When something has to be settled."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A due time and when it was set, by hand or because a piece began to depend on a claim."""

    at: datetime
    since: datetime
