"""The ledger in SQL: a transaction is a session, a repository a noun. How one begins to write differs."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlmodel import col

from bot.errors import NotWritten
from bot.model.ids import PersonId, PlaceId, PostKey, StoryId, WorkspaceId
from bot.model.story import StoryState
from bot.ports import Due, Owed, Tx
from bot.ports import repos as port
from storage.changes import Changes
from storage.repos.acts import Acts, Ballots
from storage.repos.claims import Claims
from storage.repos.decisions import Decisions, Snapshots
from storage.repos.desks import Desks, Inbox
from storage.repos.posts import History, Lines, Posts
from storage.repos.recalls import NewsItems, Recalls
from storage.repos.reminders import Reminders, desks_due
from storage.repos.stories import Stories
from storage.rows import DeskRow, NewsRow, PostRow, StoryRow


@contextmanager
def answering() -> Iterator[None]:
    """Trouble of the database itself (locked, full, read-only, away) becomes NotWritten."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as trouble:
        raise NotWritten(
            "The desk's database does not take anything just now; nothing was changed. Try again in a moment."
        ) from trouble


class SqlTx:
    """One transaction in one workspace."""

    def __init__(
        self, session: AsyncSession, workspace: WorkspaceId, *, tasks: port.Tasks, zone: str
    ) -> None:
        self.workspace = workspace
        self.inbox = Inbox(session, workspace)
        self.desks = Desks(session, workspace, zone=zone)
        self.stories = Stories(session, workspace)
        self.claims = Claims(session, workspace)
        self.ballots = Ballots(session, workspace)
        self.acts = Acts(session, workspace)
        self.decisions = Decisions(session, workspace)
        self.recalls = Recalls(session, workspace)
        self.news = NewsItems(session, workspace)
        self.snapshots = Snapshots(session, workspace)
        self.reminders = Reminders(session, workspace)
        self.posts = Posts(session, workspace)
        self.lines = Lines(session, workspace)
        self.history = History(session, workspace)
        self.tasks = tasks


class Engine(Protocol):
    """What the two databases do each in their own way."""

    def begin(self, workspace: WorkspaceId) -> AbstractAsyncContextManager[SqlTx]:
        """One writer at a time in a workspace."""
        ...

    def tx(self, session: AsyncSession, workspace: WorkspaceId) -> SqlTx:
        """All that may be asked in a session that somebody else began."""
        ...

    def given_up(self) -> ColumnElement[bool]:
        """Whether the queue has given up the delivery of the PostRow in question."""
        ...


class SqlLedger:
    """Readers wait for nobody."""

    def __init__(self, engine: Engine, *, read: AsyncEngine, changes: Changes) -> None:
        self._engine = engine
        self._read = async_sessionmaker(read, expire_on_commit=False)
        self._changes = changes

    @asynccontextmanager
    async def begin(self, workspace: WorkspaceId) -> AsyncIterator[Tx]:
        """To write: all of it or nothing."""
        with answering():
            async with self._engine.begin(workspace) as tx:
                yield tx
        await self._changes.bump(workspace)

    @asynccontextmanager
    async def look(self, workspace: WorkspaceId) -> AsyncIterator[Tx]:
        """To read one consistent state."""
        with answering():
            async with self._read.begin() as session:
                yield self._engine.tx(session, workspace)

    async def due(self, now: datetime, *, quiet: timedelta) -> Due:
        """Those who wait longest first."""
        with answering():
            return await self._due(now, quiet_since=now - quiet)

    async def _due(self, now: datetime, *, quiet_since: datetime) -> Due:
        newest = func.max(col(NewsRow.at))
        async with self._read.begin() as session:
            stories = await session.execute(
                select(col(StoryRow.workspace), col(StoryRow.id))
                .where(col(StoryRow.state) == str(StoryState.FAILED), col(StoryRow.retry_at) <= now)
                .order_by(col(StoryRow.retry_at))
            )
            news = await session.execute(
                select(col(NewsRow.workspace), col(NewsRow.person))
                .where(col(NewsRow.told_at).is_(None))
                .group_by(col(NewsRow.workspace), col(NewsRow.person))
                .having(newest <= quiet_since)
                .order_by(newest)
            )
            reminders = await session.execute(desks_due(now))
            digests = await session.execute(
                select(col(DeskRow.workspace), col(DeskRow.place))
                .where(col(DeskRow.next_digest_at) <= now)
                .order_by(col(DeskRow.next_digest_at))
            )
            return Due(
                stories=[(WorkspaceId(workspace), StoryId(story)) for workspace, story in stories],
                news=[(WorkspaceId(workspace), PersonId(person)) for workspace, person in news],
                reminders=[(WorkspaceId(workspace), PlaceId(place)) for workspace, place in reminders],
                digests=[(WorkspaceId(workspace), PlaceId(place)) for workspace, place in digests],
            )

    async def owed(self, *, before: datetime) -> Owed:
        """Unread stories and unposted messages; what was refused or given up is left to people."""
        with answering():
            return await self._owed(before)

    async def _owed(self, before: datetime) -> Owed:
        async with self._read.begin() as session:
            stories = await session.execute(
                select(col(StoryRow.workspace), col(StoryRow.id)).where(
                    col(StoryRow.state) == str(StoryState.READING), col(StoryRow.created_at) < before
                )
            )
            posts = await session.execute(
                select(col(PostRow.workspace), col(PostRow.key)).where(
                    col(PostRow.posted_at).is_(None),
                    col(PostRow.refused).is_(None),
                    col(PostRow.owed_at) < before,
                    ~self._engine.given_up(),
                )
            )
            return Owed(
                stories=[(WorkspaceId(workspace), StoryId(story)) for workspace, story in stories],
                posts=[(WorkspaceId(workspace), PostKey(key)) for workspace, key in posts],
            )

    async def changed(self, workspace: WorkspaceId, *, since: int) -> int:
        """Waits for a commit in the workspace."""
        return await self._changes.wait(workspace, since=since)
