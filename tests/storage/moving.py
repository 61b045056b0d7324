"""A database of an older shape, brought up to date and back, on both databases."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Row, select

from storage.migrate import config, migrate, ours
from storage.rows import METADATA
from tests.storage.first_shape import engine_of


def made(
    request: pytest.FixtureRequest, tmp_path: Path, make: Callable[[str], Coroutine[None, None, None]]
) -> Iterator[str]:
    """The address of a database that `make` has filled: on SQLite or PostgreSQL, as the parameter says."""
    if request.param == "sqlite":
        asyncio.run(make(f"sqlite:///{tmp_path}/old.db"))
        yield f"sqlite:///{tmp_path}/old.db"
    else:
        with request.getfixturevalue("postgres").database() as address:
            asyncio.run(make(address))
            yield address


async def differences(address: str) -> list[object]:
    """What differs between its tables, once brought up to date, and those of the rows."""

    def compared(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        return list(compare_metadata(context, METADATA))

    engine = engine_of(address)
    await migrate(engine)
    async with engine.connect() as connection:
        found = await connection.run_sync(compared)
    await engine.dispose()
    return found


def everything(connection: Connection) -> Mapping[str, list[Row[tuple[object, ...]]]]:
    """Every row of every table of ours."""
    tables = MetaData()
    tables.reflect(connection, only=lambda name, _: name in METADATA.tables)
    return {table.name: sorted(connection.execute(select(table)), key=repr) for table in tables.sorted_tables}


def back_to(connection: Connection, revision: str) -> None:
    """The way back to an older shape."""
    to = config()
    to.attributes["connection"] = connection
    command.downgrade(to, revision)
