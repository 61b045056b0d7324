"""Settings of a desk, by `/claims settings name:value …`. Chiefs change them, everybody may read them."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import NotAllowed
from bot.events import CommandGiven
from bot.model.ballot import Rating
from bot.model.desk import RATINGS, Desk, Mode
from bot.model.ids import PersonId
from bot.model.text import clean
from bot.ports import Roster, Tx
from bot.record import record
from bot.rules import rights
from bot.rules.deciding import FEWEST

MOST_SIGNOFFS, MOST_THREADS, LONGEST_RATING = 9, 6, 24
_NAMES = ("mode", "threads", "own", "editors", "chiefs", "voters", "signoffs", "blind", "ratings")
_SETTING = re.compile(rf"\b({'|'.join(_NAMES)}):", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}")
_NONE = ("", "none", "default", "off")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a value is read with: who may be named depends on the desk's platform."""

    event: CommandGiven
    roster: Roster

    async def people(self, value: str) -> tuple[PersonId, ...]:
        """Raises NotAllowed for a name that is nobody's, and for one who cannot take part."""
        found: list[PersonId] = []
        for words in _parts(value):
            person = await self.roster.named(self.event.workspace, self.event.place, words)
            if person is None:
                raise NotAllowed(f"Nobody on this desk is called “{words[:80]}”.")
            rights.check_member(person)
            found.append(person.id)
        return tuple(dict.fromkeys(found))


async def adjust(tx: Tx, event: CommandGiven, words: str, *, roster: Roster, now: datetime) -> str:
    """Shows the settings, or changes those that are named; a wrong one changes nothing."""
    desk = await tx.desks.get(event.place)
    if not words.strip():
        return await _shown(desk, event, roster)
    wanted = _wanted(words)
    rights.check_chief(event.person, desk, "change the desk's settings")
    reading = _Reading(event, roster)
    for name, value in wanted.items():
        desk = await _SETTERS[name](desk, value, reading)
    await tx.desks.save(desk)
    await record(tx, event, f"set {', '.join(f'{name}:{value}' for name, value in wanted.items())}", now=now)
    return await _shown(desk, event, roster)


def _wanted(words: str) -> dict[str, str]:
    """`editors:Edda Lind, Elias blind:on` as names and values; a value goes on until the next name."""
    parts = _SETTING.split(clean(words))
    stray = parts[0].strip()
    if stray or len(parts) == 1:
        raise NotAllowed(
            f"“{stray[:80]}” is no setting. Write name:value; the names are {', '.join(_NAMES)}."
        )
    return {name.lower(): value.strip(" ,") for name, value in zip(parts[1::2], parts[2::2], strict=True)}


def _parts(value: str) -> list[str]:
    if value.lower() in _NONE:
        return []
    return [part.strip() for part in value.split(",") if part.strip()]


def _number(value: str, name: str, lowest: int, highest: int) -> int:
    if value.lower() in ("", "default"):
        raise NotAllowed(f"{name} needs a number from {lowest} to {highest}.")
    if not (value.isascii() and value.isdecimal() and lowest <= int(value[:9]) <= highest):
        raise NotAllowed(f"{name} is a number from {lowest} to {highest}.")
    return int(value)


async def _mode(desk: Desk, value: str, reading: _Reading) -> Desk:
    if value.lower() not in set(Mode):
        raise NotAllowed("mode is auto or asked.")
    return replace(desk, mode=Mode(value.lower()))


async def _threads(desk: Desk, value: str, reading: _Reading) -> Desk:
    return replace(desk, threads=_number(value, "threads", 0, MOST_THREADS))


async def _own(desk: Desk, value: str, reading: _Reading) -> Desk:
    domains = tuple(dict.fromkeys(part.lower() for part in _parts(value)))
    wrong = [domain for domain in domains if not _DOMAIN.fullmatch(domain)]
    if wrong:
        raise NotAllowed(f"“{wrong[0][:80]}” is no domain; write own:example.org,example.net.")
    return replace(desk, own=domains)


async def _editors(desk: Desk, value: str, reading: _Reading) -> Desk:
    return replace(desk, editors=await reading.people(value))


async def _chiefs(desk: Desk, value: str, reading: _Reading) -> Desk:
    return replace(desk, chiefs=await reading.people(value))


async def _voters(desk: Desk, value: str, reading: _Reading) -> Desk:
    return replace(desk, voters=await reading.people(value))


async def _signoffs(desk: Desk, value: str, reading: _Reading) -> Desk:
    # One person's word is no verdict: a chief's ruling on what is disputed is the one exception.
    return replace(desk, signoffs=_number(value, "signoffs", FEWEST, MOST_SIGNOFFS))


async def _blind(desk: Desk, value: str, reading: _Reading) -> Desk:
    if value.lower() not in ("on", "off"):
        raise NotAllowed("blind is on or off.")
    return replace(desk, blind=value.lower() == "on")


async def _ratings(desk: Desk, value: str, reading: _Reading) -> Desk:
    if value.lower() in _NONE:
        return replace(desk, ratings=RATINGS)
    names = dict(zip(Rating, desk.ratings, strict=True))
    for part in _parts(value):
        rating, _, name = part.partition("=")
        if rating.strip().lower() not in set(Rating) or not name.strip():
            raise NotAllowed("ratings are renamed as true=Correct,false=Wrong; the four are " + _four())
        if len(name.strip()) > LONGEST_RATING:
            raise NotAllowed(f"The name of a rating has at most {LONGEST_RATING} characters.")
        names[Rating(rating.strip().lower())] = name.strip()
    if len({name.casefold() for name in names.values()}) < len(names):
        raise NotAllowed("Two ratings cannot have the same name.")
    return replace(desk, ratings=tuple(names.values()))


def _four() -> str:
    return ", ".join(Rating) + "."


_SETTERS: Mapping[str, Callable[[Desk, str, _Reading], Awaitable[Desk]]] = {
    "mode": _mode,
    "threads": _threads,
    "own": _own,
    "editors": _editors,
    "chiefs": _chiefs,
    "voters": _voters,
    "signoffs": _signoffs,
    "blind": _blind,
    "ratings": _ratings,
}


async def _shown(desk: Desk, event: CommandGiven, roster: Roster) -> str:
    named = {*desk.editors, *desk.chiefs, *desk.voters}
    people = await roster.now(event.workspace, event.place, named) if named else {}

    def names(ids: tuple[PersonId, ...], none: str) -> str:
        return ", ".join(people[one].name if one in people else f"{one} (gone)" for one in ids) or none

    renamed = ", ".join(f"{rating}={name}" for rating, name in zip(Rating, desk.ratings, strict=True))
    return "\n".join(
        [
            f"mode:{desk.mode}",
            f"threads:{desk.threads}",
            f"own:{','.join(desk.own) or 'none'}",
            f"editors:{names(desk.editors, 'none named, so those whom the platform gives that part')}",
            f"chiefs:{names(desk.chiefs, 'none named, so those whom the platform gives that part')}",
            f"voters:{names(desk.voters, 'none named, so every member')}",
            f"signoffs:{desk.signoffs}",
            f"blind:{'on' if desk.blind else 'off'}",
            f"ratings:{renamed}",
        ]
    )
