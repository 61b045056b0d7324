"""The settings of a desk that name nobody: what each is for, how it is read, how it is shown. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.errors import NotAllowed
from bot.model.ballot import Rating
from bot.model.desk import RATINGS, Desk, Layout, Mode
from bot.rules import calendar_of
from bot.rules.deciding import FEWEST

MOST_SIGNOFFS, MOST_THREADS, LONGEST_RATING, MOST_OFF = 9, 6, 24, 60
NONE = ("", "none", "default", "off")
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}")

# What each is for, as `/claims settings` says it.
EXPLAINED: Mapping[str, str] = {
    "mode": "auto takes links by itself, asked only when the bot is addressed",
    "layout": "claims: each a message of its own; story: all in the thread of the pasted link",
    "threads": "how many claims of a story are posted by themselves",
    "desk": "the channel where the claims of links pasted here go",
    "own": "the house's own domains, which are left alone",
    "editors": "who signs verdicts",
    "chiefs": "who rules on what is disputed, and changes these settings",
    "voters": "who may vote",
    "signoffs": "how many editors make a verdict",
    "blind": "on covers the votes until verdict or dispute",
    "ratings": "the house's names of the four ratings",
    "hours": "working hours; all else is quiet time",
    "shift": "a second span of working time, also past midnight",
    "days": "working days",
    "holidays": "a country (DE, DE-BY) and days off of your own (2026-12-24)",
    "zone": "the time zone of the desk",
    "press": "press times, the due time of what pieces use",
    "digest": "when the morning list comes",
}


def parts(value: str) -> list[str]:
    """A list as people write it; a word for none is an empty one."""
    if value.lower() in NONE:
        return []
    return [part.strip() for part in value.split(",") if part.strip()]


def _number(value: str, name: str, lowest: int, highest: int) -> int:
    if not (value.isascii() and value.isdecimal() and lowest <= int(value[:9]) <= highest):
        raise NotAllowed(f"{name} is a number from {lowest} to {highest}.")
    return int(value)


def _mode(desk: Desk, value: str) -> Desk:
    if value.lower() not in set(Mode):
        raise NotAllowed("mode is auto or asked.")
    return replace(desk, mode=Mode(value.lower()))


def _layout(desk: Desk, value: str) -> Desk:
    if value.lower() not in set(Layout):
        raise NotAllowed("layout is claims or story.")
    return replace(desk, layout=Layout(value.lower()))


def _threads(desk: Desk, value: str) -> Desk:
    return replace(desk, threads=_number(value, "threads", 0, MOST_THREADS))


def _own(desk: Desk, value: str) -> Desk:
    domains = tuple(dict.fromkeys(part.lower() for part in parts(value)))
    wrong = [domain for domain in domains if not _DOMAIN.fullmatch(domain)]
    if wrong:
        raise NotAllowed(f"“{wrong[0][:80]}” is no domain; write own:example.org,example.net.")
    return replace(desk, own=domains)


def _signoffs(desk: Desk, value: str) -> Desk:
    # One person's word is no verdict: a chief's ruling on what is disputed is the one exception.
    return replace(desk, signoffs=_number(value, "signoffs", FEWEST, MOST_SIGNOFFS))


def _blind(desk: Desk, value: str) -> Desk:
    if value.lower() not in ("on", "off"):
        raise NotAllowed("blind is on or off.")
    return replace(desk, blind=value.lower() == "on")


def _ratings(desk: Desk, value: str) -> Desk:
    if value.lower() in NONE:
        return replace(desk, ratings=RATINGS)
    names = dict(zip(Rating, desk.ratings, strict=True))
    for part in parts(value):
        rating, _, name = part.partition("=")
        if rating.strip().lower() not in set(Rating) or not name.strip():
            four = ", ".join(Rating)
            raise NotAllowed(f"ratings are renamed as true=Correct,false=Wrong; the four are {four}.")
        if len(name.strip()) > LONGEST_RATING:
            raise NotAllowed(f"The name of a rating has at most {LONGEST_RATING} characters.")
        names[Rating(rating.strip().lower())] = name.strip()
    if len({name.casefold() for name in names.values()}) < len(names):
        raise NotAllowed("Two ratings cannot have the same name.")
    return replace(desk, ratings=tuple(names.values()))


def _hours(desk: Desk, value: str) -> Desk:
    return replace(desk, hours=calendar_of.span_shown(calendar_of.span(value)))


def _shift(desk: Desk, value: str) -> Desk:
    if value.lower() in NONE:
        return replace(desk, shift="")
    return replace(desk, shift=calendar_of.span_shown(calendar_of.span(value, what="shift")))


def _days(desk: Desk, value: str) -> Desk:
    calendar_of.weekdays(value)
    return replace(desk, days=value.lower().replace(" ", ""))


def _holidays(desk: Desk, value: str) -> Desk:
    found = tuple(dict.fromkeys(calendar_of.check_holidays(part) for part in parts(value)))
    if len([one for one in found if not one[:1].isdigit()]) > 1:
        raise NotAllowed("holidays: one country at a time; days off of your own are added as 2026-12-24.")
    if len(found) > MOST_OFF:
        raise NotAllowed(f"holidays: at most {MOST_OFF} days off of your own.")
    return replace(desk, holidays=found)


def _zone(desk: Desk, value: str) -> Desk:
    return replace(desk, zone=calendar_of.check_zone(value))


def _press(desk: Desk, value: str) -> Desk:
    return replace(desk, press=calendar_of.press_times(",".join(parts(value))))


def _digest(desk: Desk, value: str) -> Desk:
    return replace(desk, digest=f"{calendar_of.clock(value, what='digest'):%H:%M}")


SETTERS: Mapping[str, Callable[[Desk, str], Desk]] = {
    "mode": _mode,
    "layout": _layout,
    "threads": _threads,
    "own": _own,
    "signoffs": _signoffs,
    "blind": _blind,
    "ratings": _ratings,
    "hours": _hours,
    "shift": _shift,
    "days": _days,
    "holidays": _holidays,
    "zone": _zone,
    "press": _press,
    "digest": _digest,
}


def shown(desk: Desk) -> dict[str, str]:
    """Every setting that names nobody, as it could be written."""
    renamed = ", ".join(f"{rating}={name}" for rating, name in zip(Rating, desk.ratings, strict=True))
    return {
        "mode": desk.mode,
        "layout": desk.layout,
        "threads": str(desk.threads),
        "own": ",".join(desk.own) or "none",
        "signoffs": str(desk.signoffs),
        "blind": "on" if desk.blind else "off",
        "ratings": renamed,
        "hours": desk.hours,
        "shift": desk.shift or "none",
        "days": desk.days,
        "holidays": ",".join(desk.holidays) or "none",
        "zone": desk.zone,
        "press": ",".join(desk.press) or "none",
        "digest": desk.digest,
    }
