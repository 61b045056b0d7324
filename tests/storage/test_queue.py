"""The contract of the queue, on both databases: HOUSE decision 4."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import NotWritten
from bot.model.task import LATE, Task
from storage.database import Database, open_sqlite
from storage.tries import AT_ONCE
from tests.storage.tasks import W, enqueue, nothing, task, work
from tests.support.hours import Hours


async def test_what_was_enqueued_runs_once_in_the_order_of_its_channel(database: Database) -> None:
    ran: list[str] = []

    async def handler(one: Task) -> None:
        await asyncio.sleep(0.01 if one.key == "1" else 0)
        ran.append(one.args["key"])

    await enqueue(database, *(task(str(number)) for number in range(5)))
    await work(database, handler)
    await work(database, handler)
    assert ran == ["0", "1", "2", "3", "4"]


async def test_a_transaction_that_fails_leaves_no_task(database: Database) -> None:
    ran: list[str] = []

    async def handler(one: Task) -> None:
        ran.append(one.key)

    try:
        async with database.ledger.begin(W) as tx:
            await tx.tasks.enqueue(task("gone"))
            raise LookupError
    except LookupError:
        pass
    await work(database, handler)
    assert ran == []


async def test_channels_do_not_wait_for_each_other(database: Database) -> None:
    other_ran = asyncio.Event()

    async def handler(one: Task) -> None:
        if one.key == "slow":
            await other_ran.wait()
        else:
            other_ran.set()

    await enqueue(database, task("slow", channel="one"), task("quick", channel="two"))
    await work(database, handler)
    assert other_ran.is_set()


async def test_a_key_that_waits_is_not_queued_twice(database: Database) -> None:
    ran: list[str] = []

    async def handler(one: Task) -> None:
        ran.append(one.key)

    await enqueue(database, task("same"), task("same"))
    await enqueue(database, task("same"))
    await work(database, handler)
    assert ran == ["same"]


async def test_a_key_enqueued_while_it_runs_runs_again(database: Database) -> None:
    ran: list[str] = []

    async def handler(one: Task) -> None:
        ran.append(one.key)
        if len(ran) == 1:
            await enqueue(database, task("same"))

    await enqueue(database, task("same"))
    await work(database, handler)
    assert ran == ["same", "same"]


async def test_a_task_waits_for_its_time_and_holds_up_nothing(database: Database, hours: Hours) -> None:
    ran: list[str] = []

    async def handler(one: Task) -> None:
        ran.append(one.key)

    await enqueue(database, task("later", not_before=hours.ahead(timedelta(hours=1))), task("now"))
    await work(database, handler)
    assert ran == ["now"]
    await hours.pass_by(timedelta(hours=1))
    await work(database, handler)
    assert ran == ["now", "later"]


async def test_a_failed_task_holds_its_channel_and_runs_again(database: Database, hours: Hours) -> None:
    ran, failures = list[str](), [OSError(), OSError()]

    async def handler(one: Task) -> None:
        if failures and one.key == "first":
            raise failures.pop()
        ran.append(one.key)

    await enqueue(database, task("first"), task("second"), task("elsewhere", channel="other"))
    await work(database, handler)
    assert ran == ["elsewhere"]
    for _ in range(2):
        await hours.pass_by(timedelta(minutes=1))
        await work(database, handler)
    assert ran == ["elsewhere", "first", "second"]


async def test_a_key_enqueued_while_it_fails_waits_once_and_keeps_its_place(
    database: Database, hours: Hours
) -> None:
    ran: list[str] = []

    async def handler(one: Task) -> None:
        ran.append(one.key)
        if ran == ["same"]:
            await enqueue(database, task("behind"), task("same"))
            raise OSError

    await enqueue(database, task("same"))
    await work(database, handler)
    assert ran == ["same"]
    await hours.pass_by(timedelta(minutes=1))
    await work(database, handler)
    assert ran == ["same", "same", "behind"]


async def test_what_ran_when_the_process_died_runs_again_at_the_next_start(
    tmp_path: Path, now: Callable[[], datetime]
) -> None:
    ran: list[str] = []
    started = asyncio.Event()

    async def hang(_: Task) -> None:
        started.set()
        await asyncio.Event().wait()

    async def handler(one: Task) -> None:
        ran.append(one.key)

    file = tmp_path / "own.db"
    async with open_sqlite(file, now=now) as database:
        await enqueue(database, task("cut off"))
        async with asyncio.TaskGroup() as group:
            working = group.create_task(
                database.queue.work({"do": hang}, buried=nothing, stop=asyncio.Event())
            )
            await started.wait()
            working.cancel()
    async with open_sqlite(file, now=now) as database:
        await work(database, handler)
    assert ran == ["cut off"]


async def test_stop_lets_what_runs_come_to_its_end(database: Database) -> None:
    ran: list[str] = []
    stop, started = asyncio.Event(), asyncio.Event()

    async def handler(one: Task) -> None:
        started.set()
        await asyncio.sleep(0.05)
        ran.append(one.key)

    await enqueue(database, task("one"), task("two"))
    async with asyncio.TaskGroup() as group:
        group.create_task(database.queue.work({"do": handler}, buried=nothing, stop=stop))
        await started.wait()
        stop.set()
    assert ran == ["one"]
    await work(database, handler)
    assert ran == ["one", "two"]


async def test_what_may_be_late_gives_way_to_what_came_after_it(database: Database) -> None:
    ran: list[str] = []

    async def handler(one: Task) -> None:
        ran.append(one.key)

    reading = [task(f"read-{number}", channel=f"{LATE}{number}") for number in range(AT_ONCE + 8)]
    await enqueue(database, *reading, task("deliver"))
    await work(database, handler)
    assert "deliver" in ran[: AT_ONCE + 1]
    assert len(ran) == AT_ONCE + 9


async def test_a_giving_up_that_cannot_be_written_is_done_again(database: Database, hours: Hours) -> None:
    trouble, told = [NotWritten("The database is away.")], list[str]()

    async def handler(_: Task) -> None:
        raise OSError

    async def buried(one: Task) -> None:
        if trouble:
            raise trouble.pop()
        told.append(one.key)

    await enqueue(database, task("bad"))
    for _ in range(12):
        await work(database, handler, buried=buried)
        await hours.pass_by(timedelta(minutes=10))
    assert told == ["bad"]
    assert await database.queue.dead() == ["bad"]
