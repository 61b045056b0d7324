"""A desk that was at work before there was Slack goes on with all that it had."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from bot.model.desk import Desk, Layout, Mode
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey
from bot.model.post import Post, PostKind
from bot.ports import Install
from storage.database import open_database
from storage.rows import METADATA
from tests.storage.first_shape import DESK, OTHER, W, at, engine_of
from tests.storage.moving import back_to, differences, everything, made
from tests.storage.third_shape import make_third
from tests.support.hours import NOON

Now = Callable[[], datetime]
CLAIM, ROSA = ClaimId("c1"), PersonId("rosa")
SECRET = "a secret of thirty-two characters"


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the third shape with rows in every table."""
    yield from made(request, tmp_path, make_third)


async def test_what_was_written_stays_and_nothing_is_refused(old: str, now: Now) -> None:
    plain = Desk(DESK, Mode.ASKED, threads=2, own=("house.example",), press=("18:00",), zone="Asia/Tokyo")
    async with open_database(old, now=now) as database:
        async with database.ledger.look(W) as tx:
            assert await tx.desks.all() == [plain]
            assert [post.key for post in await tx.posts.notices(DESK, limit=9)] == ["due:1"]
            assert [post.key for post in await tx.posts.whispers(ROSA, limit=9)] == ["news:1"]
            assert [one.id for one in await tx.reminders.due(DESK, now=at(9), limit=9)] == ["r1"]
            root = await tx.posts.at(DESK, MessageId("c1"))
            assert root is not None
            assert (root.key, root.refused) == ("claim:c1", None)
            assert await tx.claims.search(["bridge", "cars"], limit=9) == ["c2", "c1"]
        owed = await database.ledger.owed(before=at(10))
        assert owed.posts == [(W, "due:1")]
        assert await database.refused() == []
        assert await database.installs.all() == []


async def use(url: str, now: Now) -> None:
    """One of all that is new."""
    async with open_database(url, now=now, secret=SECRET) as database:
        async with database.ledger.begin(W) as tx:
            desk = replace(await tx.desks.get(DESK), layout=Layout.STORY, feeds=PlaceId("far"), added_by=ROSA)
            await tx.desks.save(desk)
            assert await tx.desks.get(DESK) == desk
            await tx.posts.refused(PostKey("due:1"), why="The channel is archived.")
            told = Post(PostKey("told:1"), DESK, PostKind.TOLD, at(9), text="Settled.", to=ROSA)
            await tx.posts.owe(told)
            assert [post.key for post in await tx.posts.refusals(limit=9)] == ["due:1"]
        await database.installs.save(Install(workspace=OTHER, team="T1", token="xoxb-1", at=NOON))
        assert [one.team for one in await database.installs.all()] == ["T1"]


async def test_an_old_desk_can_do_what_is_new(old: str, now: Now) -> None:
    await use(old, now)
    async with open_database(old, now=now, secret=SECRET) as database:
        assert await database.refused() == [(W, "due:1")]
        assert (await database.ledger.owed(before=at(10))).posts == [(W, "told:1")]


async def test_its_tables_are_those_of_a_fresh_database(old: str) -> None:
    assert await differences(old) == []


async def test_the_way_back_leaves_all_that_the_old_version_knew(old: str, now: Now) -> None:
    engine = engine_of(old)
    async with engine.connect() as connection:
        before = await connection.run_sync(everything)
    await use(old, now)
    async with engine.begin() as connection:
        await connection.run_sync(back_to, "0003")
        post = METADATA.tables["post"]
        # It knows one sort of message to one person.
        told = post.c.key == "told:1"
        assert await connection.scalar(select(post.c.kind).where(told)) == "whisper"
        await connection.execute(delete(post).where(told))
        assert await connection.run_sync(everything) == before
        if old.startswith("sqlite"):
            assert (await connection.execute(text("PRAGMA foreign_key_check"))).all() == []
    await engine.dispose()
    await test_what_was_written_stays_and_nothing_is_refused(old, now)
