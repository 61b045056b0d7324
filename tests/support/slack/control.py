"""The same fake driven from another process: JSON over HTTP under /_control/."""

import dataclasses
import inspect
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.support.slack import cast
from tests.support.slack.delivery import Delivery
from tests.support.slack.faults import Faults, Harm
from tests.support.slack.looking import choices, shown
from tests.support.slack.message import Ephemeral, Message
from tests.support.slack.shapes import Json

if TYPE_CHECKING:
    from tests.support.slack.server import FakeSlack

_ACTS = """post post_as_bot say edit unfurled delete react unreact invite join leave kick_bot archive
uninstall click choose click_in_view choose_in_view submit close shortcut command open_home"""
ACTS = frozenset(_ACTS.split())


class Control:
    """`POST /_control/do {"who": "U0ROSA", "act": "post", "args": {"text": "…"}}`, and what can be seen.

    `GET /_control/messages?channel=C0DESK` (`all=1` with the replies, `raw=1` as Slack has them),
    `/_control/ephemerals?user=`, `/_control/calls?since=0`, `/_control/deliveries?since=0`,
    `/_control/counts`; `POST /_control/faults {"p": 0.25, "seed": 7, "harms": ["lost"]}`,
    `/_control/rates {"every": 0}`, `/_control/push {"url": …}`, `/_control/sockets {"do": "drop"}`.
    """

    def __init__(self, slack: "FakeSlack") -> None:
        self.slack = slack

    def add_to(self, app: web.Application) -> None:
        """Puts the addresses into the server."""
        for noun in ("messages", "ephemerals", "calls", "deliveries", "counts"):
            app.router.add_get(f"/_control/{noun}", getattr(self, noun))
        for verb in ("do", "faults", "rates", "push", "sockets"):
            app.router.add_post(f"/_control/{verb}", getattr(self, verb))

    async def do(self, request: web.Request) -> web.Response:
        """Somebody does something; the answer has its result, or `problem`."""
        body = await request.json()
        act = body["act"]
        if act not in ACTS:
            return web.json_response({"problem": f"no act {act}"}, status=400)
        person = self.slack.person(body["who"], body.get("team", cast.TEAM))
        try:
            result = getattr(person, act)(**body.get("args", {}))
            if inspect.isawaitable(result):
                result = await result
        except (AssertionError, LookupError, TypeError) as error:
            return web.json_response({"problem": str(error)}, status=400)
        return web.json_response({"result": _plain(result)})

    async def messages(self, request: web.Request) -> web.Response:
        """A channel's messages, words and buttons, or raw."""
        team = self.slack.world.teams[request.query.get("team", cast.TEAM)]
        channel = team.channels[request.query.get("channel", cast.DESK)]
        everything = "all" in request.query
        found = [one for one in channel.messages.values() if everything or one.thread_ts in ("", one.ts)]
        raw = "raw" in request.query
        return web.json_response([one.shown(metadata=True) if raw else _plain(one) for one in found])

    async def ephemerals(self, request: web.Request) -> web.Response:
        """What one person alone sees."""
        return web.json_response([_plain(one) for one in self.slack.ephemerals(request.query["user"])])

    async def calls(self, request: web.Request) -> web.Response:
        """The calls of the Web API from number `since` on."""
        since = int(request.query.get("since", 0))
        return web.json_response([dataclasses.asdict(one) for one in self.slack.world.calls[since:]])

    async def deliveries(self, request: web.Request) -> web.Response:
        """What was sent to the app, from number `since` on."""
        since = int(request.query.get("since", 0))
        return web.json_response([_plain(one) for one in self.slack.deliveries[since:]])

    async def counts(self, request: web.Request) -> web.Response:
        """The state in figures: what chaos and benchmarks watch."""
        slack = self.slack
        unsettled = sum(not one.settled.is_set() for one in slack.deliveries)
        return web.json_response(
            {
                "calls": len(slack.world.calls),
                "deliveries": len(slack.deliveries),
                "unsettled": unsettled,
                "given_up": sum(one.given_up for one in slack.deliveries),
                "sockets": len(slack.sockets.links),
                "refused": len(slack.rates.refused) if slack.rates else 0,
                "faults": len(slack.faults.happened),
                "complaints": slack.complaints,
            }
        )

    async def faults(self, request: web.Request) -> web.Response:
        """How calls go wrong from now on; `next` [method, harm] for one deterministic fault."""
        body = await request.json()
        if "next" in body:
            self.slack.faults.next(*body["next"])
            return web.json_response({})
        harms = tuple(Harm(one) for one in body.pop("harms", ())) or Faults().harms
        self.slack.faults = Faults(harms=harms, **body)
        return web.json_response({})

    async def rates(self, request: web.Request) -> web.Response:
        """Other limits: `every` 0 lets messages through at once."""
        for key, value in (await request.json()).items():
            assert self.slack.rates is not None
            setattr(self.slack.rates, key, value)
        return web.json_response({})

    async def push(self, request: web.Request) -> web.Response:
        """Sends everything by HTTP to `url` from now on."""
        self.slack.push_to((await request.json())["url"])
        return web.json_response({})

    async def sockets(self, request: web.Request) -> web.Response:
        """`drop` cuts them, any other word says `disconnect` with this reason."""
        what = (await request.json())["do"]
        if what == "drop":
            self.slack.sockets.drop()
        else:
            await self.slack.sockets.disconnect(what)
        return web.json_response({})


def _plain(value: Any) -> Any:
    if isinstance(value, Delivery):
        keys: Json = {"id": value.id, "kind": value.kind, "attempts": value.attempts, "answer": value.answer}
        named = value.payload.get("event", value.payload).get("type", value.payload.get("command"))
        return keys | {"acked_at": value.acked_at, "given_up": value.given_up, "type": named}
    if isinstance(value, Message | Ephemeral):
        seen = {"ts": value.ts, "user": value.user, "thread_ts": value.thread_ts}
        more = {"reactions": value.reactions, "bot": bool(value.bot_id)} if isinstance(value, Message) else {}
        return seen | more | {"shown": shown(value), "choices": choices(value), "text": value.text}
    return value
