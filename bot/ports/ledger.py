"""What is written down: a factory of transactions, with one small repository a noun."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.ids import PersonId, PlaceId, PostKey, StoryId, WorkspaceId
from bot.ports.deciding import Acts, Ballots, Decisions, NewsItems, Recalls, Reminders, Snapshots
from bot.ports.repos import Claims, Desks, History, Inbox, Lines, Posts, Stories, Tasks


class Tx(Protocol):
    """One transaction in one workspace. Nothing of another workspace is read or written through it."""

    @property
    def workspace(self) -> WorkspaceId: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def desks(self) -> Desks: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def ballots(self) -> Ballots: ...
    @property
    def acts(self) -> Acts: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def recalls(self) -> Recalls: ...
    @property
    def news(self) -> NewsItems: ...
    @property
    def snapshots(self) -> Snapshots: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def posts(self) -> Posts: ...
    @property
    def lines(self) -> Lines: ...
    @property
    def history(self) -> History: ...
    @property
    def tasks(self) -> Tasks: ...


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody waits for and no task may be working on, across workspaces."""

    stories: Sequence[tuple[WorkspaceId, StoryId]]
    posts: Sequence[tuple[WorkspaceId, PostKey]]


@dataclass(frozen=True, slots=True)
class Due:
    """What has come to its time, across workspaces.

    Stories to try again, people with news to hear, desks with reminders to say, desks whose digest is due.
    """

    stories: Sequence[tuple[WorkspaceId, StoryId]]
    news: Sequence[tuple[WorkspaceId, PersonId]]
    reminders: Sequence[tuple[WorkspaceId, PlaceId]]
    digests: Sequence[tuple[WorkspaceId, PlaceId]]


class Ledger(Protocol):
    """Transactions, and the questions that look across workspaces or wait."""

    def begin(self, workspace: WorkspaceId) -> AbstractAsyncContextManager[Tx]:
        """To write: all of it or nothing; what was enqueued runs after the commit."""
        ...

    def look(self, workspace: WorkspaceId) -> AbstractAsyncContextManager[Tx]:
        """To read one consistent state."""
        ...

    async def due(self, now: datetime, *, quiet: timedelta) -> Due:
        """Stories whose next try has come; people whose newest untold news is older than `quiet`."""
        ...

    async def owed(self, *, before: datetime) -> Owed:
        """Stories still unread and messages still unposted that were owed before this time."""
        ...

    async def changed(self, workspace: WorkspaceId, *, since: int) -> int:
        """Waits until the workspace's count of changes is above `since`, and gives it."""
        ...
