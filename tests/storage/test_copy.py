"""Moving from one database to another loses nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import AlreadyRunning, ChatBusy, ChatFailed, SettingWrong
from bot.model.ids import StoryId, WorkspaceId
from bot.model.task import Task
from bot.ports import Ledger
from storage.copy import copy
from storage.database import Database, open_database
from storage.tries import MOST_TRIES
from tests.storage.everything import one_of_everything
from tests.storage.tasks import enqueue, task, work
from tests.support.fakes import FakeChat, FakePages
from tests.support.hours import NOON, Hours
from tests.support.room import DESK, ROSA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(["Bridge closes today", *(f"It carried {n},000 cars in May." for n in range(1, 6))])
W = WorkspaceId("web")


def quiet(_: str) -> None:
    return


@pytest.fixture
def target(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An empty database of the other kind."""
    if url.startswith("sqlite"):
        return str(request.getfixturevalue("emptied")())
    return f"sqlite:///{tmp_path}/moved.db"


async def busy_day(database: Database) -> Room:
    """A story with claims, one of everything that people do with one, a task that waits."""
    room = Room(database, pages=FakePages({LINK: PAGE}))
    await room.paste(LINK)
    await room.settle()
    (story,) = await room.stories()
    async with database.ledger.begin(W) as tx:
        await one_of_everything(tx, story.claims[0].claim.id, key="one")
    await room.paste("https://paper.example.org/news/another-1")
    return room


async def state(ledger: Ledger) -> list[object]:
    """What people would see of it."""
    async with ledger.look(W) as tx:
        stories = await tx.stories.newest(DESK, limit=10)
        ids = [story.id for story in stories]
        claims = await tx.claims.of_stories(ids)
        keys = [claim.id for _, claim in claims]
        return [
            stories,
            claims,
            await tx.stories.tips(ids),
            [await tx.stories.text(StoryId(story)) for story in ids],
            await tx.desks.get(DESK),
            await tx.desks.digests(DESK),
            await tx.ballots.of(keys),
            await tx.acts.of(keys),
            await tx.decisions.of(keys),
            await tx.recalls.open_of(keys),
            await tx.news.untold(ROSA.id),
            await tx.snapshots.latest(DESK, limit=10),
            await tx.reminders.of(claim=keys[0]),
            await tx.posts.notices(DESK, limit=10),
            await tx.claims.search(["one"], limit=10),
            await tx.claims.search(["cars"], limit=10),
            [await tx.history.of_claim(key) for key in keys],
            await tx.posts.of_claims(keys),
            await tx.lines.latest(DESK, limit=10),
        ]


async def test_all_is_there_after_the_move_and_what_was_owed_is_done(
    url: str, target: str, now: Callable[[], datetime]
) -> None:
    async with open_database(url, now=now) as database:
        await busy_day(database)
        before = await state(database.ledger)
        assert all(before)
    counts: list[str] = []
    await copy(url, target, say=counts.append)
    assert {"story: 2", "claim: 5", "ballot: 1", "act: 4", "decision: 2", "unfinished tasks: 1"} <= set(
        counts
    )
    async with open_database(target, now=now) as database:
        assert await state(database.ledger) == before
        room = Room(database, pages=FakePages({"https://paper.example.org/news/another-1": PAGE}))
        await room.settle()
        assert len(await room.stories()) == 2
        async with database.ledger.begin(W) as tx:
            assert not await tx.inbox.take("event-0", at=NOON)
            assert await tx.desks.next_number(DESK) == 3


async def test_a_task_that_was_given_up_stays_given_up(url: str, target: str, hours: Hours) -> None:
    async with open_database(url, now=hours) as database:
        room = Room(database, pages=FakePages({LINK: PAGE}), chat=FakeChat(failures=[ChatFailed("no")] * 99))
        await room.paste(LINK)
        owed = 5  # a welcome, a card, three claims
        for _ in range(owed * MOST_TRIES):
            await room.settle()
            await hours.pass_by(timedelta(minutes=10))
        dead = await database.queue.dead()
        assert len(dead) == owed
    await copy(url, target, say=quiet)
    async with open_database(target, now=hours) as database:
        assert await database.queue.dead() == dead
        assert (await database.ledger.owed(before=NOON + timedelta(days=1))).posts == []


async def test_a_task_whose_platform_asked_to_wait_keeps_its_place(url: str, target: str) -> None:
    # The two databases count by two clocks, so both are set to the real one.
    clock, ran = Hours(url, time=datetime.now(UTC)), list[str]()

    async def handler(one: Task) -> None:
        if one.key == "first":
            raise ChatBusy("Slack asks to wait.", seconds=60)
        ran.append(one.key)

    async with open_database(url, now=clock) as database:
        await enqueue(database, task("first"), task("second"))
        await work(database, handler)
    await copy(url, target, say=quiet)
    async with open_database(target, now=clock) as database:
        await work(database, handler)
        await enqueue(database, task("third", channel="other"))
        await work(database, handler)
    assert ran == ["third"]


async def test_a_target_that_holds_something_is_refused_and_left_alone(
    url: str, target: str, now: Callable[[], datetime]
) -> None:
    async with open_database(target, now=now) as database, database.ledger.begin(W) as tx:
        await tx.tasks.enqueue(Task(workspace=W, kind="do", key="key", channel="desk"))
    with pytest.raises(SettingWrong, match="The target is not empty"):
        await copy(url, target, say=quiet)


async def test_a_file_on_which_a_desk_runs_is_refused(
    tmp_path: Path, address: str, now: Callable[[], datetime]
) -> None:
    running = f"sqlite:///{tmp_path}/running.db"
    async with open_database(running, now=now):
        with pytest.raises(AlreadyRunning):
            await copy(running, address, say=quiet)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("sqlite:////nowhere/desk.db", "The source is a file that is not there."),
        (
            "postgresql://a:hunter2@127.0.0.1:1/x",
            "The source names a PostgreSQL at 127.0.0.1:1 that",
        ),
    ],
)
async def test_a_source_that_is_not_there_is_one_sentence(tmp_path: Path, source: str, sentence: str) -> None:
    with pytest.raises(SettingWrong, match=sentence):
        await copy(source, f"sqlite:///{tmp_path}/new.db", say=quiet)
