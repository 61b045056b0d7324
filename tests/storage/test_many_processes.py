"""Processes share the work on PostgreSQL, die, and see the database die; nothing is lost."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import psycopg
import pytest

from bot.errors import NotWritten
from bot.model.ids import WorkspaceId
from bot.model.task import Task
from bot.ports import Handler
from storage.database import Database, open_database
from tests.storage.conftest import Other
from tests.support.postgres import Server

W = WorkspaceId("web")


async def enqueue(database: Database, *keys: str, channel: str | None = None) -> None:
    async with database.ledger.begin(W) as tx:
        for key in keys:
            await tx.tasks.enqueue(Task(workspace=W, kind="do", key=key, channel=channel or key))


async def line(process: Process) -> str:
    """The next thing that another process says."""
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), 30)).decode().strip()


@asynccontextmanager
async def working(database: Database, handler: Handler) -> AsyncIterator[None]:
    """While the block lasts."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(database.queue.work({"do": handler}, buried=handler, stop=stop))
        try:
            yield
        finally:
            stop.set()


async def test_what_ran_in_a_process_that_was_killed_runs_in_another(
    address: str, other: Other, now: Callable[[], datetime]
) -> None:
    ran: asyncio.Queue[str] = asyncio.Queue()

    async def handler(one: Task) -> None:
        await ran.put(one.key)

    async with open_database(address, now=now) as database:
        await enqueue(database, "cut off", "behind", channel="one")
        doomed = await other(address, "hang")
        assert await line(doomed) == "cut off"
        await enqueue(database, "cut off", channel="one")
        doomed.kill()
        async with working(database, handler):
            assert [await ran.get(), await ran.get()] == ["cut off", "behind"]
            await database.queue.idle()
        assert ran.empty()


async def test_two_processes_share_the_work_and_nothing_runs_twice(
    address: str, other: Other, now: Callable[[], datetime]
) -> None:
    here: Counter[str] = Counter()
    keys = {str(number) for number in range(100)}

    async def handler(one: Task) -> None:
        await asyncio.sleep(0.01)
        here[one.key] += 1

    async with open_database(address, now=now) as database:
        helper = await other(address, "share")
        await enqueue(database, "awake")
        assert await line(helper) == "awake"
        async with working(database, handler):
            await enqueue(database, *keys)
            await database.queue.idle()
    helper.kill()
    assert helper.stdout is not None
    there = Counter((await helper.stdout.read()).decode().split())
    assert here + there == Counter(keys)
    assert here
    assert there


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
async def test_a_database_that_goes_away_while_tasks_run_costs_nothing(
    own_server: Server, now: Callable[[], datetime], how: signal.Signals
) -> None:
    ran: asyncio.Queue[str] = asyncio.Queue()
    down, up = asyncio.Event(), asyncio.Event()

    async def handler(one: Task) -> None:
        if one.key == "long":
            down.set()
            await up.wait()
        await ran.put(one.key)

    with own_server.database() as url:
        async with open_database(url, now=now) as database, working(database, handler):
            await enqueue(database, "long")
            await down.wait()
            own_server.stop(how)
            up.set()
            assert not await database.answers()
            own_server.start()
            await enqueue(database, "after", "long")
            seen = Counter[str]()
            while not (seen["after"] and seen["long"] >= 2):
                seen[await ran.get()] += 1
            await database.queue.idle()
            assert await database.queue.dead() == []
        assert seen["after"] == 1


async def test_a_stop_while_the_database_is_away_is_not_held_up(
    own_server: Server, now: Callable[[], datetime]
) -> None:
    async def handler(_: Task) -> None:
        return

    with own_server.database() as url:
        async with open_database(url, now=now) as database, asyncio.timeout(9), working(database, handler):
            await enqueue(database, "one")
            await database.queue.idle()
            own_server.stop(signal.SIGQUIT)
        own_server.start()


async def test_a_database_that_goes_away_in_the_middle_is_said_in_a_sentence(
    own_server: Server, now: Callable[[], datetime]
) -> None:
    async def cut_off(database: Database) -> None:
        async with database.ledger.begin(W) as tx:
            own_server.stop(signal.SIGQUIT)
            await tx.tasks.enqueue(Task(workspace=W, kind="do", key="key", channel="channel"))

    with own_server.database() as url:
        async with open_database(url, now=now) as database:
            for attempt in (cut_off(database), enqueue(database, "key")):
                with pytest.raises(NotWritten):
                    await attempt
        own_server.start()


async def test_a_database_that_only_reads_is_said_in_a_sentence(
    own_server: Server, now: Callable[[], datetime]
) -> None:
    with own_server.database() as url:
        async with open_database(url, now=now):
            pass
        own_server.run(f"ALTER DATABASE {url.rpartition('/')[2]} SET default_transaction_read_only = on")
        async with open_database(url, now=now) as database:
            with pytest.raises(NotWritten):
                await enqueue(database, "key")


async def test_one_holds_a_gateway_and_another_takes_over_when_it_is_killed(
    address: str, other: Other, now: Callable[[], datetime]
) -> None:
    first = await other(address, "hold")
    assert await line(first) == "held"
    async with open_database(address, now=now) as database, asyncio.TaskGroup() as group:

        async def stand_by() -> bool:
            async with database.gateway("slack") as lost:
                return lost.is_set()

        waiting = group.create_task(stand_by())
        async with database.gateway("discord") as lost:
            assert not lost.is_set()
        assert not waiting.done()
        first.kill()
    assert waiting.result() is False


async def test_who_lost_the_connection_that_holds_a_gateway_is_told(
    address: str, now: Callable[[], datetime]
) -> None:
    async with open_database(address, now=now) as database, database.gateway("slack") as lost:
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        await lost.wait()
    async with open_database(address, now=now) as database, database.gateway("slack") as lost:
        assert not lost.is_set()


async def test_a_gateway_is_free_again_after_its_holder_let_go(database: Database) -> None:
    for _ in range(2):
        async with database.gateway("slack") as lost:
            assert not lost.is_set()
