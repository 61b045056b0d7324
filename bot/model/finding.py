"""What a look at the installation gave."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `doctor` looked at, and how it is."""

    name: str
    well: bool
    sentence: str
