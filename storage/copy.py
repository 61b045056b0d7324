"""Copies all of one database into an empty one: `python -m storage.copy SOURCE_URL TARGET_URL`."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import ClaimdeskError, SettingWrong
from storage.database import SQLITE
from storage.migrate import migrate
from storage.rows import METADATA
from storage.sqlite import LOOK, make_engine, only_process
from storage.unfinished import put, unfinished

AT_ONCE = 1_000
TABLES: Sequence[Table] = [table for table in METADATA.sorted_tables if table.name != "task"]


async def copy(source: str, target: str, *, say: Callable[[str], None]) -> None:
    """All of it or nothing; both are brought to the newest shape first.

    Raises AlreadyRunning where a desk runs on an SQLite file, SettingWrong where one of the two cannot be
    used or the target is not empty.
    """
    _refuse_if_missing(source)
    async with _opened("source", source) as old, _opened("target", target) as new:
        await _refuse_unless_empty(new)
        async with _looking(old) as reading, new.begin() as writing:
            for table in TABLES:
                say(f"{table.name}: {await _table(table, reading, writing)}")
            tasks = await unfinished(reading)
            await put(writing, tasks)
            say(f"unfinished tasks: {len(tasks)}")


def _refuse_if_missing(source: str) -> None:
    if source.startswith(SQLITE) and not Path(source.removeprefix(SQLITE)).exists():
        raise SettingWrong("The source is a file that is not there.")


async def _table(table: Table, reading: AsyncConnection, writing: AsyncConnection) -> int:
    copied = 0
    # In the order of their keys: SQLite finds claims by words in the order in which they came.
    in_order = select(table).order_by(*table.primary_key.columns)
    found = await reading.stream(in_order, execution_options={"yield_per": AT_ONCE})
    async for rows in found.mappings().partitions():
        await writing.execute(insert(table), [dict(row) for row in rows])
        copied += len(rows)
    return copied


async def _refuse_unless_empty(engine: AsyncEngine) -> None:
    jobs = "task" if engine.dialect.name == "sqlite" else "procrastinate_jobs"
    async with _looking(engine) as connection:
        rows = [await connection.scalar(select(func.count()).select_from(table)) for table in TABLES]
        rows.append(await connection.scalar(text(f"SELECT count(*) FROM {jobs}")))
    if any(rows):
        raise SettingWrong("The target is not empty; copy into a fresh database.")


@asynccontextmanager
async def _opened(name: str, url: str) -> AsyncIterator[AsyncEngine]:
    file = Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None
    with only_process(file) if file else nullcontext():
        try:
            engine = await (_sqlite(file) if file else _postgres(url))
        except SettingWrong as wrong:
            raise SettingWrong(wrong.reason.replace("DATABASE_URL", f"The {name}")) from None
        try:
            yield engine
        finally:
            await engine.dispose()


async def _sqlite(file: Path) -> AsyncEngine:
    engine = make_engine(file)
    try:
        await migrate(engine)
    except SQLAlchemyError:
        await engine.dispose()
        raise SettingWrong(f"DATABASE_URL names a file that cannot be used: {file}.") from None
    return engine


async def _postgres(url: str) -> AsyncEngine:
    from storage.postgres import connect, schema

    where = connect.parse(url)
    await connect.try_first(where)
    engine = connect.make_engine(where)
    try:
        await schema.migrate(engine, where)
    except SettingWrong:
        await engine.dispose()
        raise
    return engine


@asynccontextmanager
async def _looking(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One state, whatever others write meanwhile."""
    if engine.dialect.name == "sqlite":
        looks = engine.execution_options(**{LOOK: True})
    else:
        looks = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    async with looks.connect() as connection:
        yield connection


def main() -> None:
    """Prints a count for each table, or the sentence that says what is wrong."""
    if len(sys.argv) != 3:
        sys.exit("python -m storage.copy SOURCE_URL TARGET_URL")

    def say(line: str) -> None:
        print(line, flush=True)  # noqa: T201 - the program's own output

    try:
        asyncio.run(copy(sys.argv[1], sys.argv[2], say=say))
    except ClaimdeskError as wrong:
        sys.exit(wrong.reason)
    say("All is copied.")


if __name__ == "__main__":
    main()
