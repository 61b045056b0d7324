"""What people see: the page, its parts after a change, the sample, and how the process is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from adapters.web import render
from adapters.web.chat import WebChat
from adapters.web.desk import WIDEST, WINDOW, desk_page
from adapters.web.items import PageView
from adapters.web.people import PEOPLE, WORKSPACE, chosen
from adapters.web.sample import sample_page
from adapters.web.zone import zoned
from bot.errors import NotAllowed
from bot.model.people import Person
from bot.ports import Ledger

_FINE = frozenset({"ok", "off", "standby"})
_MOST_PIECES = 2_000
_SAMPLE_CSP = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PLATFORMS = ("database", "slack", "discord", "web")
_PATIENCE = 1.0


class Views:
    """The endpoints that only show."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        chat: WebChat,
        now: Callable[[], datetime],
        speed: float,
        ready: Callable[[], Awaitable[Mapping[str, str]]],
    ) -> None:
        self._ledger = ledger
        self._chat = chat
        self._now = now
        self._speed = speed
        self._ready = ready

    async def home(self, request: Request) -> Response:
        """The whole page, complete without a script."""
        person = _who(request)
        page = await self._page(person, request)
        return HTMLResponse(render.home(page, person, now=self._now(), speed=self._speed))

    async def parts(self, request: Request) -> Response:
        """The items of the desk and what is for one person alone; known revisions come without HTML."""
        try:
            person = _chosen(request)
        except NotAllowed as stranger:
            return JSONResponse({"error": stranger.reason}, 400)
        have = frozenset(request.headers.get("claimdesk-have", "").split(",")[:_MOST_PIECES])
        page = await self._page(person, request)
        return JSONResponse(render.parts(page, person, have=have, now=self._now()))

    async def sample(self, request: Request) -> Response:
        """The sample article as a page to look at."""
        return HTMLResponse(sample_page(), headers={"Content-Security-Policy": _SAMPLE_CSP})

    async def alive(self, request: Request) -> Response:
        """200 while the process lives, whatever does not answer."""
        return JSONResponse(await self._parts_up())

    async def ready(self, request: Request) -> Response:
        """200 only when the database answers and every platform that is set up is connected."""
        parts = await self._parts_up()
        fine = all(state in _FINE for state in parts.values())
        return JSONResponse(parts, 200 if fine else 503)

    async def _parts_up(self) -> dict[str, str]:
        try:
            async with asyncio.timeout(_PATIENCE):
                return dict(await self._ready())
        except TimeoutError:
            return dict.fromkeys(_PLATFORMS, "no answer")

    async def _page(self, person: Person, request: Request) -> PageView:
        limit = _limit(request.query_params.get("limit", ""))
        async with self._ledger.look(WORKSPACE) as tx:
            return await desk_page(tx, person=person, chat=self._chat, limit=limit)


def _limit(asked: str) -> int:
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6):
        return WINDOW
    return max(1, min(int(asked), WIDEST))


def _chosen(request: Request) -> Person:
    return zoned(chosen(request.query_params.get("as")), request.query_params.get("zone"))


def _who(request: Request) -> Person:
    try:
        return _chosen(request)
    except NotAllowed:
        return PEOPLE[0]
