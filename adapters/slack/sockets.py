"""Keeps one socket to Slack open: a fresh one whenever the old one is lost, until told to stop."""

import asyncio
import logging
from contextlib import suppress

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from adapters.slack.client import asked, data
from bot.errors import ChatBusy, ChatFailed, ClaimdeskError

_log = logging.getLogger(__name__)
PING_SECONDS = 5.0
CONNECT_SECONDS = 15.0
LOOK_SECONDS = 0.5
# The SDK reconnects by itself, but late, and to one address for ever: after this long we begin anew. What
# people press meanwhile is not delivered again.
DOWN_SECONDS = 2.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


class Socket:
    """Socket Mode; `up` says whether events can arrive now."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._app = app
        self._token = app_token
        self.up = False

    async def run(self, stop: asyncio.Event, *, first: str | None = None) -> None:
        """Until `stop`. `first` is an address that was asked for already."""
        wait, address = FIRST_WAIT, first
        while not stop.is_set():
            handler = AsyncSocketModeHandler(self._app, self._token, ping_interval=PING_SECONDS)
            try:
                await self._connect(handler, address)
                self.up, wait = True, FIRST_WAIT
                _log.info("the socket to Slack is open")
                await self._watch(handler, stop)
            except (ClaimdeskError, TimeoutError) as wrong:
                reason = wrong.reason if isinstance(wrong, ClaimdeskError) else "no answer in time"
                _log.warning("no socket to Slack, next try in %d s: %s", wait, reason)
                # Slack may ask for more: few sockets may be opened a minute.
                await _pause(stop, max(wait, wrong.seconds if isinstance(wrong, ChatBusy) else 0.0))
                wait = min(wait * 2, LONGEST_WAIT)
            finally:
                self.up = False
                with suppress(Exception):
                    await handler.close_async()  # type: ignore[no-untyped-call]
            address = None

    async def address(self) -> str:
        """Asks Slack for the address of a socket; raises ChatRefused for a token that is none."""
        url = data(await asked(self._app.client.apps_connections_open(app_token=self._token))).get("url")
        if not url:
            raise ChatFailed("Slack named no address for the socket.")
        return str(url)

    async def _connect(self, handler: AsyncSocketModeHandler, address: str | None) -> None:
        handler.client.wss_uri = address or await self.address()
        async with asyncio.timeout(CONNECT_SECONDS):
            await handler.client.connect()  # type: ignore[no-untyped-call]

    async def _watch(self, handler: AsyncSocketModeHandler, stop: asyncio.Event) -> None:
        down = 0.0
        while not stop.is_set():
            self.up = await handler.client.is_connected()
            down = 0.0 if self.up else down + LOOK_SECONDS
            if down >= DOWN_SECONDS:
                _log.warning("the socket to Slack was lost; a new one is asked for")
                return
            await _pause(stop, LOOK_SECONDS)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
