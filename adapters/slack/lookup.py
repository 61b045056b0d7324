"""Looks in Slack for a message that an earlier try may have left there, by the key in its metadata."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import asked, data, pages
from bot.errors import ChatGone, ChatRefused
from bot.model.ids import MessageId
from bot.model.post import Post

EVENT_TYPE = "claimdesk_post"
# Slack's clock and ours may differ.
SKEW = timedelta(minutes=5)
PAGES, PER_PAGE = 10, 200


def metadata(post: Post) -> dict[str, Any]:
    """What marks a message as this post."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": post.key}}


async def look_up(client: AsyncWebClient, channel: str, post: Post) -> MessageId | None:
    """Where the post stands already; None where it does not, or where Slack does not let us look."""
    since = f"{(post.owed_at - SKEW).timestamp():.6f}"
    try:
        if post.thread is None:
            return await _through(
                post,
                lambda cursor: client.conversations_history(
                    channel=channel, oldest=since, limit=PER_PAGE, cursor=cursor, include_all_metadata=True
                ),
            )
        thread = str(post.thread)
        return await _through(
            post,
            lambda cursor: client.conversations_replies(
                channel=channel,
                ts=thread,
                oldest=since,
                limit=PER_PAGE,
                cursor=cursor,
                include_all_metadata=True,
            ),
        )
    except ChatGone:
        raise
    except ChatRefused:
        # Without the scope to read there it may show twice; it must not be lost.
        return None


async def _through(post: Post, page: Callable[[str | None], Awaitable[Any]]) -> MessageId | None:
    async def body(cursor: str | None) -> Mapping[str, Any]:
        return data(await asked(page(cursor)))

    async for part in pages(body, most=PAGES):
        for message in part.get("messages") or ():
            if _is(message, post):
                return MessageId(str(message["ts"]))
    return None


def _is(message: Mapping[str, Any], post: Post) -> bool:
    marked = message.get("metadata")
    if not isinstance(marked, Mapping) or marked.get("event_type") != EVENT_TYPE:
        return False
    payload = marked.get("event_payload")
    return isinstance(payload, Mapping) and payload.get("key") == post.key
