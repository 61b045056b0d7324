"""Who does something on a desk."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.ids import PersonId


class Role(StrEnum):
    """What a platform says that a person is on a desk by default. Bots and guests change nothing there."""

    BOT = "bot"
    GUEST = "guest"
    REPORTER = "reporter"
    EDITOR = "editor"
    CHIEF = "chief"

    @property
    def member(self) -> bool:
        """Whether what they do counts at all."""
        return self not in (Role.BOT, Role.GUEST)

    @property
    def edits(self) -> bool:
        """A chief is an editor too."""
        return self in (Role.EDITOR, Role.CHIEF)


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the platform knows them at the moment of an act; `zone` is their own time zone."""

    id: PersonId
    name: str
    role: Role
    zone: str | None = None
