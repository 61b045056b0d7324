"""Who is told of what was decided, when, and what they answer."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.model.ballot import Question, Rating
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey, WorkspaceId
from bot.model.post import Post, PostKind
from bot.model.recall import News, NewsKind, Recall, RecallAnswer
from storage.database import Database
from tests.storage.claims import a_claim
from tests.support.hours import NOON

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")
DESK, ELSEWHERE = PlaceId("desk"), PlaceId("sports")
CLAIMS = tuple(ClaimId(f"claim-{number}") for number in range(4))
ROSA, EDDA = PersonId("rosa"), PersonId("edda")
QUIET = timedelta(minutes=2)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
async def claims(database: Database) -> None:
    """The same claims in two workspaces, to decide upon."""
    for workspace in (W, OTHER):
        async with database.ledger.begin(workspace) as tx:
            await tx.claims.add([a_claim(key) for key in CLAIMS])


def recall(key: str, *, of: int = 0, minutes: int = 0, person: PersonId = ROSA, **more: Any) -> Recall:
    return Recall(
        id=key,
        claim=CLAIMS[of],
        place=DESK,
        person=person,
        name="Rosa Reyes",
        slugs=("rents", "May"),
        question=Question.SO,
        old=Rating.FALSE,
        new="Open",
        why="new data",
        at=at(minutes),
        **more,
    )


def news(key: str, *, minutes: float = 0, person: PersonId = ROSA) -> News:
    return News(
        id=key,
        person=person,
        place=DESK,
        claim=CLAIMS[0],
        kind=NewsKind.SETTLED,
        at=at(minutes),
        told_at=None,
    )


async def test_a_recall_is_open_until_it_is_answered(database: Database) -> None:
    asked = [recall("a", of=0, minutes=1), recall("b", of=1, minutes=2), recall("c", minutes=3, person=EDDA)]
    async with database.ledger.begin(W) as tx:
        for one in asked:
            await tx.recalls.add(one)
        await tx.recalls.add(replace(recall("d", of=2), place=ELSEWHERE, person=EDDA))
    async with database.ledger.look(W) as tx:
        assert await tx.recalls.get("a") == asked[0]
        assert await tx.recalls.get("absent") is None
        assert await tx.recalls.open_of([CLAIMS[0]]) == [asked[0], asked[2]]
        assert await tx.recalls.open_for(ROSA) == [asked[1], asked[0]]
        assert await tx.recalls.open_on(DESK, limit=2) == asked[:2]
    async with database.ledger.begin(W) as tx:
        await tx.recalls.answer("a", RecallAnswer.NOT_AFFECTED, at=at(4))
    async with database.ledger.look(W) as tx:
        answered = replace(asked[0], answer=RecallAnswer.NOT_AFFECTED, answered_at=at(4))
        assert await tx.recalls.get("a") == answered
        assert await tx.recalls.open_of(CLAIMS[:2]) == asked[1:]
        assert await tx.recalls.open_for(ROSA) == [asked[1]]
        assert await tx.recalls.open_on(DESK, limit=9) == asked[1:]


async def test_an_answer_that_is_taken_back_leaves_the_recall_open(database: Database) -> None:
    async with database.ledger.begin(W) as tx:
        await tx.recalls.add(recall("a"))
        await tx.recalls.answer("a", RecallAnswer.FIXED, at=at(1))
        await tx.recalls.answer("a", None, at=None)
    async with database.ledger.look(W) as tx:
        assert await tx.recalls.open_for(ROSA) == [recall("a")]


async def test_news_is_untold_until_it_is_told_and_keeps_the_first_time(database: Database) -> None:
    async with database.ledger.begin(W) as tx:
        for one in (news("b", minutes=2), news("a", minutes=1), news("c", person=EDDA)):
            await tx.news.add(one)
        assert await tx.news.untold(ROSA) == [news("a", minutes=1), news("b", minutes=2)]
        await tx.news.told(["a", "absent"], at=at(5))
        await tx.news.told([], at=at(5))
    async with database.ledger.look(W) as tx:
        assert await tx.news.untold(ROSA) == [news("b", minutes=2)]
        assert await tx.news.untold(EDDA) == [news("c", person=EDDA)]


async def test_people_are_due_to_hear_once_their_newest_news_is_quiet_those_who_wait_longest_first(
    database: Database,
) -> None:
    async with database.ledger.begin(W) as tx:
        for one in (news("a", minutes=0), news("b", minutes=2), news("c", minutes=1, person=EDDA)):
            await tx.news.add(one)
    async with database.ledger.begin(OTHER) as tx:
        await tx.news.add(news("a", minutes=1.5))

    async def due(minutes: float) -> list[tuple[WorkspaceId, PersonId]]:
        return list((await database.ledger.due(at(minutes), quiet=QUIET)).news)

    assert await due(2.9) == []
    assert await due(3) == [(W, EDDA)]
    assert await due(4) == [(W, EDDA), (OTHER, ROSA), (W, ROSA)]
    async with database.ledger.begin(W) as tx:
        await tx.news.told(["a", "b"], at=at(4))
    assert await due(9) == [(W, EDDA), (OTHER, ROSA)]


async def test_a_recall_is_a_post_that_knows_what_it_recalls(database: Database) -> None:
    post = Post(PostKey("recall:a"), DESK, PostKind.RECALL, NOON, text="Open again", to=ROSA, recall="a")
    async with database.ledger.begin(W) as tx:
        assert await tx.posts.owe(post)
        await tx.posts.posted(post.key, ref=MessageId("m"), at=at(1))
        assert await tx.posts.get(post.key) == replace(post, ref=MessageId("m"), posted_at=at(1))
        assert await tx.posts.whispers(ROSA, limit=9) == []
