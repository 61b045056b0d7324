"""A desk in a fake Slack on a database whose clock runs, and messages that are owed without a story."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot import owe
from bot.model.ids import MessageId, PersonId, PlaceId, PostKey
from bot.model.post import Post, PostKind
from storage.database import open_database
from tests.support.slack import DESK, FakeSlack
from tests.support.slack.message import Message
from tests.support.slack_desk import WORKSPACE, SlackDesk, slack_desk


def clock() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def at_work(url: str, fake: FakeSlack, **settings: Any) -> AsyncIterator[SlackDesk]:
    """The desk at work; at the end Slack has nothing to object to."""
    async with open_database(url, now=clock) as database, slack_desk(fake, database, **settings) as desk:
        yield desk
    assert fake.complaints == []


def line(
    key: str,
    text: str = "Words.",
    *,
    place: str = DESK,
    thread: str | None = None,
    to: str | None = None,
    kind: PostKind = PostKind.LINE,
) -> Post:
    """One message that belongs to no story."""
    return Post(
        key=PostKey(key),
        place=PlaceId(place),
        kind=kind,
        owed_at=clock(),
        text=text,
        thread=MessageId(thread) if thread else None,
        to=PersonId(to) if to else None,
    )


async def owes(desk: SlackDesk, *posts: Post) -> None:
    """All of them in one transaction."""
    async with desk.database.ledger.begin(WORKSPACE) as tx:
        for post in posts:
            await owe.post(tx, post)


def keys(messages: list[Message]) -> list[str]:
    """By which posts these messages are, in their order; what is no post of ours is left out."""
    return [str(one.metadata["event_payload"]["key"]) for one in messages if one.metadata]
