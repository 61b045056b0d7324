"""Connections to PostgreSQL, and what is said of one that cannot be made."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SettingWrong

PING_SECONDS = 3.0
# A machine that vanished is noticed after 25 s, when the server lets go of its locks; we notice sooner.
OPTIONS: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "claimdesk",
    "options": "-c timezone=UTC -c idle_in_transaction_session_timeout=60000"
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
}


def parse(url: str) -> URL:
    """The address in DATABASE_URL; raises SettingWrong."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise SettingWrong("DATABASE_URL is not an address of the form postgresql://…/name.") from None


def conninfo(url: URL) -> str:
    """As libpq reads it, with the password: never to be shown."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def make_engine(url: URL) -> AsyncEngine:
    """At most sixteen connections; one that broke is replaced before it is used."""
    return create_async_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=8,
        connect_args=OPTIONS,
    )


def look(engine: AsyncEngine) -> AsyncEngine:
    """The same engine for readers: what one of them sees does not change while it looks."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


async def connect(url: URL) -> psycopg.AsyncConnection[Any]:
    """A connection of its own, without transactions."""
    return await psycopg.AsyncConnection.connect(conninfo(url), autocommit=True, **OPTIONS)


async def try_first(url: URL) -> None:
    """Raises SettingWrong where the database cannot be used."""
    try:
        async with await connect(url) as connection:
            encoding = connection.info.parameter_status("server_encoding")
    except psycopg.ProgrammingError:
        raise SettingWrong("DATABASE_URL has a part that PostgreSQL does not understand.") from None
    except psycopg.Error as wrong:
        raise SettingWrong(_said(url, str(wrong)) or silent(url)) from None
    if encoding != "UTF8":
        raise SettingWrong(f"DATABASE_URL names a database that is not UTF-8 but {encoding}.")


def _said(url: URL, wrong: str) -> str | None:
    if "authentication failed" in wrong or "no password supplied" in wrong:
        return f"DATABASE_URL has a user or password that PostgreSQL at {_where(url)} does not take."
    if f'database "{url.database}" does not exist' in wrong:
        return f"DATABASE_URL names the database {url.database}, which does not exist at {_where(url)}."
    return None


def silent(url: URL) -> str:
    """What is said of a server that does not answer."""
    return f"DATABASE_URL names a PostgreSQL at {_where(url)} that does not answer."


def _where(url: URL) -> str:
    return f"{url.host or 'this machine'}:{url.port or 5432}"


async def until_gone(
    connection: psycopg.AsyncConnection[Any], *, hear: Callable[[str], Awaitable[None]]
) -> None:
    """Tells `hear` of notifications; raises psycopg.Error or TimeoutError once the connection is gone."""
    while True:
        async for note in connection.notifies(timeout=PING_SECONDS):
            await hear(note.payload)
        async with asyncio.timeout(PING_SECONDS):
            await connection.execute("SELECT 1")
