"""Clocks and percentiles."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

MS = 1000.0


def milliseconds(act: Callable[[], object]) -> float:
    """How long the act takes."""
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * MS


def interleaved(acts: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each act, in turns, so that a noisy minute hits all of them alike."""
    for act in acts.values():
        act()
    out: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            out[name].append(milliseconds(act))
    return out


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share (0 to 1) of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def quarters(values: Sequence[float]) -> tuple[float, float]:
    """The spread of single values: the middle half."""
    return percentile(values, 0.25), percentile(values, 0.75)


def extremes(values: Sequence[float]) -> tuple[float, float]:
    """The spread of rounds: smallest and largest."""
    return min(values), max(values)
