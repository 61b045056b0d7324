"""Settings of a desk, by `/claims settings name:value …`. Chiefs change them, everybody may read them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot import digesting, planning
from bot.errors import NotAllowed
from bot.events import CommandGiven
from bot.model.desk import Desk
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.model.text import clean
from bot.ports import Roster, Tx
from bot.record import record
from bot.rules import rights
from bot.rules.desk_settings import EXPLAINED, SETTERS, parts, shown

PEOPLE = ("editors", "chiefs", "voters")
_SETTING = re.compile(rf"\b({'|'.join(EXPLAINED)}):", re.IGNORECASE)
_NOBODY = {
    "editors": "none named, so those whom the platform gives that part",
    "chiefs": "none named, so those whom the platform gives that part",
    "voters": "none named, so every member",
}


async def adjust(tx: Tx, event: CommandGiven, words: str, *, roster: Roster, now: datetime) -> str:
    """Shows the settings, or changes those that are named; a wrong one changes nothing."""
    before = desk = await tx.desks.get(event.place)
    if not words.strip():
        return await _shown(desk, event, roster)
    wanted = _wanted(words)
    rights.check_chief(event.person, desk, "change the desk's settings")
    for name, value in wanted.items():
        desk = await _set(desk, name, value, event, roster)
    await tx.desks.save(desk)
    if desk != before:
        await digesting.schedule(tx, desk, now=now)
        await tx.tasks.enqueue(planning.replanning(tx.workspace, desk.place))
    changed = ", ".join(f"{name}:{value}" for name, value in wanted.items())
    await record(tx, event, f"set {changed}", now=now)
    return await _shown(desk, event, roster)


def _wanted(words: str) -> dict[str, str]:
    """`editors:Edda Lind, Elias blind:on` as names and values; a value goes on until the next name."""
    split = _SETTING.split(clean(words))
    stray = split[0].strip()
    if stray or len(split) == 1:
        names = ", ".join(EXPLAINED)
        raise NotAllowed(f"“{stray[:80]}” is no setting. Write name:value; the names are {names}.")
    return {name.lower(): value.strip(" ,") for name, value in zip(split[1::2], split[2::2], strict=True)}


async def _set(desk: Desk, name: str, value: str, event: CommandGiven, roster: Roster) -> Desk:
    if name not in PEOPLE:
        return SETTERS[name](desk, value)
    people = await _people(value, event, roster)
    match name:
        case "editors":
            return replace(desk, editors=people)
        case "chiefs":
            return replace(desk, chiefs=people)
        case _:
            return replace(desk, voters=people)


async def _people(value: str, event: CommandGiven, roster: Roster) -> tuple[PersonId, ...]:
    """Raises NotAllowed for a name that is nobody's, and for one who cannot take part."""
    found: list[PersonId] = []
    for words in parts(value):
        person = await roster.named(event.workspace, event.place, words)
        if person is None:
            raise NotAllowed(f"Nobody on this desk is called “{words[:80]}”.")
        rights.check_member(person)
        found.append(person.id)
    return tuple(dict.fromkeys(found))


async def _shown(desk: Desk, event: CommandGiven, roster: Roster) -> str:
    """Every setting on a line of its own: its value, and what it is for."""
    named = {*desk.editors, *desk.chiefs, *desk.voters}
    people = await roster.now(event.workspace, event.place, named) if named else {}
    values = {**shown(desk), **{name: _names(desk, name, people) for name in PEOPLE}}
    return "\n".join(f"{name}:{values[name]} · {words}" for name, words in EXPLAINED.items())


def _names(desk: Desk, name: str, people: Mapping[PersonId, Person]) -> str:
    ids = {"editors": desk.editors, "chiefs": desk.chiefs, "voters": desk.voters}[name]
    return ", ".join(people[one].name if one in people else f"{one} (gone)" for one in ids) or _NOBODY[name]
