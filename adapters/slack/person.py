"""Who somebody is, from what Slack says of them. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.model.ids import PersonId
from bot.model.people import Person, Role
from bot.model.text import clean, cut

Payload = Mapping[str, Any]
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class House:
    """The workspace itself: its team, and the organisation that it belongs to, if any."""

    team: str
    enterprise: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A user group and who is in it now."""

    id: PersonId
    handle: str
    users: frozenset[PersonId]

    @property
    def person(self) -> Person:
        """How it stands among people."""
        return Person(self.id, f"@{self.handle}", Role.GROUP)


def at_home(user: Payload, house: House) -> bool:
    """Whether they belong to this workspace, or to another one of the same organisation."""
    if user.get("is_stranger"):
        return False
    team = user.get("team_id")
    if not team or team == house.team:
        return True
    grid = user.get("enterprise_user")
    grid = grid if isinstance(grid, Mapping) else {}
    teams = grid.get("teams")
    if isinstance(teams, list) and house.team in teams:
        return True
    return bool(house.enterprise) and house.enterprise in (grid.get("enterprise_id"), team)


def role_of(user: Payload, house: House) -> Role:
    """Full members are editors, those who administer the workspace chiefs: a desk may name others."""
    if user.get("is_bot") or user.get("id") == "USLACKBOT":
        return Role.BOT
    if user.get("is_restricted") or user.get("is_ultra_restricted") or not at_home(user, house):
        return Role.GUEST
    leads = user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner")
    return Role.CHIEF if leads else Role.EDITOR


def person_of(user: Payload, house: House, groups: Collection[Group] = ()) -> Person | None:
    """None for an account that is closed."""
    known = user.get("id")
    if not isinstance(known, str) or not known or user.get("deleted"):
        return None
    key = PersonId(known)
    zone = user.get("tz")
    role = role_of(user, house)
    return Person(
        id=key,
        name=name_of(user),
        role=role,
        zone=zone if isinstance(zone, str) else None,
        groups=frozenset(group.id for group in groups if key in group.users and role.member),
    )


def name_of(user: Payload) -> str:
    """What people call them: the name that they chose, else the real one."""
    return next(iter(_names(user)), cut(str(user.get("id") or "somebody"), LONGEST_NAME))


def names_of(user: Payload) -> set[str]:
    """Every name by which they are known, capitals aside."""
    handle = user.get("name")
    return {name.casefold() for name in (*_names(user), *([handle] if isinstance(handle, str) else []))}


def _names(user: Payload) -> list[str]:
    profile = user.get("profile")
    profile = profile if isinstance(profile, Mapping) else {}
    said = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    return [cut(clean(one), LONGEST_NAME) for one in said if isinstance(one, str) and clean(one)]
