"""A desk as it is written down: its settings, when its digests are, what the bot said at its top."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.model.desk import Desk, Digests, Layout, Mode
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey, WorkspaceId
from bot.model.post import Post, PostKind
from storage.database import Database, open_database
from tests.support.hours import NOON

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")
DESK, ELSEWHERE = PlaceId("desk"), PlaceId("sports")
OWN = Desk(
    DESK,
    Mode.ASKED,
    layout=Layout.STORY,
    feeds=ELSEWHERE,
    added_by=PersonId("rosa"),
    threads=1,
    own=("house.example",),
    editors=(PersonId("edda"),),
    signoffs=3,
    hours="10:00-19:00",
    shift="18:00-02:00",
    days="sun-thu",
    holidays=("DE-BY", "2026-12-24"),
    zone="Asia/Kathmandu",
    press=("12:00", "18:00"),
    digest="07:30",
)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


async def test_settings_of_time_come_back_as_they_were(database: Database) -> None:
    async with database.ledger.begin(W) as tx:
        await tx.desks.save(OWN)
        assert await tx.desks.get(DESK) == OWN
        await tx.desks.save(replace(OWN, press=(), shift=""))
        assert await tx.desks.get(DESK) == replace(OWN, press=(), shift="")


async def test_a_desk_works_in_the_zone_of_the_installation_until_it_has_its_own(
    url: str, now: Callable[[], datetime]
) -> None:
    here = partial(open_database, url, now=now)
    async with here(zone="Europe/Prague") as database, database.ledger.begin(W) as tx:
        assert (await tx.desks.get(DESK)).zone == "Europe/Prague"
        await tx.desks.next_number(DESK)
        await tx.desks.schedule(ELSEWHERE, next_at=NOON, sent_at=None)
        assert {desk.zone for desk in await tx.desks.all()} == {"Europe/Prague"}
        await tx.desks.save(OWN)
    async with here(zone="Asia/Tokyo") as database, database.ledger.look(W) as tx:
        zones = {desk.place: desk.zone for desk in await tx.desks.all()}
    assert zones == {DESK: "Asia/Kathmandu", ELSEWHERE: "Asia/Tokyo"}


async def test_all_desks_of_a_workspace_are_those_with_a_row(database: Database) -> None:
    async with database.ledger.begin(W) as tx:
        assert await tx.desks.all() == []
        await tx.desks.next_number(ELSEWHERE)
        await tx.desks.save(OWN)
        assert await tx.desks.all() == [OWN, Desk(ELSEWHERE)]


async def test_settings_leave_the_times_of_digests_and_these_leave_the_settings(database: Database) -> None:
    times = Digests(next_at=at(9), sent_at=at(1))
    async with database.ledger.begin(W) as tx:
        assert await tx.desks.digests(DESK) == Digests()
        await tx.desks.schedule(DESK, next_at=times.next_at, sent_at=times.sent_at)
        assert await tx.desks.get(DESK) == Desk(DESK)
        await tx.desks.save(OWN)
        assert await tx.desks.digests(DESK) == times
        await tx.desks.schedule(DESK, next_at=None, sent_at=None)
        assert await tx.desks.digests(DESK) == Digests()
        assert await tx.desks.get(DESK) == OWN
        assert await tx.desks.next_number(DESK) == 1


async def test_the_sweep_finds_the_desks_whose_digest_is_due_by_time(database: Database) -> None:
    async def due(minutes: float) -> list[tuple[WorkspaceId, PlaceId]]:
        return list((await database.ledger.due(at(minutes), quiet=timedelta(minutes=2))).digests)

    async with database.ledger.begin(W) as tx:
        await tx.desks.schedule(DESK, next_at=at(9), sent_at=None)
        await tx.desks.schedule(ELSEWHERE, next_at=at(5), sent_at=None)
        await tx.desks.next_number(PlaceId("without"))
    async with database.ledger.begin(OTHER) as tx:
        await tx.desks.schedule(DESK, next_at=at(7), sent_at=NOON)
    assert await due(4.9) == []
    assert await due(5) == [(W, ELSEWHERE)]
    assert await due(10) == [(W, ELSEWHERE), (OTHER, DESK), (W, DESK)]


def notice(key: str, minutes: float, *, place: PlaceId = DESK, about: tuple[str, ...] = ()) -> Post:
    return Post(PostKey(key), place, PostKind.NOTICE, at(minutes), text="Digest …", about=about)


@pytest.fixture
async def notices(database: Database) -> tuple[Post, Post]:
    """Two on the desk, among other posts."""
    first, second = notice("digest:1", 1), notice("digest:2", 2, about=("", ClaimId("claim-1"), ""))
    other = replace(notice("line:1", 3), kind=PostKind.LINE, thread=MessageId("thread"))
    async with database.ledger.begin(W) as tx:
        for post in (first, second, notice("digest:3", 4, place=ELSEWHERE), other):
            assert await tx.posts.owe(post)
    async with database.ledger.begin(OTHER) as tx:
        await tx.posts.owe(notice("digest:theirs", 5))
    return first, second


async def test_notices_of_a_place_stand_newest_first(database: Database, notices: tuple[Post, Post]) -> None:
    async with database.ledger.look(W) as tx:
        assert await tx.posts.notices(DESK, limit=9) == [notices[1], notices[0]]
        assert await tx.posts.notices(DESK, limit=1) == [notices[1]]
