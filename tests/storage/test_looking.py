"""A database that is only looked at, beside the desk that runs on it."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import InternalError

from bot.errors import NotWritten, SettingWrong
from bot.model.desk import Desk
from bot.model.ids import PlaceId, WorkspaceId
from bot.model.task import Task
from bot.ports import Ledger
from storage.database import Database, look_at, open_database
from storage.migrate import migrate
from tests.storage.first_shape import engine_of

W = WorkspaceId("web")
DESK = PlaceId("desk")
Now = Callable[[], datetime]


async def desk_in(ledger: Ledger) -> Desk:
    async with ledger.look(W) as tx:
        return await tx.desks.get(DESK)


async def test_what_the_running_desk_has_written_is_seen(database: Database, url: str, now: Now) -> None:
    async with look_at(url, zone="Asia/Tokyo") as ledger:
        assert await desk_in(ledger) == Desk(DESK, zone="Asia/Tokyo")
        async with database.ledger.begin(W) as tx:
            await tx.desks.save(Desk(DESK, signoffs=3))
        assert await desk_in(ledger) == Desk(DESK, signoffs=3)


async def test_the_desk_writes_on_while_somebody_looks(database: Database, url: str, now: Now) -> None:
    async with look_at(url) as ledger, ledger.look(W) as theirs:
        assert await theirs.desks.get(DESK) == Desk(DESK)
        async with asyncio.timeout(3), database.ledger.begin(W) as tx:
            await tx.desks.save(Desk(DESK, signoffs=3))
        assert await theirs.desks.get(DESK) == Desk(DESK)


async def test_a_desk_that_does_not_run_is_seen_too(url: str, now: Now) -> None:
    async with open_database(url, now=now) as database, database.ledger.begin(W) as tx:
        await tx.desks.save(Desk(DESK, signoffs=3))
    async with look_at(url) as ledger:
        assert await desk_in(ledger) == Desk(DESK, signoffs=3)
    async with open_database(url, now=now):
        pass


async def test_nothing_is_written(url: str, now: Now) -> None:
    async with look_at(url) as ledger:
        with pytest.raises(NotWritten, match="only reads"):
            async with ledger.begin(W):
                pass
        with pytest.raises(NotWritten, match="only reads"):
            async with ledger.look(W) as tx:
                await tx.tasks.enqueue(Task(workspace=W, kind="do", key="key", channel="desk"))
        with pytest.raises((NotWritten, InternalError)):  # the databases themselves, each in its words
            async with ledger.look(W) as tx:
                await tx.desks.save(Desk(DESK, signoffs=3))
        assert await desk_in(ledger) == Desk(DESK)


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table."""
    if request.param == "sqlite":
        (tmp_path / "bare.db").touch()
        yield f"sqlite:///{tmp_path}/bare.db"
    else:
        with request.getfixturevalue("postgres").database() as address:
            yield address


async def tables(url: str) -> list[str]:
    engine = engine_of(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    return sorted(found)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


async def refused(url: str, now: Now) -> str:
    with pytest.raises(SettingWrong) as wrong:
        async with look_at(url):
            pass
    return wrong.value.reason


async def test_a_database_that_nobody_has_used_is_refused_and_left_alone(bare: str, now: Now) -> None:
    assert "has not used yet; `claimdesk run` makes it ready." in await refused(bare, now)
    assert await tables(bare) == []


async def test_a_database_of_an_older_shape_is_refused_and_left_alone(bare: str, now: Now) -> None:
    engine = engine_of(bare)
    await migrate(engine, revision="0002")
    await engine.dispose()
    before = await tables(bare)
    assert "has not used yet; `claimdesk run` makes it ready." in await refused(bare, now)
    assert await tables(bare) == before
    assert "reminder" not in before


async def test_a_database_of_a_newer_shape_is_refused(bare: str, now: Now) -> None:
    engine = engine_of(bare)
    await migrate(engine)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    assert await refused(bare, now) == "DATABASE_URL names a database that a newer Claimdesk has used."


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, now: Now) -> None:
    said = await refused(f"sqlite:///{tmp_path}/none.db", now)
    assert said == (
        f"DATABASE_URL names a file that cannot be read: {tmp_path}/none.db (No such file or directory)."
    )
    assert names(tmp_path) == []


async def test_a_folder_is_no_file(tmp_path: Path, now: Now) -> None:
    said = await refused(f"sqlite:///{tmp_path}", now)
    assert said == f"DATABASE_URL names a file that cannot be read: {tmp_path} (Is a directory)."


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, now: Now) -> None:
    letter = "a letter to the editor, long enough to be no header of a database"
    (tmp_path / "one.db").write_text(letter)
    said = await refused(f"sqlite:///{tmp_path}/one.db", now)
    assert said == "DATABASE_URL names a database that cannot be read."
    assert (tmp_path / "one.db").read_text() == letter
    assert names(tmp_path) == ["one.db"]


async def test_a_name_that_means_something_in_an_address_is_a_name(tmp_path: Path, now: Now) -> None:
    url = f"sqlite:///{tmp_path}/50% of #1.db"
    async with open_database(url, now=now) as database, database.ledger.begin(W) as tx:
        await tx.desks.save(Desk(DESK, signoffs=3))
    async with look_at(url) as ledger:
        assert await desk_in(ledger) == Desk(DESK, signoffs=3)


async def test_a_server_that_does_not_answer_is_one_sentence_without_the_password(now: Now) -> None:
    said = await refused("postgresql://a:hunter2@127.0.0.1:1/x", now)
    assert said == "DATABASE_URL names a PostgreSQL at 127.0.0.1:1 that does not answer."
