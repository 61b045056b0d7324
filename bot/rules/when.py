"""When somebody says that something is due, in the desk's zone; nothing is guessed."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import NotAllowed
from bot.model.text import clean
from bot.rules.hours import DAYS, Calendar

HOW = "Say 18:00, tomorrow 9, friday 17:30, in 2h, or a date such as 2026-11-30 18:00."
FARTHEST = timedelta(days=366)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_IN = re.compile(r"in\s+(\d{1,5})\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t\s]+(.+))?")
_UNITS: dict[str, Callable[[int], timedelta]] = {
    "m": lambda number: timedelta(minutes=number),
    "h": lambda number: timedelta(hours=number),
    "d": lambda number: timedelta(days=number),
}


def due(words: str, *, now: datetime, calendar: Calendar) -> datetime:
    """The instant that these words mean. Raises NotAllowed with a sentence where they mean none, or the past.

    A date without a time means the end of that day's hours (a later shift aside).
    """
    words = "".join(letter for letter in clean(words) if letter.isprintable())
    text = " ".join(words.lower().split())
    if not text:
        raise NotAllowed(f"Say when it is due. {HOW}")
    at = _after(text, now) or _on_a_day(text, now, calendar) or _today(text, now, calendar)
    if at is None:
        raise NotAllowed(f"“{words.strip()[:60]}” is no time that I understand. {HOW}")
    if at <= now:
        raise NotAllowed(f"{say(at, calendar.zone, now=now)} has gone by. {HOW}")
    if at - now > FARTHEST:
        raise NotAllowed("That is more than a year away; give a nearer date.")
    return at


def _after(text: str, now: datetime) -> datetime | None:
    match = _IN.fullmatch(text)
    if match is None:
        return None
    return now + _UNITS[match[2][0]](int(match[1]))


def _on_a_day(text: str, now: datetime, calendar: Calendar) -> datetime | None:
    today = calendar.day_of(now)
    if match := _ISO.fullmatch(text):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
            if day.year < 2000:
                raise NotAllowed(f"That has gone by. {HOW}")
            if day.year > 2200:
                raise NotAllowed("That is more than a year away; give a nearer date.")
        except ValueError:
            raise NotAllowed(f"There is no {match[1]}-{match[2]}-{match[3]}. {HOW}") from None
        return _at(day, match[4] or "", calendar)
    word, _, rest = text.partition(" ")
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if word in near:
        return _at(today + timedelta(days=near[word]), rest, calendar)
    weekday = DAYS.index(word[:3]) if word[:3] in DAYS and _is_weekday(word) else None
    if weekday is None:
        return None
    # Friday said on a Friday is the next one: today is called today.
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    return _at(today + timedelta(days=ahead), rest, calendar)


def _is_weekday(word: str) -> bool:
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return word in DAYS or word in full


def _today(text: str, now: datetime, calendar: Calendar) -> datetime | None:
    clock = _clock(text)
    if clock is None:
        return None
    day = calendar.day_of(now)
    at = _instant(day, clock, calendar)
    if at <= now < (second := calendar.instant(day, clock, second=True)):
        return second
    if at <= now:
        local = say(now, calendar.zone, now=now)
        raise NotAllowed(
            f"{clock:%H:%M} has gone by today (it is {local}). Do you mean tomorrow {clock:%H:%M}? Say so."
        )
    return at


def _at(day: date, words: str, calendar: Calendar) -> datetime | None:
    words = words.removeprefix("at ").strip()
    if not words:
        return _end_of(day, calendar)
    clock = _clock(words)
    return None if clock is None else _instant(day, clock, calendar)


def _end_of(day: date, calendar: Calendar) -> datetime:
    if not calendar.works_on(day):
        return calendar.instant(day, time(18))
    hours = calendar.spans[0]
    last = day if hours.end > hours.start else day + timedelta(days=1)
    return calendar.instant(last, hours.end)


def _clock(words: str) -> time | None:
    match = _CLOCK.fullmatch(words)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            raise NotAllowed(f"“{words}” is no time of day. {HOW}")
        hour = hour % 12 + (12 if match[3].lower() == "pm" else 0)
    if hour > 23 or minute > 59:
        raise NotAllowed(f"“{words}” is no time of day: the last one is 23:59. {HOW}")
    return time(hour, minute)


def _instant(day: date, clock: time, calendar: Calendar) -> datetime:
    at = calendar.instant(day, clock)
    if at.astimezone(calendar.zone).time().replace(tzinfo=None) != clock:
        raise NotAllowed(f"{clock:%H:%M} does not exist on {day:%d %B}: the clocks go forward then.")
    return at


def say(at: datetime, zone: ZoneInfo, *, now: datetime, reader: ZoneInfo | None = None) -> str:
    """A time for people: its date where it is not today, its zone, the reader's own where it differs."""
    words = f"{_day(at, zone, now)}{at.astimezone(zone):%H:%M} {zone_name(at, zone)}"
    if reader is None or at.astimezone(reader).utcoffset() == at.astimezone(zone).utcoffset():
        return words
    same_day = at.astimezone(reader).date() == at.astimezone(zone).date()
    day = "" if same_day else _day(at, reader, now)
    return f"{words} ({day}{at.astimezone(reader):%H:%M} {zone_name(at, reader)} for you)"


def _day(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if day == today:
        return ""
    if day == today + timedelta(days=1):
        return "tomorrow "
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}, "


def zone_name(at: datetime, zone: ZoneInfo) -> str:
    """What people call the zone then: CET; where it has no letters, its offset."""
    name = at.astimezone(zone).tzname() or ""
    if name[:1].isalpha():
        return name
    offset = at.astimezone(zone).utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def reader_zone(name: str | None) -> ZoneInfo | None:
    """The reader's own zone, where the platform knows it and it is a real one."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
