"""Who does something on a desk."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.ids import PersonId


class Role(StrEnum):
    """What a platform says that a person is on a desk by default. Bots and guests change nothing there.

    A group stands for the people in it: it can be named as editors or chiefs, and does nothing by itself.
    """

    GROUP = "group"
    BOT = "bot"
    GUEST = "guest"
    REPORTER = "reporter"
    EDITOR = "editor"
    CHIEF = "chief"

    @property
    def member(self) -> bool:
        """Whether what they do counts at all."""
        return self not in (Role.BOT, Role.GUEST, Role.GROUP)

    @property
    def edits(self) -> bool:
        """A chief is an editor too."""
        return self in (Role.EDITOR, Role.CHIEF)


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the platform knows them at the moment of an act; `zone` is their own time zone.

    `groups` are the groups of the workspace that they are in now.
    """

    id: PersonId
    name: str
    role: Role
    zone: str | None = None
    groups: frozenset[PersonId] = field(default=frozenset())

    def among(self, named: Collection[PersonId]) -> bool:
        """Whether they, or a group that they are in, are named there."""
        return self.id in named or any(group in named for group in self.groups)
