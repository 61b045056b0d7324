"""Tells open pages that something changed: server-sent events, one stream a page."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from adapters.web.chat import WebChat
from adapters.web.people import WORKSPACE
from bot.ports import Ledger

MOST = 64
HEARTBEAT = 15.0
PAUSE = 0.1
_CHANGED = b"event: changed\ndata: 1\n\n"
_HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]


class Stream:
    """The ASGI endpoint. A stream ends when its page goes, or at once when `stop` is set."""

    def __init__(self, *, ledger: Ledger, chat: WebChat, stop: asyncio.Event) -> None:
        self._ledger = ledger
        self._chat = chat
        self._stop = stop
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._open >= MOST:
            await PlainTextResponse("Too many pages of this desk are open.\n", 503)(scope, receive, send)
            return
        self._open += 1
        try:
            await self._run(receive, send)
        finally:
            self._open -= 1

    async def _run(self, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
        rung, ended = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            watchers = [
                group.create_task(_ring(self._watch_ledger, rung), name="stream: ledger"),
                group.create_task(_ring(self._watch_chat, rung), name="stream: progress"),
                group.create_task(_gone(receive, ended), name="stream: page"),
                group.create_task(_stopped(self._stop, ended), name="stream: stop"),
                group.create_task(_speak(rung, send), name="stream: speak"),
            ]
            await ended.wait()
            for watcher in watchers:
                watcher.cancel()
        if self._stop.is_set():
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _watch_ledger(self, since: int) -> int:
        return await self._ledger.changed(WORKSPACE, since=since)

    async def _watch_chat(self, since: int) -> int:
        return await self._chat.rung(since=since)


async def _ring(wait: Callable[[int], Awaitable[int]], rung: asyncio.Event) -> None:
    # The first answer comes at once: whatever changed while the page had no stream is told too.
    seen = -1
    while True:
        seen = await wait(seen)
        rung.set()


async def _gone(receive: Receive, ended: asyncio.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    ended.set()


async def _stopped(stop: asyncio.Event, ended: asyncio.Event) -> None:
    await stop.wait()
    ended.set()


async def _speak(rung: asyncio.Event, send: Send) -> None:
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT):
                await rung.wait()
        except TimeoutError:
            said = b": still here\n\n"
        else:
            rung.clear()
            said = _CHANGED
        await send({"type": "http.response.body", "body": said, "more_body": True})
        await asyncio.sleep(PAUSE)
