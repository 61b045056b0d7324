"""Desks' working time for tests: calendars, instants near the nights on which clocks change, a slow model."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.model.desk import Desk
from bot.model.ids import PlaceId
from bot.rules import calendar_of
from bot.rules.hours import Calendar

MINUTE = timedelta(minutes=1)
# Clocks that change by an hour, by half of one, at midnight, the other way round, late in the evening, never.
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Santiago",
    "America/Havana",
    "America/Nuuk",
    "Atlantic/Azores",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "UTC",
)
CLOCKS = ("00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "08:00", "09:00", "13:15", "18:00", "23:30")
HOLIDAYS = ((), (), ("DE",), ("US",), ("2026-03-30", "2026-10-26"))


def working(
    hours: str = "09:00-18:00",
    *,
    zone: str = "Europe/Berlin",
    shift: str = "",
    days: str = "mon-fri",
    holidays: Sequence[str] = (),
) -> Calendar:
    """The calendar of a desk with these settings."""
    desk = Desk(PlaceId("desk"), hours=hours, zone=zone, shift=shift, days=days, holidays=tuple(holidays))
    return calendar_of.calendar(desk)


def local(zone: str, *moment: int, fold: int = 0) -> datetime:
    """A wall-clock time of a zone, in UTC: year, month, day, hour, minute."""
    return datetime(*moment, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[arg-type,misc]


def changes(zone: str, year: int) -> list[datetime]:
    """The instants of a year at which the clocks of a zone change, to the hour."""
    tz = ZoneInfo(zone)
    start = datetime(year, 1, 1, tzinfo=UTC)
    hours = (start + timedelta(hours=number) for number in range(24 * 366))
    offsets = [(hour, hour.astimezone(tz).utcoffset()) for hour in hours]
    return [later for (_, one), (later, other) in pairwise(offsets) if one != other]


CHANGES = {zone: changes(zone, 2026) for zone in ZONES}


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any working time that a desk may set, shifts past midnight, holidays and short weeks among them."""
    spans = st.lists(st.sampled_from(CLOCKS), min_size=2, max_size=2, unique=True).map("-".join)
    days = st.sampled_from(("mon-fri", "mon-sun", "sat-mon", "tue,thu", "sun"))
    return working(
        draw(spans),
        zone=draw(st.sampled_from(ZONES)),
        shift=draw(st.one_of(st.just(""), spans)),
        days=draw(days),
        holidays=draw(st.sampled_from(HOLIDAYS)),
    )


@st.composite
def moments(draw: st.DrawFn, zone: str) -> datetime:
    """A whole minute of 2026, half of the time within a day of a change of the clocks."""
    near = CHANGES[zone]
    by_the_change: bool = draw(st.booleans())
    if near and by_the_change:
        return draw(st.sampled_from(near)) + draw(st.integers(-1500, 1500)) * MINUTE
    return datetime(2026, 1, 1, tzinfo=UTC) + draw(st.integers(0, 365 * 1440)) * MINUTE


class Slow:
    """Working time found by looking at every minute, with no arithmetic of zones but what the clock shows."""

    def __init__(self, calendar: Calendar, near: date, *, days: int = 8) -> None:
        self._first = datetime.combine(near - timedelta(days=2), time(), tzinfo=UTC)
        count = 1440 * days
        self._shown = [
            (self._first + number * MINUTE).astimezone(calendar.zone).replace(tzinfo=None)
            for number in range(count)
        ]
        self._at: dict[datetime, int] = {}
        for number, shown in enumerate(self._shown):
            self._at.setdefault(shown, number)
        self._works = [False] * count
        # Its first and last days are seen in part only.
        for ahead in range(1, days - 2):
            day = self._first.date() + timedelta(days=ahead)
            for span in calendar.spans if calendar.works_on(day) else ():
                end = day if span.end > span.start else day + timedelta(days=1)
                for number in range(self._number(day, span.start), self._number(end, span.end)):
                    self._works[number] = True

    def _number(self, day: date, clock: time) -> int:
        """The first minute at which the clock on the wall shows this; as much later as clocks skip."""
        wanted = datetime.combine(day, clock)
        if wanted in self._at:
            return self._at[wanted]
        before = max(number for number, shown in enumerate(self._shown) if shown < wanted)
        return before + (wanted - self._shown[before]) // MINUTE

    def works(self, at: datetime) -> bool:
        """Whether this minute is working time."""
        return self._works[(at - self._first) // MINUTE]

    def later(self, at: datetime, minutes: int) -> datetime | None:
        """The first working minute before which so many have gone by; None where that is too far away."""
        left = minutes
        for number in range((at - self._first) // MINUTE, len(self._works) - 3 * 1440):
            if self._works[number] and left == 0:
                return self._first + number * MINUTE
            left -= self._works[number]
        return None
