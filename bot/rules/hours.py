"""Working time of a desk: hours, shifts, days and holidays, in its zone. All else is quiet time.

Wall-clock times become instants here and nowhere else: on the night the clocks change a time that does not
exist is the instant after the gap, one that comes twice is the first of the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

# Nobody is away for longer; a desk that is still closed then is treated as open, so that nothing is lost.
_FARTHEST = 60
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Span:
    """From one wall-clock time to another; one that ends before it begins runs past midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a desk works. `days` are weekdays, Monday 0; `off` are days off, beside those of `country`."""

    zone: ZoneInfo
    spans: tuple[Span, ...]
    days: frozenset[int]
    off: frozenset[date] = frozenset()
    country: str | None = None

    def works_on(self, day: date) -> bool:
        """Whether this local date is a working date."""
        return day.weekday() in self.days and day not in self.off and not _holiday(self.country, day)

    def day_of(self, at: datetime) -> date:
        """The local date of an instant."""
        return at.astimezone(self.zone).date()

    def instant(self, day: date, at: time, *, second: bool = False) -> datetime:
        """The instant of a wall-clock time on a local date, in UTC; of one that comes twice the first."""
        return datetime.combine(day, at.replace(fold=int(second)), tzinfo=self.zone).astimezone(UTC)

    def windows(self, day: date) -> list[tuple[datetime, datetime]]:
        """The working time that begins on a local date, oldest first; a shift may end on the next."""
        if not self.works_on(day):
            return []
        made = []
        for span in self.spans:
            last = day if span.end > span.start else day + timedelta(days=1)
            made.append((self.instant(day, span.start), self.instant(last, span.end)))
        return sorted(window for window in made if window[0] < window[1])

    def working(self, at: datetime) -> bool:
        """Whether this instant is working time."""
        return any(start <= at < end for start, end in self._around(at))

    def _around(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = self.day_of(at)
        for near in (day - timedelta(days=1), day):
            yield from self.windows(near)

    def later(self, at: datetime, amount: timedelta) -> datetime:
        """The instant by which so much working time has gone by since `at`."""
        left = amount
        here = at
        for start, end in self._from(at):
            start = max(start, here)
            if end <= start:
                continue
            if end - start > left:
                return start + left
            left -= end - start
            here = end
        return max(here, at) + left

    def opens(self, at: datetime) -> datetime:
        """`at` itself in working time, else when the desk works next."""
        for start, end in self._from(at):
            if end > at:
                return max(start, at)
        return at

    def next_day(self, at: datetime) -> datetime:
        """When the desk begins to work on the next working date after that of `at`."""
        today = self.day_of(at)
        for start, _ in self._from(at):
            if self.day_of(start) > today:
                return start
        return at + timedelta(days=1)

    def _from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Windows that may still be open at `at` and those after it, in order, for some weeks."""
        day = self.day_of(at) - timedelta(days=1)
        for _ in range(_FARTHEST):
            yield from self.windows(day)
            day += timedelta(days=1)


@lru_cache(maxsize=256)
def _of_year(country: str, year: int) -> frozenset[date]:
    name, _, region = country.partition("-")
    return frozenset(holidays.country_holidays(name, subdiv=region or None, years=year))


def _holiday(country: str | None, day: date) -> bool:
    return country is not None and day in _of_year(country, day.year)


def spelled(code: str) -> str | None:
    """A country, or a part of one, as the list of holidays writes it; None where it knows none."""
    name, dash, region = code.partition("-")
    listed = holidays.list_supported_countries()
    if name.upper() not in listed or bool(dash) != bool(region):
        return None
    if not region:
        return name.upper()
    for one in listed[name.upper()]:
        if one.casefold() == region.casefold():
            return f"{name.upper()}-{one}"
    return None
