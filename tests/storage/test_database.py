"""The database as a whole: its shape, who may open it, what a transaction keeps apart."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, make_url, text

from bot.errors import AlreadyRunning, SettingWrong
from bot.model.ids import MessageId, PlaceId, PostKey, StoryId, WorkspaceId
from bot.model.post import Entry, Post, PostKind
from bot.model.story import Story, StoryState
from storage.database import Database, open_database, open_sqlite
from storage.migrate import ours
from storage.postgres.connect import make_engine as make_postgres_engine
from storage.rows import METADATA
from storage.sqlite import make_engine
from tests.support.hours import NOON

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")


def story(number: int) -> Story:
    return Story(
        id=StoryId(f"story-{number}"),
        place=PlaceId("desk"),
        url="https://paper.example.org/x",
        address="https://paper.example.org/x",
        state=StoryState.READING,
        created_at=NOON,
    )


async def test_the_migrations_make_the_tables_that_the_rows_describe(template: Path) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        return list(compare_metadata(context, METADATA))

    engine = make_engine(template)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_every_table_but_the_queue_is_keyed_by_workspace_first() -> None:
    firsts = {table.name: next(iter(table.primary_key.columns)).name for table in METADATA.sorted_tables}
    assert {name for name, first in firsts.items() if first != "workspace"} == {"task"}


async def test_a_second_process_on_the_same_file_is_refused(
    tmp_path: Path, now: Callable[[], datetime]
) -> None:
    async with open_sqlite(tmp_path / "one.db", now=now):
        with pytest.raises(AlreadyRunning, match="Another Claimdesk is running"):
            async with open_sqlite(tmp_path / "one.db", now=now):
                pass


async def test_a_file_that_is_no_database_is_a_wrong_setting(
    tmp_path: Path, now: Callable[[], datetime]
) -> None:
    (tmp_path / "one.db").write_text("a letter to the editor, long enough to be no header of a database")
    with pytest.raises(SettingWrong, match="DATABASE_URL"):
        async with open_sqlite(tmp_path / "one.db", now=now):
            pass


async def test_a_folder_that_cannot_be_made_is_a_wrong_setting(
    tmp_path: Path, now: Callable[[], datetime]
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingWrong, match="DATABASE_URL"):
        async with open_sqlite(tmp_path / "file" / "one.db", now=now):
            pass


async def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    async def half() -> None:
        async with database.ledger.begin(W) as tx:
            assert await tx.inbox.take("event", at=NOON)
            await tx.stories.add(story(1))
            raise LookupError

    with pytest.raises(LookupError):
        await half()
    async with database.ledger.begin(W) as tx:
        assert await tx.stories.get(StoryId("story-1")) is None
        assert await tx.inbox.take("event", at=NOON)
        assert not await tx.inbox.take("event", at=NOON)


async def test_what_is_written_comes_back_as_it_was(database: Database) -> None:
    async with database.ledger.begin(W) as tx:
        await tx.stories.add(story(1))
        assert await tx.stories.get(StoryId("story-1")) == story(1)
        due = replace(story(1), due_at=NOON + timedelta(hours=6), due_since=NOON)
        await tx.stories.save(due)
    async with database.ledger.look(W) as tx:
        assert await tx.stories.get(StoryId("story-1")) == due


async def test_a_clock_goes_on_from_the_latest_time_that_was_written(database: Database) -> None:
    def at(hours: int) -> datetime:
        return NOON + timedelta(hours=hours)

    assert await database.latest() is None
    async with database.ledger.begin(OTHER) as tx:
        await tx.inbox.take("theirs", at=at(1))
    assert await database.latest() == at(1)
    async with database.ledger.begin(W) as tx:
        await tx.posts.owe(Post(PostKey("line:1"), PlaceId("desk"), PostKind.LINE, at(2), text="Due."))
    assert await database.latest() == at(2)
    async with database.ledger.begin(W) as tx:
        await tx.posts.posted(PostKey("line:1"), ref=MessageId("1"), at=at(4))
    assert await database.latest() == at(4)
    async with database.ledger.begin(W) as tx:
        await tx.history.add(Entry("1", at(3), None, "Rosa", "voted"))
        assert await database.latest() == at(4)
        await tx.history.add(Entry("2", at(5), None, "Rosa", "voted"))
    assert await database.latest() == at(5)


async def test_another_workspace_sees_nothing(database: Database) -> None:
    async with database.ledger.begin(W) as tx:
        await tx.stories.add(story(1))
        await tx.stories.name(StoryId("story-1"), PlaceId("desk"), "https://paper.example.org/x")
    async with database.ledger.look(OTHER) as tx:
        assert await tx.stories.get(StoryId("story-1")) is None
        assert await tx.stories.by_address(PlaceId("desk"), "https://paper.example.org/x") is None
        assert await tx.stories.newest(PlaceId("desk"), limit=5) == []


async def test_who_waits_for_a_change_hears_of_the_next_commit(database: Database) -> None:
    seen = 0
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(database.ledger.changed(W, since=seen))
        await asyncio.sleep(0)
        async with database.ledger.begin(OTHER) as tx:
            await tx.inbox.take("theirs", at=NOON)
        assert not waiting.done()
        async with database.ledger.begin(W) as tx:
            await tx.inbox.take("ours", at=NOON)
    assert waiting.result() == 1


@pytest.fixture
def own(request: pytest.FixtureRequest, url: str) -> Iterator[str]:
    """The address of a database of the test's own, whose tables it may spoil."""
    if url.startswith("sqlite"):
        yield url
    else:
        with request.getfixturevalue("postgres").database(template="template") as address:
            yield address


async def test_a_database_that_a_newer_version_has_used_is_a_wrong_setting(
    own: str, now: Callable[[], datetime]
) -> None:
    file = Path(own.removeprefix("sqlite:///"))
    engine = make_engine(file) if own.startswith("sqlite") else make_postgres_engine(make_url(own))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(SettingWrong, match="a newer Claimdesk"):
        async with open_database(own, now=now):
            pass
