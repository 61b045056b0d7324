"""One newsroom over several lives of the process: the platform outside stays, the process does not."""

import asyncio
import gc
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection

import psycopg

from bot import delivery
from bot.model.ballot import Rating
from bot.model.ids import WorkspaceId
from storage.database import open_database
from tests.support.fakes import FakeChat, FakePages
from tests.support.fuse import Fuse, Killed
from tests.support.hours import Hours
from tests.support.room import EDDA, ROSA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(
    ["Bridge closes today", *(f"It carried {number},000 cars in May." for number in range(1, 6))]
)
ALONE = nullcontext()
_SILENT = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"


@dataclass
class Life:
    """All that outlives the process: the database, the pages, the chat, what a platform was told."""

    url: str
    workspace: WorkspaceId
    pages: FakePages = field(default_factory=lambda: FakePages({LINK: PAGE}))
    chat: FakeChat = field(default_factory=FakeChat)
    acknowledged: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.hours = Hours(self.url)

    async def live(
        self,
        story: Callable[[Room], Awaitable[None]],
        *,
        fuse: Fuse | None = None,
        turn: AbstractAsyncContextManager[object] = ALONE,
    ) -> bool:
        """Runs one process; False where it was killed. `turn`: alembic bears only one start at a time."""
        async with AsyncExitStack() as stack:
            async with turn:
                database = await stack.enter_async_context(open_database(self.url, now=self.hours))
            room = Room(
                database,
                pages=self.pages,
                chat=self.chat,
                time=self.hours.time,
                fuse=fuse,
                workspace=self.workspace,
            )
            lived = True
            try:
                await story(room)
            except* Killed:
                lived = False
        if not lived:
            # A real death gives its locks back at once; here what died has to be swept up first.
            gc.collect()
            await asyncio.sleep(0.05)
        return lived

    async def day(self, room: Room) -> None:
        """A link, read; a vote. A platform sends again what was not acknowledged."""
        if not self.acknowledged["paste"]:
            await room.paste(LINK, by=ROSA, event="paste")
            self.acknowledged["paste"] += 1
        await room.settle()
        await delivery.watchdog(ledger=room.ledger, before=room.time)
        await room.settle()
        if not self.acknowledged["vote"]:
            (story,) = await room.stories()
            await room.vote(story.claims[0].claim.id, Rating.FALSE, by=EDDA, event="vote")
            self.acknowledged["vote"] += 1

    async def a_minute_later(self) -> None:
        """The next process starts when the dead one has been silent for long."""
        await self.hours.pass_by(timedelta(seconds=61))
        if not self.url.startswith("sqlite"):
            async with await psycopg.AsyncConnection.connect(self.url) as connection:
                await connection.execute(_SILENT)


@dataclass
class LastFuse(Fuse):
    """Ends the whole process on the spot, as `kill -9` does; first it hands over what outlives it."""

    life: Life | None = None
    heir: Connection | None = None

    def cross(self) -> None:
        self.crossed += 1
        if self.crossed == self.at:
            assert self.heir is not None
            self.heir.send(self.life)
            os._exit(9)


def _day_of_death(life: Life, crossing: int, heir: Connection) -> None:
    asyncio.run(life.live(life.day, fuse=LastFuse(crossing, life=life, heir=heir)))
    heir.send(None)


def dies(life: Life, crossing: int) -> Life | None:
    """One day in a process of its own, which ends at that crossing. None where it came to its end."""
    context = get_context("forkserver")
    # What is imported once is there in every process that is forked off.
    context.set_forkserver_preload([__name__])
    left, heir = context.Pipe(duplex=False)
    process = context.Process(target=_day_of_death, args=(life, crossing, heir))
    process.start()
    heir.close()
    with left:
        found: Life | None = left.recv()
    process.join()
    process.close()
    return found
