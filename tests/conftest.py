"""What many tests share: a clock that stands still, a real database in a file of its own."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database, open_sqlite
from tests.support.room import Room

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> Callable[[], datetime]:
    """Noon, always."""
    return lambda: NOON


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the newest shape, made once."""
    file = tmp_path_factory.mktemp("template") / "claimdesk.db"

    async def make() -> None:
        async with open_sqlite(file, now=lambda: NOON):
            pass

    asyncio.run(make())
    return file


@pytest.fixture
async def database(tmp_path: Path, template: Path, now: Callable[[], datetime]) -> AsyncIterator[Database]:
    """A fresh database."""
    shutil.copy(template, tmp_path / "claimdesk.db")
    async with open_sqlite(tmp_path / "claimdesk.db", now=now) as opened:
        yield opened


@pytest.fixture
def room(database: Database) -> Room:
    """A newsroom on that database."""
    return Room(database)
