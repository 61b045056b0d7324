"""Which workspaces have the bot. Unlike all else in the ledger this looks across them."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlmodel import col

from bot.model.ids import PersonId, WorkspaceId
from bot.ports import Install
from storage import mapping
from storage.ledger import answering
from storage.repos.base import inserting, table
from storage.rows import InstallRow
from storage.secrets import Box

log = logging.getLogger(__name__)

Writing = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


class SqlInstalls:
    """See bot.ports.installs.Installs. A token that cannot be decrypted counts as removed."""

    def __init__(self, *, write: Writing, read: AsyncEngine, box: Box) -> None:
        self._write = write
        self._read = read
        self._box = box
        self._told: set[str] = set()

    async def save(self, install: Install) -> None:
        """Raises SettingWrong where there is no SECRET_KEY."""
        found = mapping.columns(install, workspace=install.workspace)
        found |= {"token": self._box.seal(install.token), "removed_at": None}
        with answering():
            async with self._write() as connection:
                new = inserting(connection.dialect.name, InstallRow).values(found)
                await connection.execute(
                    new.on_conflict_do_update(
                        index_elements=["workspace"],
                        set_={name: new.excluded[name] for name in found.keys() - {"workspace"}},
                    )
                )

    async def get(self, workspace: WorkspaceId) -> Install | None:
        """None also where its token cannot be decrypted."""
        rows = await self._found(_standing().where(col(InstallRow.workspace) == workspace))
        return self._install(rows[0]) if rows else None

    async def all(self) -> Sequence[Install]:
        """By the time of their installing, without those whose token cannot be decrypted."""
        installs = map(self._install, await self._found(_standing()))
        return [install for install in installs if install is not None]

    async def locked(self) -> Sequence[WorkspaceId]:
        """Installs whose token SECRET_KEY does not open, for the operator."""
        return [
            WorkspaceId(row.workspace)
            for row in await self._found(_standing())
            if self._box.open(row.token) is None
        ]

    async def remove(self, workspace: WorkspaceId, *, at: datetime) -> None:
        """The row stays, without the token."""
        with answering():
            async with self._write() as connection:
                await connection.execute(
                    update(table(InstallRow))
                    .where(col(InstallRow.workspace) == workspace, col(InstallRow.removed_at).is_(None))
                    .values(token="", removed_at=at)
                )

    async def _found(self, query: Select[Any]) -> list[Row[Any]]:
        with answering():
            async with self._read.connect() as connection:
                return list(await connection.execute(query))

    def _install(self, row: Row[Any]) -> Install | None:
        token = self._box.open(row.token)
        if token is None:
            # It is asked for at every event; once in the log is enough.
            if row.workspace not in self._told:
                self._told.add(row.workspace)
                log.error("the token of %s cannot be decrypted: SECRET_KEY is another", row.workspace)
            return None
        return Install(
            workspace=WorkspaceId(row.workspace),
            team=row.team,
            enterprise=row.enterprise,
            name=row.name,
            token=token,
            bot=row.bot,
            bot_user=row.bot_user,
            scopes=tuple(row.scopes),
            by=PersonId(row.by) if row.by else None,
            at=row.at,
        )


def _standing() -> Select[Any]:
    rows = table(InstallRow)
    return select(rows).where(rows.c.removed_at.is_(None)).order_by(rows.c.at, rows.c.workspace)
