"""A desk that was at work before it could remind goes on with all that it had."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.model.act import Ownership, Snooze, Spoke, Use
from bot.model.ballot import Question, Rating
from bot.model.decision import Decision, DecisionKind
from bot.model.desk import Desk, Digests, Mode
from bot.model.gate import Level, Snapshot
from bot.model.ids import ClaimId, PersonId, PostKey, StoryId
from bot.model.post import Post, PostKind
from bot.model.reminder import Reminder, Rung
from storage.database import open_database
from tests.storage.first_shape import DESK, OTHER, W, at, engine_of
from tests.storage.moving import back_to, differences, everything, made
from tests.storage.second_shape import make_second
from tests.support.hours import NOON

Now = Callable[[], datetime]
CLAIM, STORY, ROSA = ClaimId("c1"), StoryId("s1"), PersonId("rosa")


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the second shape with rows in every table."""
    yield from made(request, tmp_path, make_second)


async def test_an_old_desk_has_the_usual_hours_in_the_zone_of_the_installation(old: str, now: Now) -> None:
    plain = Desk(DESK, Mode.ASKED, threads=2, own=("house.example",), zone="Europe/Prague")
    async with open_database(old, now=now, zone="Europe/Prague") as database:
        async with database.ledger.begin(W) as tx:
            assert await tx.desks.all() == [plain]
            assert await tx.desks.digests(DESK) == Digests()
            assert await tx.desks.next_number(DESK) == 13
        due = await database.ledger.due(NOON, quiet=at(2) - NOON)
    assert (due.reminders, due.digests) == ([], [])


async def test_what_was_written_stays_and_nothing_is_due(old: str, now: Now) -> None:
    async with open_database(old, now=now) as database, database.ledger.look(W) as tx:
        (story,) = await tx.stories.newest(DESK, limit=5)
        assert (story.number, story.due_at, story.due_since) == (12, None, None)
        assert [(act.id, type(act)) for act in await tx.acts.of([CLAIM])] == [("a1", Use), ("a2", Ownership)]
        verdict = Decision("v1", CLAIM, DESK, DecisionKind.VERDICT, at(7), Question.SO, Rating.FALSE)
        verdict = replace(verdict, names=("Edda Lind", "Elias Okoro"))
        assert await tx.decisions.of([CLAIM]) == await tx.decisions.since(DESK, NOON) == [verdict]
        gate = Snapshot("g1", DESK, ROSA, "Rosa Reyes", at(8), Level.RED, ("Red.",), story=STORY)
        assert await tx.snapshots.latest_of(STORY, by=ROSA) == gate
        post = await tx.posts.get(PostKey("claim:c1"))
        assert post is not None
        assert (post.kind, post.about) == (PostKind.CLAIM, ())
        assert len(await tx.recalls.open_on(DESK, limit=9)) == len(await tx.news.untold(ROSA)) == 1
        assert await tx.claims.search(["bridge", "cars"], limit=9) == ["c2", "c1"]
        assert not await tx.reminders.of(claim=CLAIM)
        assert not await tx.posts.notices(DESK, limit=9)


async def remind(url: str, now: Now) -> None:
    """One of all that is new."""
    async with open_database(url, now=now) as database, database.ledger.begin(W) as tx:
        (story,) = await tx.stories.newest(DESK, limit=5)
        await tx.stories.save(replace(story, due_at=at(90), due_since=NOON))
        await tx.desks.save(replace(await tx.desks.get(DESK), press=("18:00",), zone="Asia/Tokyo"))
        await tx.desks.schedule(DESK, next_at=at(60), sent_at=NOON)
        head: dict[str, Any] = {"claim": CLAIM, "person": ROSA, "name": "Rosa Reyes", "at": at(9)}
        await tx.acts.add(Snooze(**head, id="a3", until=at(69)))
        await tx.acts.add(Spoke(**head, id="a4"))
        await tx.reminders.plan([Reminder("one", DESK, Rung.STILL, at(9), claim=CLAIM)], claim=CLAIM)
        await tx.posts.owe(Post(PostKey("due:1"), DESK, PostKind.NOTICE, at(9), text="Due.", about=("c1",)))


async def test_an_old_desk_can_do_what_is_new(old: str, now: Now) -> None:
    await remind(old, now)
    async with open_database(old, now=now) as database, database.ledger.look(W) as tx:
        assert (await tx.stories.many([STORY]))[STORY].due_at == at(90)
        assert (await tx.desks.get(DESK)).press == ("18:00",)
        assert [one.id for one in await tx.reminders.due(DESK, now=at(9), limit=9)] == ["one"]
        assert [act.until for act in await tx.acts.of([CLAIM]) if isinstance(act, Snooze)] == [at(69)]


async def test_its_tables_are_those_of_a_fresh_database(old: str) -> None:
    assert await differences(old) == []


async def test_the_way_back_leaves_all_that_the_old_version_knew(old: str, now: Now) -> None:
    engine = engine_of(old)
    async with engine.connect() as connection:
        before = await connection.run_sync(everything)
    await remind(old, now)
    async with engine.begin() as connection:
        await connection.run_sync(back_to, "0002")
        assert await connection.run_sync(everything) == before
        if old.startswith("sqlite"):
            assert (await connection.execute(text("PRAGMA foreign_key_check"))).all() == []
    await engine.dispose()
    await test_what_was_written_stays_and_nothing_is_due(old, now)


async def test_other_workspaces_move_too(old: str, now: Now) -> None:
    async with open_database(old, now=now) as database, database.ledger.look(OTHER) as tx:
        assert await tx.claims.search(["bridge"], limit=9) == ["c1"]
