"""How SQLite is written: one writer at a time in the process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker
from sqlmodel import col

from bot.model.ids import WorkspaceId
from storage.ledger import SqlTx
from storage.rows import PostRow, TaskRow
from storage.sqlite.tasks import Tasks


class SqliteWriting:
    """See storage.ledger.Engine; rings `wake` after a commit that enqueued."""

    def __init__(self, engine: AsyncEngine, *, writer: asyncio.Lock, wake: asyncio.Event, zone: str) -> None:
        self._engine = engine
        self._write = async_sessionmaker(engine, expire_on_commit=False)
        self._writer = writer
        self._wake = wake
        self._zone = zone

    @asynccontextmanager
    async def begin(self, workspace: WorkspaceId) -> AsyncIterator[SqlTx]:
        """Waits for its turn in this process, then for the file."""
        async with self._writer, self._write.begin() as session:
            tasks = Tasks(session, workspace)
            yield SqlTx(session, workspace, tasks=tasks, zone=self._zone)
        if tasks.rang:
            self._wake.set()

    @asynccontextmanager
    async def bare(self) -> AsyncIterator[AsyncConnection]:
        """A transaction of no workspace; it waits for the same turns."""
        async with self._writer, self._engine.begin() as connection:
            yield connection

    def tx(self, session: AsyncSession, workspace: WorkspaceId) -> SqlTx:
        """The repositories of a session that only looks."""
        return SqlTx(session, workspace, tasks=Tasks(session, workspace), zone=self._zone)

    def given_up(self) -> ColumnElement[bool]:
        """Whether the task that delivers a post is dead."""
        return (
            select(TaskRow)
            .where(
                col(TaskRow.workspace) == col(PostRow.workspace),
                col(TaskRow.key) == "deliver:" + col(PostRow.key),
                col(TaskRow.dead_at).is_not(None),
            )
            .exists()
        )
