"""What a button carries: ids that lead back to what it is about, whatever has happened since. Pure."""

from collections.abc import Sequence

JOINT = "|"


def pack(*parts: str) -> str:
    """The parts in one value; a part never holds the joint, for ids and fixed words have none."""
    if any(JOINT in part for part in parts):
        raise ValueError(f"a part of a value holds {JOINT}: {parts}")
    return JOINT.join(parts)


def unpack(value: str, *, most: int) -> Sequence[str]:
    """The parts of a value, filled up with empty ones; raises ValueError where there are more than that."""
    parts = value.split(JOINT)
    if len(parts) > most:
        raise ValueError(f"a value has {len(parts)} parts, not {most}")
    return [*parts, *[""] * (most - len(parts))]
