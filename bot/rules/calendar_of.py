"""A desk's settings of time, read into a calendar."""

import re
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import NotAllowed
from bot.model.desk import Desk
from bot.rules.hours import DAYS, Calendar, Span, spelled

_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"(\d{1,2}(?::\d{2})?)\s*(?:-|–|to)\s*(\d{1,2}(?::\d{2})?)")


def calendar(desk: Desk) -> Calendar:
    """When this desk works. Its settings were checked when they were stored."""
    return _calendar(desk.zone, desk.hours, desk.shift, desk.days, desk.holidays)


@lru_cache(maxsize=1024)
def _calendar(zone: str, hours: str, shift: str, days: str, off: tuple[str, ...]) -> Calendar:
    countries = [one for one in off if not one[:1].isdigit()]
    return Calendar(
        zone=ZoneInfo(zone),
        spans=tuple(span(one) for one in (hours, shift) if one),
        days=weekdays(days),
        off=frozenset(date.fromisoformat(one) for one in off if one[:1].isdigit()),
        country=countries[0] if countries else None,
    )


def clock(words: str, *, what: str = "press") -> time:
    """A time of day; raises NotAllowed that names the setting."""
    hour, _, minute = words.strip().partition(":")
    if not (hour.isdecimal() and (minute or "0").isdecimal() and len(hour) < 3 and len(minute) in (0, 2)):
        raise NotAllowed(f"{what} needs times such as 18:00; “{words[:40]}” is none.")
    if int(hour) > 23 or int(minute or 0) > 59:
        raise NotAllowed(f"{what}: there is no {words.strip()}; the last time of a day is 23:59.")
    return time(int(hour), int(minute or 0))


def span(words: str, *, what: str = "hours") -> Span:
    """From one time to another; raises NotAllowed that names the setting."""
    match = _SPAN.fullmatch(words.strip())
    if match is None:
        raise NotAllowed(f"{what} is written 09:00-18:00; “{words[:40]}” is not.")
    made = Span(clock(match[1], what=what), clock(match[2], what=what))
    if made.start == made.end:
        raise NotAllowed(f"{what} ends when it begins; give it some time in between.")
    return made


def span_shown(made: Span) -> str:
    """As it is written in a setting."""
    return f"{made.start:%H:%M}-{made.end:%H:%M}"


def _is_day(word: str) -> bool:
    return word.strip() in (*DAYS, *_FULL)


def weekdays(words: str) -> frozenset[int]:
    """`mon-fri`, `tue-sat`, `sat,sun`; raises NotAllowed."""
    found: set[int] = set()
    for part in words.lower().split(","):
        first, dash, last = part.strip().partition("-")
        if not _is_day(first) or (dash and not _is_day(last)):
            raise NotAllowed(f"days is written mon-fri or mon,wed,sat; “{words[:40]}” is not.")
        start = DAYS.index(first.strip()[:3])
        end = DAYS.index(last.strip()[:3]) if last else start
        found |= {day % 7 for day in range(start, end + 1 + (7 if end < start else 0))}
    return frozenset(found)


def check_holidays(part: str) -> str:
    """A country (`DE`, `DE-BY`) or a day off of the house's own (`2026-12-24`); raises NotAllowed."""
    if part[:1].isdigit():
        try:
            return date.fromisoformat(part).isoformat()
        except ValueError:
            raise NotAllowed(f"holidays: “{part[:40]}” is no date; write 2026-12-24.") from None
    code = spelled(part)
    if code is None:
        raise NotAllowed(f"holidays: no country “{part[:40]}” is known; write its two letters, such as DE.")
    return code


def check_zone(words: str) -> str:
    """A name of the time zone database; raises NotAllowed."""
    name = words.strip()
    if name not in available_timezones() - {"localtime", "posixrules"}:
        raise NotAllowed(f"There is no time zone “{words[:60]}”; write one such as Europe/Berlin.")
    return name


def press_times(words: str) -> tuple[str, ...]:
    """`12:00,18:00`, in order; raises NotAllowed for two that are less than an hour apart."""
    times = sorted(clock(part, what="press") for part in words.split(",") if part.strip())
    for one, other in pairwise([*times, *times[:1]] if len(times) > 1 else times):
        if ((other.hour - one.hour) * 60 + other.minute - one.minute) % 1440 < 60:
            raise NotAllowed(
                f"press: {one:%H:%M} and {other:%H:%M} overlap; press times are an hour apart or more."
            )
    return tuple(f"{one:%H:%M}" for one in times)
