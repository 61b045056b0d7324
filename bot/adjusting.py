"""Settings of a desk, by `/claims settings name:value …`. Chiefs change them, everybody may read them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import digesting, planning
from bot.errors import NotAllowed
from bot.events import CommandGiven
from bot.model.desk import Desk
from bot.model.ids import PersonId, PlaceId, WorkspaceId
from bot.model.people import Person, Role
from bot.model.text import clean
from bot.ports import Ledger, Roster
from bot.record import record
from bot.rules import rights
from bot.rules.desk_settings import EXPLAINED, NONE, SETTERS, parts, shown

PEOPLE = ("editors", "chiefs", "voters")
HERE = "here"
CHANGE = "change the desk's settings"
_SETTING = re.compile(rf"\b({'|'.join(EXPLAINED)}):", re.IGNORECASE)
_CONFIRMED = re.compile(r"(?:^|\s+)confirmed$", re.IGNORECASE)
_NOBODY = {
    "editors": "none named, so those whom the platform gives that part",
    "chiefs": "none named, so those whom the platform gives that part",
    "voters": "none named, so every member",
}


async def adjust(event: CommandGiven, words: str, *, ledger: Ledger, roster: Roster, now: datetime) -> str:
    """Shows the settings, or changes those that are named; a wrong one changes nothing."""
    async with ledger.look(event.workspace) as tx:
        desk, others = await tx.desks.get(event.place), await tx.desks.all()
    if not words.strip():
        return await settings_of(desk, event, roster=roster)
    wanted = _wanted(words)
    rights.check_chief(event.person, desk, CHANGE)
    # The platform is asked before the transaction, which waits for nobody.
    asked = _Asked(event, others, roster)
    changes = [await asked.change(name, value) for name, value in wanted.items()]
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        before = desk = await tx.desks.get(event.place)
        rights.check_chief(event.person, desk, CHANGE)
        for change in changes:
            desk = change(desk)
        await tx.desks.save(desk)
        if desk != before:
            await digesting.schedule(tx, desk, now=now)
            await tx.tasks.enqueue(planning.replanning(tx.workspace, desk.place))
        changed = ", ".join(f"{name}:{value}" for name, value in wanted.items())
        await record(tx, event, f"set {changed}", now=now)
    return await settings_of(desk, event, roster=roster)


def _wanted(words: str) -> dict[str, str]:
    """`editors:Edda Lind, Elias blind:on` as names and values; a value goes on until the next name."""
    split = _SETTING.split(clean(words))
    stray = split[0].strip()
    if stray or len(split) == 1:
        names = ", ".join(EXPLAINED)
        raise NotAllowed(f"“{stray[:80]}” is no setting. Write name:value; the names are {names}.")
    return {name.lower(): value.strip(" ,") for name, value in zip(split[1::2], split[2::2], strict=True)}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the platform has to say to the wanted settings; `others` are the desks of the workspace."""

    event: CommandGiven
    others: Sequence[Desk]
    roster: Roster

    async def change(self, name: str, value: str) -> Callable[[Desk], Desk]:
        """What this setting does to a desk. Raises NotAllowed, at the latest when it is done."""
        if name == "desk":
            feeds = await self._fed(value)
            return lambda desk: replace(desk, feeds=feeds)
        if name not in PEOPLE:
            return lambda desk: SETTERS[name](desk, value)
        people = await self._people(value)
        match name:
            case "editors":
                return lambda desk: replace(desk, editors=people)
            case "chiefs":
                return lambda desk: replace(desk, chiefs=people)
            case _:
                return lambda desk: replace(desk, voters=people)

    async def _fed(self, value: str) -> PlaceId | None:
        """The desk that this channel feeds from now on; None for its own. Raises NotAllowed."""
        here, workspace = self.event.place, self.event.workspace
        confirmed = _CONFIRMED.search(value) is not None
        words = _CONFIRMED.sub("", value)
        if words.lower() in (*NONE, HERE):
            return None
        place = await self.roster.place(workspace, words)
        if place == here:
            return None
        # One sentence for both, so that nobody learns by it which private channels there are.
        if place is None or place not in await self.roster.sees(workspace, self.event.person.id, [place]):
            raise NotAllowed(f"There is no channel “{words[:80]}” in which you and Claimdesk both are.")
        if any(other.place == place and other.feeds is not None for other in self.others):
            name = await self.roster.call(workspace, place)
            raise NotAllowed(f"{name} sends its own claims to another desk; choose one that keeps them.")
        if any(other.feeds == here for other in self.others):
            raise NotAllowed("Other channels send their claims here, so this one has to keep its own.")
        if not confirmed:
            await self._check_open(place)
        return place

    async def _check_open(self, place: PlaceId) -> None:
        """What is pasted in a private channel is read elsewhere only once its chief has said so."""
        workspace = self.event.workspace
        if not await self.roster.private(workspace, self.event.place):
            return
        name = await self.roster.call(workspace, place)
        private = await self.roster.private(workspace, place)
        readers = f"all who are in {name}" if private else f"everybody in this workspace, in {name}"
        raise NotAllowed(
            f"This channel is private: the claims of what is pasted here, the articles and who pasted them "
            f"would be seen by {readers}; to confirm, set desk:{name} confirmed."
        )

    async def _people(self, value: str) -> tuple[PersonId, ...]:
        """Raises NotAllowed for a name that is nobody's, and for one who cannot take part."""
        found: list[PersonId] = []
        for words in parts(value):
            person = await self.roster.named(self.event.workspace, self.event.place, words)
            if person is None:
                raise NotAllowed(f"Nobody on this desk is called “{words[:80]}”.")
            if person.role is not Role.GROUP:
                rights.check_member(person)
            found.append(person.id)
        return tuple(dict.fromkeys(found))


async def settings_of(desk: Desk, event: CommandGiven, *, roster: Roster) -> str:
    """Every setting on a line of its own: its value, and what it is for."""
    values = await named(desk, event.workspace, event.person.id, roster=roster)
    return "\n".join(f"{name}:{values[name]} · {words}" for name, words in EXPLAINED.items())


async def named(desk: Desk, workspace: WorkspaceId, reader: PersonId, *, roster: Roster) -> Mapping[str, str]:
    """The value of every setting as this person reads it; the name of a channel only to who sees it."""
    people = {*desk.editors, *desk.chiefs, *desk.voters}
    now = await roster.now(workspace, desk.place, people) if people else {}
    place = HERE
    if desk.feeds is not None:
        seen = desk.feeds in await roster.sees(workspace, reader, [desk.feeds])
        place = await roster.call(workspace, desk.feeds) if seen else "a channel that you do not see"
    return {**shown(desk), "desk": place, **{name: _names(desk, name, now) for name in PEOPLE}}


def _names(desk: Desk, name: str, people: Mapping[PersonId, Person]) -> str:
    ids = {"editors": desk.editors, "chiefs": desk.chiefs, "voters": desk.voters}[name]
    return ", ".join(people[one].name if one in people else f"{one} (gone)" for one in ids) or _NOBODY[name]
