"""A database opened for one process: ledger and queue, on SQLite or PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import col

from bot.errors import SettingWrong
from bot.model.ids import PostKey, WorkspaceId
from bot.ports import Installs, Ledger, Queue
from storage.background import beside
from storage.changes import Changes
from storage.ledger import SqlLedger, answering
from storage.looking import NoWriting
from storage.migrate import check, migrate
from storage.repos.installs import SqlInstalls
from storage.rows import HistoryRow, InboxRow, PostRow
from storage.secrets import Box
from storage.sqlite import LOOK, make_engine, make_reader, only_process
from storage.sqlite.queue import SqliteQueue
from storage.sqlite.writing import SqliteWriting

SQLITE = "sqlite:///"
ANSWER_SECONDS = 3.0


class TaskQueue(Queue, Protocol):
    """A queue, and what may be asked of it."""

    async def idle(self) -> None:
        """While `work` runs: waits until nothing may run now."""
        ...

    async def dead(self) -> list[str]:
        """The keys of tasks that were given up, for the operator."""
        ...


@dataclass(frozen=True, slots=True)
class Database:
    """What the program needs of it."""

    ledger: Ledger
    queue: TaskQueue
    gateway: Callable[[str], AbstractAsyncContextManager[asyncio.Event]]
    """Waits until this process alone holds the gateway of that name; the event is set once it is lost."""
    installs: Installs
    _engine: AsyncEngine

    async def answers(self) -> bool:
        """Whether it can be read now."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS), self._engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, TimeoutError):
            return False
        return True

    async def latest(self) -> datetime | None:
        """The latest time that stands in it: from there a demonstration's clock goes on."""
        columns = (HistoryRow.at, PostRow.owed_at, PostRow.posted_at, InboxRow.at)
        newest = [select(func.max(col(column))).scalar_subquery() for column in columns]
        with answering():
            async with self._engine.connect() as connection:
                found = (await connection.execute(select(*newest))).one()
        return max((at for at in found if at is not None), default=None)

    async def refused(self) -> list[tuple[WorkspaceId, PostKey]]:
        """The messages that a platform will not take, newest first, for the operator."""
        columns = (col(PostRow.workspace), col(PostRow.key))
        newest_first = (col(PostRow.owed_at).desc(), *columns)
        with answering():
            async with self._engine.connect() as connection:
                found = await connection.execute(
                    select(*columns).where(col(PostRow.refused).is_not(None)).order_by(*newest_first)
                )
                return [(WorkspaceId(workspace), PostKey(key)) for workspace, key in found]


def open_database(
    url: str, *, now: Callable[[], datetime], zone: str = "UTC", secret: str | None = None
) -> AbstractAsyncContextManager[Database]:
    """Opens what DATABASE_URL names; raises AlreadyRunning or SettingWrong with one sentence.

    `zone` is that of a desk which has not chosen its own; by `secret` the tokens of installs are encrypted.
    """
    if url.startswith(SQLITE):
        return open_sqlite(Path(url.removeprefix(SQLITE)), now=now, zone=zone, secret=secret)
    return open_postgres(url, zone=zone, secret=secret)


@asynccontextmanager
async def open_sqlite(
    file: Path, *, now: Callable[[], datetime], zone: str = "UTC", secret: str | None = None
) -> AsyncIterator[Database]:
    """Takes the file for this process and brings it up to date.

    Raises AlreadyRunning where another process has it, SettingWrong where it is no database of ours.
    """
    with only_process(file):
        engine = make_engine(file)
        writer, wake = asyncio.Lock(), asyncio.Event()
        writing = SqliteWriting(engine, writer=writer, wake=wake, zone=zone)
        try:
            try:
                await migrate(engine)
            except SQLAlchemyError as wrong:
                raise SettingWrong(f"DATABASE_URL names a file that cannot be used: {file}.") from wrong
            looking = engine.execution_options(**{LOOK: True})
            yield Database(
                ledger=SqlLedger(writing, read=looking, changes=Changes()),
                queue=SqliteQueue(engine, writer=writer, wake=wake, now=now),
                gateway=_held_at_once,
                installs=SqlInstalls(write=writing.bare, read=looking, box=Box(secret)),
                _engine=looking,
            )
        finally:
            await engine.dispose()


@asynccontextmanager
async def _held_at_once(_: str) -> AsyncIterator[asyncio.Event]:
    yield asyncio.Event()


@asynccontextmanager
async def open_postgres(url: str, *, zone: str = "UTC", secret: str | None = None) -> AsyncIterator[Database]:
    """Brings the database up to date, and hears of what other processes write; raises SettingWrong.

    In the queue the database's clock rules.
    """
    from storage.postgres import changes as told
    from storage.postgres import connect, gateway, schema
    from storage.postgres.queue import open_queue
    from storage.postgres.writing import PostgresWriting

    where = connect.parse(url)
    await connect.try_first(where)
    engine = connect.make_engine(where)
    me, changes, ready = uuid4().hex, Changes(), asyncio.Event()
    try:
        await schema.migrate(engine, where)
        listening = told.listen(where, changes, me=me, ready=ready)
        async with beside(listening, name="changes"), open_queue(where) as (app, queue):
            await ready.wait()
            yield Database(
                ledger=SqlLedger(
                    PostgresWriting(engine, app=app, me=me, zone=zone),
                    read=connect.look(engine),
                    changes=changes,
                ),
                queue=queue,
                gateway=partial(gateway.hold, where),
                installs=SqlInstalls(write=engine.begin, read=engine, box=Box(secret)),
                _engine=engine,
            )
    finally:
        await engine.dispose()


@asynccontextmanager
async def look_at(url: str, *, zone: str = "UTC") -> AsyncIterator[Ledger]:
    """A ledger that only reads, also while a desk runs there; raises SettingWrong.

    It neither locks nor migrates, and hears of no changes. It takes what `open_database` takes.
    """
    async with reading(url) as engine:
        yield SqlLedger(NoWriting(zone=zone), read=engine, changes=Changes())


@asynccontextmanager
async def reading(url: str) -> AsyncIterator[AsyncEngine]:
    """An engine for whoever only looks at a database of the newest shape; raises SettingWrong."""
    engine = _reader(Path(url.removeprefix(SQLITE))) if url.startswith(SQLITE) else await _server(url)
    try:
        try:
            async with engine.connect() as connection:
                await connection.run_sync(check)
        except SQLAlchemyError as wrong:
            raise SettingWrong("DATABASE_URL names a database that cannot be read.") from wrong
        yield engine
    finally:
        await engine.dispose()


def _reader(file: Path) -> AsyncEngine:
    try:
        file.open("rb").close()
    except OSError as wrong:
        raise SettingWrong(
            f"DATABASE_URL names a file that cannot be read: {file} ({wrong.strerror})."
        ) from wrong
    return make_reader(file)


async def _server(url: str) -> AsyncEngine:
    from storage.postgres import connect

    where = connect.parse(url)
    await connect.try_first(where)
    return connect.look(connect.make_engine(where))
