"""A figure, and the table of figures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

HEADS = ("what", "ours", "baseline", "ratio", "aim", "met", "spread of ours")


@dataclass(frozen=True, slots=True)
class Figure:
    """`ours` beside `baseline`, in one unit; `spread` are our smallest and largest over the rounds.

    The aim is a bound for the ratio or for our own number: the smaller the better, but for a rate.
    """

    what: str
    ours: float
    unit: str
    baseline: float | None = None
    against: str = ""
    spread: tuple[float, float] | None = None
    most_ratio: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.most is not None:
            return self.ours <= self.most
        if self.most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.most_ratio
        return None

    @property
    def aim(self) -> str:
        """The aim in words."""
        if self.most is not None:
            return f"at most {_number(self.most)} {self.unit}"
        return f"at most {self.most_ratio} ×" if self.most_ratio is not None else ""

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        met = {True: "yes", False: "no", None: ""}[self.met]
        beside = f" ({self.against})" if self.against else ""
        low_high = f"{_number(self.spread[0])} – {_number(self.spread[1])}" if self.spread else ""
        return (
            self.what,
            f"{_number(self.ours)} {self.unit}",
            "" if self.baseline is None else f"{_number(self.baseline)} {self.unit}{beside}",
            "" if self.ratio is None else f"{self.ratio:.2f} ×",
            self.aim,
            met,
            low_high,
        )

    def record(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


def table(figures: Sequence[Figure]) -> str:
    """Aligned columns between bars, which Markdown shows as a table."""
    rows = [HEADS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
