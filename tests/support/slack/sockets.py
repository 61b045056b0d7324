"""Socket Mode: up to ten connections, each envelope on one of them, and the ways in which they end."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tests.support.slack.delivery import EVENTS, Delivery
from tests.support.slack.world import World

MOST = 10


@dataclass(eq=False)
class Link:
    """One connection."""

    ws: web.WebSocketResponse
    request: web.Request
    gone: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Sockets:
    """All connections of the app. `deaf` leaves its pings unanswered, `mute` loses its acknowledgements."""

    world: World
    links: list[Link] = field(default_factory=list)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    pending: dict[str, Delivery] = field(default_factory=dict)
    deaf: bool = False
    mute: bool = False
    ever: int = 0
    _next: int = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection, from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.world.tickets:
            return web.Response(status=404, text="no such ticket")
        self.world.tickets.discard(ticket)
        ws = web.WebSocketResponse(autoping=False)
        await ws.prepare(request)
        if len(self.links) >= MOST:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await ws.close()
            return ws
        link = Link(ws, request)
        self.links.append(link)
        self.ever += 1
        try:
            await self._hello(link)
            self.opened.set()
            await self._listen(link)
        finally:
            self._forget(link)
        return ws

    async def _hello(self, link: Link) -> None:
        await link.ws.send_json(
            {
                "type": "hello",
                "num_connections": len(self.links),
                "connection_info": {"app_id": self.world.app},
                "debug_info": {
                    "host": "applink-fake",
                    "build_number": 1,
                    "approximate_connection_time": 18060,
                },
            }
        )

    async def _listen(self, link: Link) -> None:
        async for message in link.ws:
            if message.type is WSMsgType.PING and not self.deaf:
                await link.ws.pong(message.data)
            elif message.type is WSMsgType.TEXT and not self.mute:
                said = json.loads(message.data)
                delivery = self.pending.get(said.get("envelope_id", ""))
                if delivery is not None:
                    delivery.ack(self.world.clock(), said.get("payload"))

    def _forget(self, link: Link) -> None:
        if link in self.links:
            self.links.remove(link)
        link.gone.set()
        if not self.links:
            self.opened.clear()

    async def carry(self, delivery: Delivery, *, attempt: int, reason: str, patience: float) -> str:
        """Sends an envelope on the next connection and waits for its acknowledgement."""
        self._next += 1
        link = self.links[self._next % len(self.links)] if self.links else None
        if link is None:
            return "timeout"
        self.pending[delivery.id] = delivery
        try:
            await link.ws.send_json(_envelope(delivery, attempt, reason))
        except (ConnectionError, RuntimeError):
            return "timeout"
        waits = [asyncio.ensure_future(delivery.settled.wait()), asyncio.ensure_future(link.gone.wait())]
        try:
            await asyncio.wait(waits, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
        return "" if delivery.acked else "timeout"

    async def ping(self) -> None:
        """Pings all connections, as Slack does."""
        for link in self.links:
            await link.ws.ping(b"Ping from applink-fake")

    async def disconnect(self, reason: str = "refresh_requested", *, close: bool = True) -> None:
        """Says that the connections end: `warning` (they live on), `refresh_requested`, `link_disabled`."""
        for link in [*self.links]:
            debug = {"host": "applink-fake"}
            await link.ws.send_json({"type": "disconnect", "reason": reason, "debug_info": debug})
            if close and reason != "warning":
                await link.ws.close(code=WSCloseCode.GOING_AWAY)
                self._forget(link)

    def drop(self) -> None:
        """Cuts all connections without a word."""
        for link in [*self.links]:
            if link.request.transport is not None:
                link.request.transport.abort()
            self._forget(link)


def _envelope(delivery: Delivery, attempt: int, reason: str) -> Mapping[str, Any]:
    envelope: dict[str, Any] = {
        "envelope_id": delivery.id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != EVENTS,
    }
    if delivery.kind == EVENTS:
        envelope |= {"retry_attempt": attempt, "retry_reason": reason}
    return envelope
