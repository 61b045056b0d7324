"""Ports that die at a chosen crossing, as the process would between two steps."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.ids import MessageId, PlaceId, WorkspaceId
from bot.model.page import Document, FetchedPage, Reading
from bot.model.post import Post
from bot.ports import Chat, Due, Ledger, Mark, Owed, Pages, Progress, Reader, Step, Tx, unseen
from bot.ports.chat import Content


class Killed(BaseException):
    """The process is gone; nothing catches this."""


@dataclass
class Fuse:
    """Blows at the `at`-th crossing of a port, once."""

    at: int
    crossed: int = 0

    def cross(self) -> None:
        self.crossed += 1
        if self.crossed == self.at:
            raise Killed

    @property
    def blown(self) -> bool:
        return self.crossed >= self.at


@dataclass
class FusedLedger:
    """Dies before a commit (all is undone) or right after it (all is kept, nobody was told)."""

    inner: Ledger
    fuse: Fuse

    @asynccontextmanager
    async def begin(self, workspace: WorkspaceId) -> AsyncIterator[Tx]:
        async with self.inner.begin(workspace) as tx:
            yield tx
            self.fuse.cross()
        self.fuse.cross()

    @asynccontextmanager
    async def look(self, workspace: WorkspaceId) -> AsyncIterator[Tx]:
        async with self.inner.look(workspace) as tx:
            yield tx

    async def due(self, now: datetime, *, quiet: timedelta) -> Due:
        return await self.inner.due(now, quiet=quiet)

    async def owed(self, *, before: datetime) -> Owed:
        return await self.inner.owed(before=before)

    async def changed(self, workspace: WorkspaceId, *, since: int) -> int:
        return await self.inner.changed(workspace, since=since)


@dataclass
class FusedPages:
    """Dies before a page is asked for, or with the answer in hand."""

    inner: Pages
    fuse: Fuse

    async def fetch(self, url: str) -> FetchedPage:
        self.fuse.cross()
        page = await self.inner.fetch(url)
        self.fuse.cross()
        return page

    def check(self, url: str) -> None:
        self.inner.check(url)


@dataclass
class FusedReader:
    """Dies before or after a page is read."""

    inner: Reader
    fuse: Fuse

    async def read(self, document: Document, *, progress: Progress = unseen) -> Reading:
        self.fuse.cross()
        reading = await self.inner.read(document, progress=progress)
        self.fuse.cross()
        return reading


@dataclass
class FusedChat:
    """Dies before a message is sent, or when it stands there and nobody has written that down."""

    inner: Chat
    fuse: Fuse

    async def post(self, post: Post, content: Content, *, again: bool) -> MessageId:
        self.fuse.cross()
        ref = await self.inner.post(post, content, again=again)
        self.fuse.cross()
        return ref

    async def edit(self, post: Post, content: Content) -> None:
        self.fuse.cross()
        await self.inner.edit(post, content)
        self.fuse.cross()

    async def delete(self, place: PlaceId, message: MessageId) -> None:
        self.fuse.cross()
        await self.inner.delete(place, message)
        self.fuse.cross()

    async def mark(self, place: PlaceId, message: MessageId, mark: Mark) -> None:
        self.fuse.cross()
        await self.inner.mark(place, message, mark)
        self.fuse.cross()

    async def progress(self, place: PlaceId, message: MessageId, step: Step) -> None:
        await self.inner.progress(place, message, step)
