"""`python -m benchmarks.slack_bolt URL`: a bare Bolt app on Socket Mode that marks each message at once."""

import asyncio
import logging
import signal
import sys
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack import APP_TOKEN, BOT_TOKEN, DESK

READY = "bare"
LABELS = ("True", "Misleading", "False", "Unproven")


def listen(app: AsyncApp) -> None:
    """What a tutorial would write."""

    @app.event("message")
    async def _message(event: dict[str, Any], client: AsyncWebClient) -> None:
        if not event.get("bot_id"):
            await client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="eyes")

    for name in ("reaction_added", "reaction_removed"):

        @app.event(name)
        async def _nothing() -> None: ...

    for label in LABELS:

        @app.action(label)
        async def _click(ack: AsyncAck) -> None:
            await ack()


def ballot() -> list[dict[str, Any]]:
    """A message to vote on."""
    buttons = [
        {"type": "button", "action_id": label, "text": {"type": "plain_text", "text": label}, "value": label}
        for label in LABELS
    ]
    return [{"type": "actions", "block_id": "votes", "elements": buttons}]


async def work(url: str) -> None:
    """Until SIGTERM; says the ts of the message to vote on."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{url}/api/")
    app = AsyncApp(client=client, logger=logging.getLogger("bare"))
    listen(app)
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    said = await client.chat_postMessage(
        channel=DESK, text="Vote", blocks=ballot(), unfurl_links=False, unfurl_media=False
    )
    print(f"{READY} {said['ts']}", flush=True)  # noqa: T201
    await stop.wait()
    await handler.close_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(work(sys.argv[1]))
