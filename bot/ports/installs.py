"""Which workspaces have the bot, and by which token it speaks there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.model.ids import PersonId, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Install:
    """The bot in one workspace. `token` is a secret: it is never shown, and encrypted where it is kept.

    `team` and `enterprise` are the platform's own ids; `bot` and `bot_user` are who it is there; `by` is
    whoever installed it.
    """

    workspace: WorkspaceId
    team: str
    enterprise: str = ""
    name: str = ""
    token: str = field(repr=False)
    bot: str = ""
    bot_user: str = ""
    scopes: tuple[str, ...] = ()
    by: PersonId | None = None
    at: datetime


class Installs(Protocol):
    """The installs of a platform, across workspaces."""

    async def save(self, install: Install) -> None:
        """A newer one takes the place of the workspace's older one."""
        ...

    async def get(self, workspace: WorkspaceId) -> Install | None:
        """None where it was never installed, or was removed."""
        ...

    async def all(self) -> Sequence[Install]:
        """By the time of their installing."""
        ...

    async def remove(self, workspace: WorkspaceId, *, at: datetime) -> None:
        """The token is forgotten; what the workspace has stays until its time of keeping is over."""
        ...
