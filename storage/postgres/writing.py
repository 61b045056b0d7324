"""How PostgreSQL is written: one writer at a time in a workspace, over all processes."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from weakref import WeakValueDictionary

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from sqlalchemy import ColumnElement, column, func, literal_column, select, table
from sqlalchemy.exc import InternalError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlmodel import col

from bot.model.ids import WorkspaceId
from storage.ledger import SqlTx
from storage.postgres.changes import CHANNEL
from storage.postgres.tasks import Tasks
from storage.rows import PostRow

_JOBS = table("procrastinate_jobs", column("queueing_lock"))
_FAILED: ColumnElement[bool] = literal_column("procrastinate_jobs.status = 'failed'")


@contextmanager
def _in_one_word() -> Iterator[None]:
    """The queue's errors, and those of a database that only reads, as the rest of the ledger knows them."""
    try:
        yield
    except (psycopg.OperationalError, ConnectorException, InternalError) as wrong:
        raise OperationalError(None, None, wrong) from wrong


class PostgresWriting:
    """See storage.ledger.Engine; `me` tells this process's own notifications from others'."""

    def __init__(self, engine: AsyncEngine, *, app: App, me: str, zone: str) -> None:
        self._write = async_sessionmaker(engine, expire_on_commit=False)
        self._app = app
        self._me = me
        self._zone = zone
        self._turns: WeakValueDictionary[WorkspaceId, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def begin(self, workspace: WorkspaceId) -> AsyncIterator[SqlTx]:
        """Waits for its turn here first, so that who waits holds no connection, then among all processes."""
        turn = self._turns.setdefault(workspace, asyncio.Lock())
        with _in_one_word():
            async with turn, self._write.begin() as session:
                lock = func.hashtextextended(f"workspace:{workspace}", 0)
                await session.execute(select(func.pg_advisory_xact_lock(lock)))
                yield self.tx(session, workspace)
                await session.execute(select(func.pg_notify(CHANNEL, f"{self._me} {workspace}")))

    def tx(self, session: AsyncSession, workspace: WorkspaceId) -> SqlTx:
        """The repositories of a session."""
        return SqlTx(session, workspace, tasks=Tasks(session, workspace, app=self._app), zone=self._zone)

    def given_up(self) -> ColumnElement[bool]:
        """Whether the job that delivers a post has failed for good."""
        key = col(PostRow.workspace) + ":deliver:" + col(PostRow.key)
        return select(_JOBS).where(_JOBS.c.queueing_lock == key, _FAILED).exists()
