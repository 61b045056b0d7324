"""One process holds a gateway; when it dies another takes over."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import psycopg
from sqlalchemy import URL

from storage.background import beside
from storage.postgres.connect import connect, until_gone

log = logging.getLogger(__name__)

TRY_SECONDS = 1.0
_TAKE = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"


@asynccontextmanager
async def hold(url: URL, name: str) -> AsyncIterator[asyncio.Event]:
    """Waits until the gateway is ours; the event is set once it may be another's."""
    connection = await _take(url, f"gateway:{name}")
    lost = asyncio.Event()
    async with connection, beside(_watch(connection, lost), name=f"gateway {name}"):
        yield lost


async def _take(url: URL, lock: str) -> psycopg.AsyncConnection[Any]:
    while True:
        try:
            async with AsyncExitStack() as stack:
                connection = await stack.enter_async_context(await connect(url))
                while not await _taken(connection, lock):  # noqa: ASYNC110 - the holder is another process
                    await asyncio.sleep(TRY_SECONDS)
                stack.pop_all()
                return connection
        except psycopg.Error as wrong:
            log.warning("a gateway waits for the database: %s", type(wrong).__name__)
        await asyncio.sleep(TRY_SECONDS)


async def _taken(connection: psycopg.AsyncConnection[Any], lock: str) -> bool:
    row = await (await connection.execute(_TAKE, (lock,))).fetchone()
    return row is not None and bool(row[0])


async def _watch(connection: psycopg.AsyncConnection[Any], lost: asyncio.Event) -> None:
    async def hear(_: str) -> None:
        return

    try:
        await until_gone(connection, hear=hear)
    except (psycopg.Error, TimeoutError):
        lost.set()
