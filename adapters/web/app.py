"""The web desk as one ASGI application."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.web import render
from adapters.web.acts import Acts
from adapters.web.body import TooLarge
from adapters.web.chat import WebChat
from adapters.web.deeds import Deeds
from adapters.web.events import Malformed
from adapters.web.guard import LOOPBACK, Guard
from adapters.web.pages import Views
from adapters.web.static_files import StaticFiles
from adapters.web.stream import Stream
from bot.errors import ClaimdeskError, NotAllowed, NotThere, NotWritten, PageRefused
from bot.ports import Ledger, Pages

_STATUS: dict[type[Exception], int] = {NotAllowed: 403, NotThere: 404, PageRefused: 422, NotWritten: 503}


def create_app(
    *,
    ledger: Ledger,
    pages: Pages,
    chat: WebChat,
    now: Callable[[], datetime],
    stop: asyncio.Event,
    ready: Callable[[], Awaitable[Mapping[str, str]]],
    hosts: Collection[str] = LOOPBACK,
    speed: float = 1,
) -> Starlette:
    """The application.

    `pages` says which addresses can be evidence. `ready` gives a word for database, slack, discord and web:
    "ok", "off" and "standby" are fine, any other makes /readyz 503. `hosts` are the names under which the
    page may be opened. `speed` is how many times as fast as a watch `now` runs.
    """
    views = Views(ledger=ledger, chat=chat, now=now, speed=speed, ready=ready)
    acts = Acts(ledger=ledger, now=now)
    deeds = Deeds(ledger=ledger, pages=pages, now=now)
    shown: list[BaseRoute] = [
        Route("/", views.home),
        Route("/desk", views.parts),
        Route("/sample", views.sample, methods=["GET"]),
        Route("/healthz", views.alive),
        Route("/readyz", views.ready),
        Route("/static/{name}", StaticFiles().serve),
        Route("/stream", Stream(ledger=ledger, chat=chat, stop=stop)),
    ]
    return Starlette(
        routes=[*shown, *_changing(acts), *deeds.routes()],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={
            ClaimdeskError: _sentence,
            Malformed: _malformed,
            TooLarge: _too_large,
            HTTPException: _http,
        },
    )


def _changing(acts: Acts) -> list[BaseRoute]:
    return [
        Route("/messages", acts.say, methods=["POST"]),
        Route("/sample", acts.sample, methods=["POST"]),
        Route("/stories/{story}/claims/{claim}/thread", acts.open_thread, methods=["POST"]),
        Route("/stories/{story}/due", acts.set_due, methods=["POST"]),
    ]


def _sentence(request: Request, wrong: Exception) -> Response:
    reason = wrong.reason if isinstance(wrong, ClaimdeskError) else "That did not work."
    return JSONResponse({"error": reason}, _STATUS.get(type(wrong), 503))


def _malformed(request: Request, wrong: Exception) -> Response:
    return JSONResponse({"error": str(wrong)}, 400)


def _too_large(request: Request, wrong: Exception) -> Response:
    # What is left of the body is not read: the connection cannot be used again.
    return JSONResponse(
        {"error": "That is too long to send: paste a part of it."}, 413, headers={"Connection": "close"}
    )


def _http(request: Request, wrong: Exception) -> Response:
    status = wrong.status_code if isinstance(wrong, HTTPException) else 500
    if status == 404:
        return HTMLResponse(render.lost("There is nothing at this address."), status)
    return HTMLResponse(render.lost("This address does not take that."), status)
