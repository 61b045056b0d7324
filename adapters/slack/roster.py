"""Who people are in Slack at this moment, and which channels they see."""

import asyncio
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from adapters.slack.client import Clients
from adapters.slack.directory import MINUTE, SLOW, Directory
from adapters.slack.person import Group, Payload, names_of, person_of
from bot.model.ids import PersonId, PlaceId, WorkspaceId
from bot.model.people import Person, Role

# Somebody who has just come into a channel acts there before a minute is over.
JUST_NOW = timedelta(seconds=5)
# More people than that are looked up in the list of everybody.
MANY = 10
UNSEEN = "a channel that Claimdesk is not in"
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@?([UW][A-Z0-9]{5,})")
_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>|@?(S[A-Z0-9]{5,})")
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>|#?([CG][A-Z0-9]{5,})")


class SlackRoster:
    """The port `Roster` over Slack's Web API; raises ChatFailed where Slack does not answer."""

    def __init__(self, clients: Clients, *, now: Callable[[], datetime]) -> None:
        self._directory = Directory(clients, now=now)

    async def now(
        self, workspace: WorkspaceId, place: PlaceId, people: Collection[PersonId]
    ) -> Mapping[PersonId, Person]:
        """Those whose account is open; of a private channel only who is in it."""
        persons = [one for one in people if not one.startswith("S")]
        groups, here = await asyncio.gather(
            self._directory.groups(workspace), self._of_place(workspace, place, persons)
        )
        asked = {group.id: group.person for group in groups if group.id in people}
        wanted = [one for one in persons if here is None or one in here]
        users = await asyncio.gather(*(self._directory.user(workspace, one) for one in wanted))
        return asked | {one.id: one for one in await self._people(workspace, users, groups)}

    async def named(self, workspace: WorkspaceId, place: PlaceId, words: str) -> Person | None:
        """By mention, id, the handle of a person or a group, a name, or a first name that one person has."""
        words = words.strip()
        for group in await self._directory.groups(workspace):
            if (
                _id(_GROUP, words) == group.id
                or words.removeprefix("@").casefold() == group.handle.casefold()
            ):
                return group.person
        if person := _id(_PERSON, words):
            found = await self.now(workspace, place, [PersonId(person)])
            if found:
                return found[PersonId(person)]
        return await self._called(workspace, place, words.removeprefix("@").casefold())

    async def members(
        self, workspace: WorkspaceId, place: PlaceId, named: Collection[PersonId]
    ) -> Sequence[Person]:
        """The people who are named, and who is in the groups that are."""
        groups = {group.id: group for group in await self._directory.groups(workspace)}
        ids = [one for name in named for one in _within(groups.get(name), name)]
        wanted = list(dict.fromkeys(ids))
        if len(wanted) <= MANY:
            return list((await self.now(workspace, place, wanted)).values())
        here = await self._of_place(workspace, place, wanted)
        everybody = {PersonId(str(one.get("id"))): one for one in await self._directory.everybody(workspace)}
        users = [everybody.get(one) for one in wanted if here is None or one in here]
        return await self._people(workspace, users, groups.values())

    async def chiefs(self, workspace: WorkspaceId, place: PlaceId) -> Sequence[Person]:
        """Admins and owners of the workspace who are in the channel."""
        here = await self._directory.members(workspace, place) or frozenset()
        users = [one for one in await self._directory.everybody(workspace) if str(one.get("id")) in here]
        people = await self._people(workspace, users, await self._directory.groups(workspace))
        return [person for person in people if person.role is Role.CHIEF]

    async def sees(
        self, workspace: WorkspaceId, person: PersonId, places: Collection[PlaceId]
    ) -> Collection[PlaceId]:
        """Public channels for full members, all others for who is in them; none that the bot has left."""
        user = await self._directory.user(workspace, person)
        who = await self._people(workspace, [user], ())
        if not who:
            return []
        seen = await asyncio.gather(*(self._sees(workspace, who[0], place) for place in places))
        return [place for place, yes in zip(places, seen, strict=True) if yes]

    async def _sees(self, workspace: WorkspaceId, person: Person, place: PlaceId) -> bool:
        channel = await self._directory.channel(workspace, place)
        if channel is None or not channel.here:
            return False
        if person.role.member and not channel.private:
            return True
        return person.id in (await self._directory.members(workspace, place) or ())

    async def place(self, workspace: WorkspaceId, words: str) -> PlaceId | None:
        """By mention, id, or name; the channels that the bot is in before others of the same name."""
        words = words.strip()
        if (key := _id(_CHANNEL, words)) and await self._directory.channel(workspace, PlaceId(key)):
            return PlaceId(key)
        name = words.removeprefix("#").casefold()
        found = [one for one in await self._directory.channels(workspace) if one.name.casefold() == name]
        found.sort(key=lambda one: not one.here)
        return found[0].id if found and name else None

    async def call(self, workspace: WorkspaceId, place: PlaceId) -> str:
        """`#desk`."""
        channel = await self._directory.channel(workspace, place, fresh=SLOW)
        return f"#{channel.name}" if channel is not None and channel.name else UNSEEN

    async def private(self, workspace: WorkspaceId, place: PlaceId) -> bool:
        """Also what the bot cannot see: it may be."""
        channel = await self._directory.channel(workspace, place)
        return channel is None or channel.private

    async def _of_place(
        self, workspace: WorkspaceId, place: PlaceId, people: Collection[PersonId]
    ) -> Collection[PersonId] | None:
        """Who is in a private channel; None for a public one, into which everybody may come."""
        channel = await self._directory.channel(workspace, place, fresh=SLOW)
        if channel is None or not channel.private or not channel.here:
            return None
        here = await self._directory.members(workspace, place, fresh=MINUTE)
        if here is not None and not here.issuperset(people):
            here = await self._directory.members(workspace, place, fresh=JUST_NOW)
        return here

    async def _people(
        self, workspace: WorkspaceId, users: Sequence[Payload | None], groups: Collection[Group]
    ) -> list[Person]:
        known = [user for user in users if user is not None]
        if not known:
            return []
        house = await self._directory.house(workspace)
        people = (person_of(user, house, groups) for user in known)
        return [person for person in people if person is not None]

    async def _called(self, workspace: WorkspaceId, place: PlaceId, name: str) -> Person | None:
        """The one whose name this is, else the one whose first name; somebody new is looked for once more."""
        for fresh in (SLOW, MINUTE):
            everybody = await self._directory.everybody(workspace, fresh=fresh)
            users = [user for user in everybody if not user.get("deleted")]
            for names in (names_of, _first_names):
                found = [PersonId(str(user.get("id"))) for user in users if name in names(user)]
                people = await self.now(workspace, place, found[:MANY]) if found else {}
                if people:
                    return next(iter(people.values())) if len(people) == 1 else None
        return None


def _id(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.fullmatch(words)
    return (match[1] or match[2]) if match else ""


def _within(group: Group | None, name: PersonId) -> list[PersonId]:
    return [name] if group is None else sorted(group.users)


def _first_names(user: Payload) -> set[str]:
    return {name.split()[0] for name in names_of(user) if name.split()}
