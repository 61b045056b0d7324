"""A bare Bolt app beside the fake, and short words for calls: for tests of the fake itself."""

import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack.cast import APP_TOKEN, DESK, SIGNING_SECRET
from tests.support.slack.shapes import Json

QUIET: Json = {"unfurl_links": False, "unfurl_media": False}


def make_app(client: AsyncWebClient) -> AsyncApp:
    """An app without listeners."""
    return AsyncApp(client=client, signing_secret=SIGNING_SECRET, logger=logging.getLogger("fake-bolt"))


def button(text: str = "Take", **more: Any) -> Json:
    """A row with one button."""
    element = {"type": "button", "text": {"type": "plain_text", "text": text}, "action_id": "take", **more}
    return {"type": "actions", "block_id": "b1", "elements": [element]}


def section(text: str, kind: str = "mrkdwn") -> Json:
    """A section with this text."""
    return {"type": "section", "text": {"type": kind, "text": text}}


async def post(client: AsyncWebClient, text: str = "Hello", channel: str = DESK, **more: Any) -> str:
    """Says something as the app, and gives its ts."""
    return str((await client.chat_postMessage(channel=channel, text=text, **QUIET, **more))["ts"])


async def refusal(call: Awaitable[Any]) -> str:
    """The error code of a call that Slack refuses."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


def rich(*elements: Json) -> list[Json]:
    """One rich_text block."""
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}]


@asynccontextmanager
async def socket(app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """An app on Socket Mode."""
    handler = AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def heard(app: AsyncApp) -> list[Json]:
    """Listens to messages and keeps their events."""
    events: list[Json] = []

    @app.event("message")
    async def _message(event: Json) -> None:
        events.append(event)

    return events
