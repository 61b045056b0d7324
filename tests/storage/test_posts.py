"""Messages as they are written down: owed, posted, refused, found by where they stand."""

from datetime import datetime, timedelta

import pytest

from bot.model.ids import MessageId, PersonId, PlaceId, PostKey, WorkspaceId
from bot.model.post import Post, PostKind
from storage.database import Database
from tests.support.hours import NOON

W, OTHER = WorkspaceId("slack:T0"), WorkspaceId("slack:T1")
HERE, THERE = PlaceId("C1"), PlaceId("C2")
ROSA = PersonId("U1")


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def post(key: str, *, place: PlaceId = HERE, minutes: float = 0, kind: PostKind = PostKind.LINE) -> Post:
    to = ROSA if kind in (PostKind.WHISPER, PostKind.TOLD, PostKind.RECALL) else None
    return Post(PostKey(key), place, kind, at(minutes), text="Words.", to=to)


async def owe(database: Database, *posts: Post, workspace: WorkspaceId = W) -> None:
    async with database.ledger.begin(workspace) as tx:
        for one in posts:
            assert await tx.posts.owe(one)


async def test_what_was_taken_back_while_it_was_posted_is_seen_when_it_stands(database: Database) -> None:
    await owe(database, post("a"), post("b"))
    async with database.ledger.begin(W) as tx:
        await tx.posts.forget(PostKey("a"))
        assert not await tx.posts.posted(PostKey("a"), ref=MessageId("1.1"), at=at(1))
        assert await tx.posts.posted(PostKey("b"), ref=MessageId("1.2"), at=at(1))
        assert await tx.posts.get(PostKey("a")) is None


async def test_a_post_is_found_by_where_it_stands_and_only_there(database: Database) -> None:
    await owe(database, post("a"), post("b", place=THERE))
    await owe(database, post("c"), workspace=OTHER)
    async with database.ledger.begin(W) as tx:
        for key in ("a", "b"):
            await tx.posts.posted(PostKey(key), ref=MessageId("1.1"), at=at(1))
    async with database.ledger.look(W) as tx:
        for place, key in ((HERE, "a"), (THERE, "b")):
            found = await tx.posts.at(place, MessageId("1.1"))
            assert found is not None
            assert found.key == key
        assert await tx.posts.at(HERE, MessageId("1.2")) is None
    async with database.ledger.look(OTHER) as tx:
        assert await tx.posts.at(HERE, MessageId("1.1")) is None


async def test_what_is_refused_is_owed_to_nobody_until_it_is_owed_anew(database: Database) -> None:
    await owe(database, post("a"), post("b", minutes=1))
    async with database.ledger.begin(W) as tx:
        await tx.posts.refused(PostKey("a"), why="The channel is archived.")
        assert [one.key for one in await tx.posts.owed(limit=9)] == ["b"]
    assert (await database.ledger.owed(before=at(5))).posts == [(W, "b")]
    async with database.ledger.begin(W) as tx:
        await tx.posts.forget(PostKey("a"))
        assert await tx.posts.owe(post("a"))
        assert [one.key for one in await tx.posts.owed(limit=9)] == ["a", "b"]
        assert not await tx.posts.refusals(limit=9)


async def test_refusals_are_newest_first_of_one_place_or_of_the_workspace(database: Database) -> None:
    await owe(database, post("a"), post("b", minutes=1), post("c", place=THERE, minutes=2), post("d"))
    await owe(database, post("e"), workspace=OTHER)
    for workspace, keys in ((W, "abc"), (OTHER, "e")):
        async with database.ledger.begin(workspace) as tx:
            for key in keys:
                await tx.posts.refused(PostKey(key), why="No.")
    async with database.ledger.look(W) as tx:
        assert [one.key for one in await tx.posts.refusals(limit=9)] == ["c", "b", "a"]
        assert [one.key for one in await tx.posts.refusals(HERE, limit=9)] == ["b", "a"]
        assert [one.key for one in await tx.posts.refusals(limit=1)] == ["c"]
        assert [one.refused for one in await tx.posts.refusals(THERE, limit=9)] == ["No."]
    assert await database.refused() == [(W, "c"), (W, "b"), (W, "a"), (OTHER, "e")]


async def test_what_one_person_was_told_is_a_whisper_or_was_told_and_no_recall(database: Database) -> None:
    kinds = (PostKind.WHISPER, PostKind.TOLD, PostKind.RECALL, PostKind.LINE)
    await owe(database, *(post(str(kind), minutes=n, kind=kind) for n, kind in enumerate(kinds)))
    async with database.ledger.look(W) as tx:
        assert [one.key for one in await tx.posts.whispers(ROSA, limit=9)] == ["told", "whisper"]


@pytest.mark.parametrize("why", ["", "x" * 3000])
async def test_a_refusal_of_any_words_is_one(database: Database, why: str) -> None:
    await owe(database, post("a"))
    async with database.ledger.begin(W) as tx:
        await tx.posts.refused(PostKey("a"), why=why)
        assert [one.refused for one in await tx.posts.refusals(limit=9)] == [why]
