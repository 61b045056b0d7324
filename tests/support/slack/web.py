"""The HTTP side: /api/…, response_urls, and the way to a socket."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.support.slack.api.web_api import METHODS, Ask, Method
from tests.support.slack.faults import Fault, Faults, Harm
from tests.support.slack.rates import Rates
from tests.support.slack.response_url import respond
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.team import Team
from tests.support.slack.world import Call, World

_NESTED = ("blocks", "attachments", "metadata", "view")
_NOBODY = Team("", "", "", set())


@dataclass
class Web:
    """Answers the Web API's calls, each of which is written down."""

    world: World
    rates: Rates | None
    faults: Faults = field(default_factory=Faults)

    async def api(self, request: web.Request) -> web.StreamResponse:
        """One call: fault, token, scope, rate, effect, answer."""
        name = request.match_info["method"]
        args = await _arguments(request)
        fault = self.faults.pick(name)
        note = fault.harm.value if fault else ""
        at, team, status = self.world.clock(), _NOBODY, 200
        headers: dict[str, str] = {}
        body: Json = {}
        if fault and fault.harm in (Harm.ERROR, Harm.DROP, Harm.SLOW, Harm.REFUSED):
            if fault.harm is not Harm.SLOW:
                self._note(name, args, at, team, note)
                return _broken(request, fault)
            await asyncio.sleep(fault.seconds)
        try:
            token = _token(request, args)
            team, method = self._allowed(name, token)
            headers["x-oauth-scopes"] = ",".join(sorted(self._scopes(token, team)))
            headers["x-accepted-oauth-scopes"] = method.scope
            ask = Ask(self.world, team, args, token, dict(request.headers))
            body = self._run(name, method, ask)
        except Refused as refused:
            body, status = refused.body(), refused.status
            headers |= refused.headers
        self._note(name, args, at, team, note or str(body.get("error", "ok")))
        if fault and fault.harm is Harm.LATE:
            await asyncio.sleep(fault.seconds)
        elif fault and fault.harm is not Harm.SLOW:
            return _broken(request, fault)
        return web.json_response(body, status=status, headers=headers)

    def _run(self, name: str, method: Method, ask: Ask) -> Json:
        if self.rates is not None:
            self.rates.check(name, ask.team.id, _place(ask), self.world.clock())
        if method.scope:
            ask.needs_scope(method.scope)
        answer = method.run(ask)
        if self.rates is not None and name == "chat.postMessage":
            self.rates.posted(ask.team.id, _place(ask), self.world.clock())
        return {"ok": True, **answer}

    def _allowed(self, name: str, token: str) -> tuple[Team, Method]:
        method = METHODS.get(name)
        if method is None:
            self.world.complain(f"unknown method {name}")
            raise Refused("unknown_method")
        if method.open:
            return _NOBODY, method
        if not token:
            raise Refused("not_authed")
        if token == self.world.app_token:
            if not method.app_token:
                raise Refused("not_allowed_token_type")
            return _NOBODY, method
        return self.world.team_of(token), method

    def _scopes(self, token: str, team: Team) -> set[str]:
        return self.world.app_scopes if token == self.world.app_token else team.scopes

    def _note(self, name: str, args: Json, at: float, team: Team, answer: str) -> None:
        self.world.calls.append(Call(name, args, at, team.id, answer))

    async def response(self, request: web.Request) -> web.StreamResponse:
        """An app's answer to an interaction, at its response_url."""
        try:
            body = await request.json()
            respond(self.world, request.match_info["key"], body)
        except Refused as refused:
            return web.json_response(refused.body(), status=refused.status)
        finally:
            answer = "response_url"
            self.world.calls.append(Call("response_url", {}, self.world.clock(), "", answer))
        return web.Response(text="ok")


def _place(ask: Ask) -> str:
    """The channel that a limit counts for: a person's id is their direct message."""
    channel = ask.text("channel")
    return "D" + channel[1:] if channel.startswith("U") else channel


def _token(request: web.Request, args: Json) -> str:
    given = request.headers.get("Authorization", "")
    return given.removeprefix("Bearer ") if given.startswith("Bearer ") else str(args.pop("token", ""))


async def _arguments(request: web.Request) -> Json:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.text() or "{}")
    else:
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    args.update({key: _unfold(args[key]) for key in _NESTED if isinstance(args.get(key), str)})
    return args


def _unfold(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _broken(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.harm is Harm.REFUSED:
        limited = fault.error == "ratelimited"
        headers: Mapping[str, str] = {"Retry-After": str(max(1, round(fault.seconds)))} if limited else {}
        body = {"ok": False, "error": fault.error}
        return web.json_response(body, status=429 if limited else 200, headers=headers)
    if fault.harm is Harm.ERROR:
        return web.Response(status=500, text="Internal Server Error")
    if fault.harm is Harm.BAD_GATEWAY:
        return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
