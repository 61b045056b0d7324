"""One digest a local working date: every zone of the database lived through for years, whatever clocks do.

    python -m tests.chaos.zones [--year 2026] [--years 10] [--zones 12]

Prints how many digests there were and each fault; exits 1 where there is one.
"""

import argparse
import random
import sys
import zoneinfo
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.rules import digest_time
from bot.rules.hours import Calendar
from tests.support.calendars import working

FIRST_YEAR, YEARS = 2026, 10
SWEEP = timedelta(seconds=5)
# At midnight, in the hours that clocks skip or repeat, in the morning, late in the evening.
CLOCKS = (time(0), time(0, 30), time(1, 30), time(2, 30), time(8), time(23, 30))
# Clocks that change at midnight, by half an hour, in the evening, for Ramadan; a date that was skipped.
NASTY = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Nuuk",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)


def lived(calendar: Calendar, clock: time, start: datetime, end: datetime) -> Iterator[datetime]:
    """The digests that are sent while nothing goes wrong, a sweep after their time each."""
    due = digest_time.next_after(start, clock, calendar)
    while due < end:
        turn = digest_time.turn(due, now=due + SWEEP, clock=clock, calendar=calendar)
        if turn.send:
            yield due
        if turn.late or turn.next_at <= due:
            raise AssertionError(f"{due}: {turn}")
        due = turn.next_at


def faults(
    zone: str, clock: time, *, days: str = "mon-sun", year: int = FIRST_YEAR, years: int = YEARS
) -> list[str]:
    """What is wrong with the digests of a desk in this zone: a working date with none, or with two."""
    calendar = working(zone=zone, days=days)
    first, last = date(year, 1, 1), date(year + years, 1, 1)
    start = calendar.instant(first, time(0)) - timedelta(seconds=1)
    sent = Counter(
        calendar.day_of(at) for at in lived(calendar, clock, start, calendar.instant(last, time(0)))
    )
    dates = (first + timedelta(days=number) for number in range((last - first).days))
    wanted = {day for day in dates if calendar.works_on(day) and exists(day, calendar)}
    wrong = {day for day in wanted if sent[day] != 1} | (set(sent) - wanted)
    return [f"{zone} {days} {clock:%H:%M}: {sent[day]} digests on {day:%a} {day}" for day in sorted(wrong)]


def of_zone(zone: str, *, year: int = FIRST_YEAR, years: int = YEARS) -> list[str]:
    """Every clock time on desks that work every day, the usual one on desks that do not."""
    usual = faults(zone, time(8), days="mon-fri", year=year, years=years)
    return usual + [fault for clock in CLOCKS for fault in faults(zone, clock, year=year, years=years)]


def exists(day: date, calendar: Calendar) -> bool:
    """Whether the date was lived through: Samoa had no 30 December 2011."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    return any(calendar.day_of(noon + timedelta(hours=hour)) == day for hour in range(-26, 27))


def chosen(number: int, *, seed: int) -> list[str]:
    """The nasty ones and some more of all."""
    return [*NASTY, *random.Random(seed).sample(sorted(zoneinfo.available_timezones()), number)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Lives through all zones, or through so many."""
    parser = argparse.ArgumentParser(description="One digest a local working date, in every zone.")
    parser.add_argument("--year", type=int, default=FIRST_YEAR, help="the first year")
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--zones", type=int, help="so many at random instead of all")
    options = parser.parse_args(arguments)
    zones = sorted(zoneinfo.available_timezones())
    if options.zones is not None:
        zones = chosen(options.zones, seed=options.zones)
    found: list[str] = []
    for number, zone in enumerate(zones, 1):
        found += of_zone(zone, year=options.year, years=options.years)
        if number % 50 == 0:
            print(f"{number} of {len(zones)} zones, {len(found)} faults", file=sys.stderr)  # noqa: T201
    print("\n".join(found[:50]))  # noqa: T201 - the faults are the result
    print(f"zones {len(zones)}, years {options.years}, faults {len(found)}")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
