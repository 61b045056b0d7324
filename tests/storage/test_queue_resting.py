"""A platform that asks to wait is waited for, on both databases, and that is no failure."""

from datetime import timedelta

from bot.errors import ChatBusy
from bot.model.task import Task
from storage.database import Database
from storage.tries import MOST_TRIES
from tests.storage.tasks import enqueue, task, work
from tests.support.hours import Hours

MINUTE = timedelta(minutes=1)


class Busy:
    """A handler whose platform asks one key to wait for a minute, this often."""

    def __init__(self, times: int, *, key: str = "first") -> None:
        self.times, self.key, self.ran = times, key, list[str]()

    async def __call__(self, one: Task) -> None:
        if one.key == self.key and self.times:
            self.times -= 1
            raise ChatBusy("Slack asks to wait.", seconds=MINUTE.total_seconds())
        self.ran.append(one.key)


async def test_a_task_that_has_to_wait_holds_its_channel_and_no_other(
    database: Database, hours: Hours
) -> None:
    busy = Busy(1)
    await enqueue(database, task("first"), task("second"), task("elsewhere", channel="other"))
    await work(database, busy)
    assert busy.ran == ["elsewhere"]
    await hours.pass_by(MINUTE - timedelta(seconds=10))
    await work(database, busy)
    assert busy.ran == ["elsewhere"]
    await hours.pass_by(timedelta(seconds=11))
    await work(database, busy)
    assert busy.ran == ["elsewhere", "first", "second"]


async def test_waiting_counts_as_no_try_however_often(database: Database, hours: Hours) -> None:
    busy = Busy(MOST_TRIES * 2)
    await enqueue(database, task("first"))
    for _ in range(MOST_TRIES * 2 + 1):
        await work(database, busy)
        await hours.pass_by(MINUTE)
    assert busy.ran == ["first"]
    assert await database.queue.dead() == []


async def test_what_came_later_and_is_due_does_not_overtake_what_waits(
    database: Database, hours: Hours
) -> None:
    busy = Busy(1)
    await enqueue(database, task("first"))
    await work(database, busy)
    await enqueue(database, task("second"), task("first"))
    await work(database, busy)
    assert busy.ran == []
    await hours.pass_by(MINUTE)
    await work(database, busy)
    assert busy.ran == ["first", "second"]


async def test_once_it_ran_it_holds_nothing_up(database: Database, hours: Hours) -> None:
    busy = Busy(1, key="same")

    async def again(one: Task) -> None:
        await busy(one)
        if busy.ran == ["same"]:
            await enqueue(database, task("same"))

    await enqueue(database, task("same"), task("behind"))
    await work(database, again)
    await hours.pass_by(MINUTE)
    await work(database, again)
    assert sorted(busy.ran) == ["behind", "same", "same"]
