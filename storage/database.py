"""A database opened for one process: ledger and queue on one engine."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SettingWrong
from storage.ledger import SqlLedger
from storage.migrate import migrate
from storage.queue import SqliteQueue
from storage.sqlite import make_engine, only_process


@dataclass(frozen=True, slots=True)
class Database:
    """What the program needs of it."""

    ledger: SqlLedger
    queue: SqliteQueue
    _engine: AsyncEngine

    async def answers(self) -> bool:
        """Whether it can be read now."""
        try:
            async with self._engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True


@asynccontextmanager
async def open_sqlite(file: Path, *, now: Callable[[], datetime]) -> AsyncIterator[Database]:
    """Takes the file for this process and brings it up to date.

    Raises AlreadyRunning where another process has it, SettingWrong where it is no database of ours.
    """
    with only_process(file):
        engine = make_engine(file)
        writer, wake = asyncio.Lock(), asyncio.Event()
        try:
            try:
                await migrate(engine)
            except SQLAlchemyError as wrong:
                raise SettingWrong(f"DATABASE_URL names a file that cannot be used: {file}.") from wrong
            yield Database(
                ledger=SqlLedger(engine, writer=writer, wake=wake),
                queue=SqliteQueue(engine, writer=writer, wake=wake, now=now),
                _engine=engine,
            )
        finally:
            await engine.dispose()
