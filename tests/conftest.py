"""What many tests share: a clock that stands still, a real database of each kind, a fresh one a test."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database, open_database
from storage.rows import METADATA
from tests.support.hours import NOON, Hours
from tests.support.postgres import Server, server
from tests.support.room import Room

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# What is started again and again, programs and migrations, is compiled once, also where the machine is told
# to keep nothing.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A file is the work of one worker. These take longest: begun last they would leave the other one idle.
LONGEST = (
    "test_every_step.py",
    "test_killer.py",
    "test_deciding.py",
    "test_program.py",
    "test_slack_program.py",
    "test_reader.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that take longest first."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture
def now() -> Callable[[], datetime]:
    """Noon, always."""
    return lambda: NOON


def _make(url: str) -> None:
    async def make() -> None:
        async with open_database(url, now=lambda: NOON):
            pass

    asyncio.run(make())


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of the newest shape, made once."""
    file = tmp_path_factory.mktemp("template") / "claimdesk.db"
    _make(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, one a run; its database `template` has the newest shape."""
    with server() as running:
        running.run("CREATE DATABASE template TEMPLATE template0")
        _make(running.url("template"))
        yield running


@pytest.fixture(scope="session")
def emptied(postgres: Server) -> Iterator[Callable[[], str]]:
    """Empties one database again and again: a new one would take 0.4 s a test."""
    tables = [table.name for table in reversed(METADATA.sorted_tables)]
    tables += ["procrastinate_jobs", "procrastinate_workers"]
    wipe = "; ".join(f'DELETE FROM "{table}"' for table in tables)
    with postgres.database(template="template") as address:

        def empty() -> str:
            postgres.run(wipe, database=address.rpartition("/")[2])
            return address

        yield empty


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "postgres":
        return str(request.getfixturevalue("emptied")())
    shutil.copy(request.getfixturevalue("template"), tmp_path / "claimdesk.db")
    return f"sqlite:///{tmp_path}/claimdesk.db"


@pytest.fixture
def hours(url: str) -> Hours:
    """Noon, until the test lets time go by."""
    return Hours(url)


@pytest.fixture
async def database(url: str, hours: Hours) -> AsyncIterator[Database]:
    """A fresh database of each kind."""
    async with open_database(url, now=hours) as opened:
        yield opened


@pytest.fixture
def room(database: Database) -> Room:
    """A newsroom on that database."""
    return Room(database)
