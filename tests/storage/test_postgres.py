"""What only PostgreSQL does: many processes, addresses that are wrong, a server that goes away."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, make_url

from bot.errors import SettingWrong
from bot.model.ids import PlaceId, StoryId, WorkspaceId
from storage.database import Database, open_database
from storage.migrate import ours
from storage.postgres.connect import make_engine
from storage.rows import METADATA
from tests.support.hours import NOON
from tests.support.postgres import PASSWORD, Server
from tests.support.room import DESK, ROSA, Room

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")
LINK = "https://paper.example.org/news/bridge-closes-4711"


async def test_the_migrations_make_the_tables_that_the_rows_describe(address: str) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        return list(compare_metadata(context, METADATA))

    engine = make_engine(make_url(address))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_processes_that_start_together_make_the_tables_once(
    postgres: Server, now: Callable[[], datetime]
) -> None:
    async def start(url: str) -> None:
        async with open_database(url, now=now) as database:
            async with database.ledger.begin(W) as tx:
                await tx.inbox.take("event", at=NOON)
            assert await database.answers()

    with postgres.database() as fresh:
        async with asyncio.TaskGroup() as group:
            for _ in range(4):
                group.create_task(start(fresh))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "hunter2"}, "has a user or password that PostgreSQL at 127.0.0.1:PORT does not take"),
        ({"username": "nobody"}, "has a user or password that PostgreSQL at 127.0.0.1:PORT does not take"),
        ({"database": "none"}, "names the database none, which does not exist at 127.0.0.1:PORT"),
        ({"port": 1}, "names a PostgreSQL at 127.0.0.1:1 that does not answer"),
        (
            {"host": "no-such-host.invalid"},
            "names a PostgreSQL at no-such-host.invalid:PORT that does not answer",
        ),
        ({"database": "poor", "username": "poor"}, "names a database that is not Claimdesk's, or in which"),
        ({"query": {"colour": "blue"}}, "has a part that PostgreSQL does not understand"),
    ],
)
async def test_an_address_that_does_not_work_is_one_sentence_without_the_password(
    postgres: Server,
    now: Callable[[], datetime],
    caplog: pytest.LogCaptureFixture,
    change: dict[str, object],
    sentence: str,
) -> None:
    postgres.run(
        "DROP DATABASE IF EXISTS poor",
        "DROP ROLE IF EXISTS poor",
        f"CREATE ROLE poor LOGIN PASSWORD '{PASSWORD}'",
        "CREATE DATABASE poor",
    )
    caplog.set_level(logging.DEBUG)
    url = make_url(postgres.url("template")).set(**change)  # type: ignore[arg-type]
    with pytest.raises(SettingWrong) as wrong:
        async with open_database(url.render_as_string(hide_password=False), now=now):
            pass
    assert wrong.value.reason.startswith(f"DATABASE_URL {sentence.replace('PORT', str(postgres.port))}")
    assert wrong.value.reason.endswith(".")
    for secret in ("hunter2", PASSWORD, "p%40ss"):
        assert secret not in wrong.value.reason + caplog.text


async def test_the_old_name_of_the_scheme_works(address: str, now: Callable[[], datetime]) -> None:
    async with open_database(address.replace("postgresql://", "postgres://"), now=now) as database:
        assert await database.answers()


async def test_the_same_link_at_once_in_two_processes_is_one_story(pair: tuple[Database, Database]) -> None:
    rooms = [Room(database) for database in pair]
    rooms[0].pages.pages[LINK] = "Bridge closes today\nIt carried 40,000 cars a day."
    async with asyncio.TaskGroup() as group:
        for number, room in enumerate(rooms * 5):
            group.create_task(room.paste(LINK, event=f"paste {number}", by=ROSA))
    await rooms[0].settle()
    (story,) = await rooms[1].stories()
    assert len(story.tips) == 10


async def test_the_same_event_at_once_in_two_processes_counts_once(pair: tuple[Database, Database]) -> None:
    async def take(database: Database) -> bool:
        async with database.ledger.begin(W) as tx:
            return await tx.inbox.take("event", at=NOON)

    assert sorted(await asyncio.gather(*(take(database) for database in pair * 8))) == [False] * 15 + [True]


async def test_stories_are_numbered_without_gap_by_two_processes(pair: tuple[Database, Database]) -> None:
    async def number(database: Database) -> int:
        async with database.ledger.begin(W) as tx:
            return await tx.desks.next_number(DESK)

    numbers = await asyncio.gather(*(number(database) for database in pair * 10))
    assert sorted(numbers) == list(range(1, 21))


async def test_who_writes_in_one_workspace_waits_for_nobody_in_another(
    pair: tuple[Database, Database],
) -> None:
    one, two = pair
    async with one.ledger.begin(W) as mine:
        await mine.inbox.take("mine", at=NOON)
        async with two.ledger.begin(OTHER) as theirs:
            assert await theirs.inbox.take("mine", at=NOON)


async def test_what_one_looks_at_does_not_change_while_it_looks(pair: tuple[Database, Database]) -> None:
    one, two = pair
    async with one.ledger.look(W) as tx:
        assert await tx.posts.whispers(ROSA.id, limit=5) == []
        room = Room(two)
        await room.paste(LINK)
        await room.settle()
        assert await tx.posts.whispers(ROSA.id, limit=5) == []
    async with one.ledger.look(W) as tx:
        assert await tx.posts.whispers(ROSA.id, limit=5)


async def test_who_only_looks_cannot_write(pair: tuple[Database, Database]) -> None:
    with pytest.raises(Exception, match="read-only transaction"):
        async with pair[0].ledger.look(W) as tx:
            await tx.stories.name(StoryId("story"), PlaceId("desk"), LINK)


async def test_who_waits_for_a_change_hears_of_another_process(pair: tuple[Database, Database]) -> None:
    one, two = pair
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(one.ledger.changed(W, since=0))
        async with two.ledger.begin(OTHER) as tx:
            await tx.inbox.take("theirs", at=NOON)
        async with two.ledger.begin(W) as tx:
            await tx.inbox.take("ours", at=NOON)
    assert waiting.result() == 1


async def test_after_a_gap_everybody_is_told(
    pair: tuple[Database, Database], postgres: Server, address: str
) -> None:
    one, _ = pair
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(one.ledger.changed(W, since=0))
        await end_all(address)
    assert waiting.result() == 1
    assert await one.answers()


async def end_all(address: str) -> None:
    """Ends every other connection to the database, as a restart would."""
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
