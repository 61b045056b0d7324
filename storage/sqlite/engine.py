"""SQLite as a safe place: pragmas, who may begin to write, one process on a file."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import AlreadyRunning, SettingWrong

LOOK = "claimdesk_look"
BUSY_MS = 5_000


def make_engine(file: Path) -> AsyncEngine:
    """An engine on the file; a transaction takes the write lock as it begins, unless it only looks."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", hide_parameters=True)
    _prepare(engine, "journal_mode=WAL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON", "synchronous=FULL")
    return engine


def make_reader(file: Path) -> AsyncEngine:
    """An engine that can only read the file, which is there, whoever else writes it."""
    only_read = {"mode": "ro", "uri": "true"}
    url = URL.create("sqlite+aiosqlite", database=file.absolute().as_uri(), query=only_read)
    engine = create_async_engine(url, hide_parameters=True)
    _prepare(engine, f"busy_timeout={BUSY_MS}")
    return engine.execution_options(**{LOOK: True})


def _prepare(engine: AsyncEngine, *pragmas: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        looks = connection.get_execution_options().get(LOOK, False)
        connection.exec_driver_sql("BEGIN" if looks else "BEGIN IMMEDIATE")


@contextmanager
def only_process(file: Path) -> Iterator[None]:
    """Holds the file for this process; raises AlreadyRunning, or SettingWrong where it cannot be made."""
    lock = file.with_name(file.name + ".lock")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = lock.open("a")
    except OSError as wrong:
        raise SettingWrong(
            f"DATABASE_URL names a file that cannot be made: {file} ({wrong.strerror})."
        ) from wrong
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise AlreadyRunning(f"Another Claimdesk is running on {file}; stop it first.") from held
        yield
