"""What fails always is given up, told, and not asked for again until a person does."""

from datetime import timedelta

from bot.model.ids import PlaceId, PostKey
from bot.model.post import Post, PostKind
from bot.model.task import Task
from storage.database import Database
from storage.tries import MOST_TRIES
from tests.storage.tasks import W, enqueue, task, work
from tests.support.hours import NOON, Hours


async def test_what_fails_always_is_given_up_and_told_once(database: Database, hours: Hours) -> None:
    ran, told = list[str](), list[str]()

    async def handler(one: Task) -> None:
        ran.append(one.key)
        if one.key == "bad":
            raise OSError

    async def buried(one: Task) -> None:
        told.append(one.key)

    await enqueue(database, task("bad"), task("behind"))
    for _ in range(MOST_TRIES + 2):
        await work(database, handler, buried=buried)
        await hours.pass_by(timedelta(minutes=10))
    assert (told, ran) == (["bad"], ["bad"] * MOST_TRIES + ["behind"])
    assert await database.queue.dead() == ["bad"]


async def test_a_dead_task_lives_again_when_somebody_asks_anew(database: Database, hours: Hours) -> None:
    well, ran = list[bool](), list[str]()

    async def handler(one: Task) -> None:
        if not well:
            raise OSError
        ran.append(one.key)

    await enqueue(database, task("bad"))
    for _ in range(MOST_TRIES + 1):
        await work(database, handler)
        await hours.pass_by(timedelta(minutes=10))
    well.append(True)
    await enqueue(database, task("bad"))
    await work(database, handler)
    assert ran == ["bad"]
    assert await database.queue.dead() == []


async def test_what_was_given_up_is_not_owed_any_more(database: Database, hours: Hours) -> None:
    async def handler(_: Task) -> None:
        raise OSError

    async with database.ledger.begin(W) as tx:
        for key in ("bad", "fresh"):
            await tx.posts.owe(
                Post(key=PostKey(key), place=PlaceId("desk"), kind=PostKind.LINE, owed_at=NOON, text="hello")
            )
    await enqueue(database, task("deliver:bad"))
    for _ in range(MOST_TRIES):
        await work(database, handler)
        await hours.pass_by(timedelta(minutes=10))
    owed = await database.ledger.owed(before=NOON + timedelta(days=1))
    assert owed.posts == [(W, "fresh")]
