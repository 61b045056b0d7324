"""The queue of one process on SQLite: a table, an event rung after each commit, a poll as fall-back.

A row leaves when its task has run; so a task that died with its process is due again at the next start.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, bindparam, delete, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.errors import ChatBusy, NotWritten
from bot.model.ids import WorkspaceId
from bot.model.task import LATE, Task
from bot.ports import Handler, Handlers
from storage.repos.base import table
from storage.rows import TaskRow
from storage.sqlite.engine import LOOK
from storage.tries import (
    AT_ONCE,
    GRACE_SECONDS,
    MOST_TRIES,
    POLL_SECONDS,
    tell_failure,
    tell_rest,
    wait_after,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Taken:
    seq: int
    revision: int
    tries: int
    task: Task


def _due_now() -> Select[Any]:
    """The first task of each channel, late ones last; one that failed, or has to wait, holds it."""
    now = bindparam("now", type_=table(TaskRow).c.not_before.type)
    earlier = aliased(TaskRow)
    blocking = (
        select(earlier)
        .where(
            col(earlier.channel) == col(TaskRow.channel),
            col(earlier.seq) < col(TaskRow.seq),
            col(earlier.dead_at).is_(None),
            or_(
                col(earlier.tries) > 0,
                col(earlier.held),
                col(earlier.not_before).is_(None),
                col(earlier.not_before) <= now,
            ),
        )
        .exists()
    )
    return (
        select(table(TaskRow))
        .where(
            col(TaskRow.dead_at).is_(None),
            or_(col(TaskRow.not_before).is_(None), col(TaskRow.not_before) <= now),
            col(TaskRow.channel).not_in(bindparam("skip", expanding=True)),
            ~blocking,
        )
        .order_by(col(TaskRow.channel).startswith(LATE), col(TaskRow.seq))
        .limit(bindparam("limit"))
    )


# Built once: it is asked after every commit.
_DUE = _due_now()


class SqliteQueue:
    """Runs tasks; see bot.ports.queue.Queue. `wake` is set by the ledger after a commit that enqueued."""

    def __init__(
        self, engine: AsyncEngine, *, writer: asyncio.Lock, wake: asyncio.Event, now: Callable[[], datetime]
    ) -> None:
        self._writer = writer
        self._write = async_sessionmaker(engine, expire_on_commit=False)
        self._read = async_sessionmaker(engine.execution_options(**{LOOK: True}), expire_on_commit=False)
        self._wake = wake
        self._now = now
        self._running: dict[str, asyncio.Task[None]] = {}
        self._idle = asyncio.Event()

    async def work(self, handlers: Handlers, *, buried: Handler, stop: asyncio.Event) -> None:
        """Until `stop`; then what runs may end within the grace, the rest stays owed."""
        running = self._running
        async with asyncio.TaskGroup() as group:
            group.create_task(self._ring_on(stop), name="queue: stop")
            while not stop.is_set():
                self._wake.clear()
                self._idle.clear()
                for taken in await self._due(skip=list(running), limit=AT_ONCE - len(running)):
                    channel = taken.task.channel
                    running[channel] = group.create_task(
                        self._run(taken, handlers, buried), name=f"task {taken.task.key}"
                    )
                    running[channel].add_done_callback(partial(self._ended, channel))
                # What ended while we looked has rung: there may be more of its channel.
                if not running and not self._wake.is_set():
                    self._idle.set()
                await self._pause()
            self._idle.clear()
            if running:
                _, late = await asyncio.wait(running.values(), timeout=GRACE_SECONDS)
                for task in late:
                    task.cancel()

    def _ended(self, channel: str, _: object) -> None:
        self._running.pop(channel, None)
        self._wake.set()

    async def _ring_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _due(self, *, skip: Sequence[str], limit: int) -> list[_Taken]:
        if limit <= 0:
            return []
        values = {"now": self._now(), "skip": list(skip), "limit": limit}
        try:
            async with self._read.begin() as session:
                return [_taken(row) for row in (await session.execute(_DUE, values))]
        except SQLAlchemyError as wrong:
            log.error("the queue cannot be read: %s", type(wrong).__name__)
            return []

    async def _run(self, taken: _Taken, handlers: Handlers, buried: Handler) -> None:
        try:
            await handlers[taken.task.kind](taken.task)
        except ChatBusy as busy:
            tell_rest(log, taken.task, busy)
            await self._write_down(partial(self._held, taken, timedelta(seconds=busy.seconds)))
        except Exception as wrong:  # noqa: BLE001 - the one door: whatever went wrong, the task is not lost
            tell_failure(log, taken.task, tries=taken.tries + 1, wrong=wrong)
            await self._write_down(partial(self._failed, taken, buried))
        else:
            await self._write_down(partial(self._done, taken))

    async def _write_down(self, outcome: Callable[[], Awaitable[None]]) -> None:
        """Where the outcome cannot be written the task runs again, after a breath."""
        try:
            await outcome()
        except (SQLAlchemyError, NotWritten) as wrong:
            log.error("the queue cannot be written: %s", type(wrong).__name__)
            await asyncio.sleep(POLL_SECONDS)

    async def _done(self, taken: _Taken) -> None:
        """Removes the row, unless its key was enqueued again while it ran."""
        mine = col(TaskRow.seq) == taken.seq
        async with self._writer, self._write.begin() as session:
            gone = await session.execute(
                delete(table(TaskRow))
                .where(mine, col(TaskRow.revision) == taken.revision)
                .returning(col(TaskRow.seq))
            )
            if gone.scalar_one_or_none() is None:
                await session.execute(
                    update(table(TaskRow)).where(mine).values(tries=0, held=False, not_before=None)
                )

    async def _held(self, taken: _Taken, rest: timedelta) -> None:
        async with self._writer, self._write.begin() as session:
            await session.execute(
                update(table(TaskRow))
                .where(col(TaskRow.seq) == taken.seq)
                .values(held=True, not_before=self._now() + rest)
            )

    async def _failed(self, taken: _Taken, buried: Handler) -> None:
        tries = taken.tries + 1
        now = self._now()
        dead = tries >= MOST_TRIES
        if dead:
            await buried(taken.task)
        async with self._writer, self._write.begin() as session:
            await session.execute(
                update(table(TaskRow))
                .where(col(TaskRow.seq) == taken.seq)
                .values(tries=tries, not_before=now + wait_after(tries), dead_at=now if dead else None)
            )

    async def idle(self) -> None:
        """While `work` runs: waits until nothing may run now."""
        await self._idle.wait()

    async def dead(self) -> list[str]:
        """The keys of tasks that were given up, for the operator."""
        async with self._read.begin() as session:
            found = await session.execute(
                select(col(TaskRow.key)).where(col(TaskRow.dead_at).is_not(None)).order_by(col(TaskRow.seq))
            )
            return list(found.scalars())


def _taken(row: Any) -> _Taken:
    task = Task(
        workspace=WorkspaceId(row.workspace),
        kind=row.kind,
        key=row.key,
        channel=row.channel,
        args=row.args,
        not_before=row.not_before,
    )
    return _Taken(seq=row.seq or 0, revision=row.revision, tries=row.tries, task=task)
