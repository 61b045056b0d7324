"""What the tests of PostgreSQL alone share."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from storage.database import Database, open_database
from tests.support.postgres import Server, server

Other = Callable[[str, str], Awaitable[asyncio.subprocess.Process]]


@pytest.fixture
def address(emptied: Callable[[], str]) -> str:
    """An empty PostgreSQL database of the newest shape."""
    return emptied()


@pytest.fixture
async def pair(address: str, now: Callable[[], datetime]) -> AsyncIterator[tuple[Database, Database]]:
    """The same PostgreSQL database, opened twice, as two processes would."""
    async with open_database(address, now=now) as one, open_database(address, now=now) as two:
        yield one, two


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that the test may crash."""
    with server() as running:
        yield running


@asynccontextmanager
async def _other(url: str, mode: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.storage.other_process",
        url,
        mode,
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        assert process.stdout is not None
        await process.stdout.read()
        await process.wait()


@pytest.fixture
async def other() -> AsyncIterator[Other]:
    """Starts other processes, which end with the test."""
    async with AsyncExitStack() as processes:

        async def start(url: str, mode: str) -> asyncio.subprocess.Process:
            return await processes.enter_async_context(_other(url, mode))

        yield start
