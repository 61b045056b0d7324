"""The fake Slack itself, on a port of this machine, as long as its block lasts."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
from aiohttp import web

from tests.support.slack import cast, payloads
from tests.support.slack.control import Control
from tests.support.slack.delivery import EVENTS, Courier, Delivery
from tests.support.slack.faults import Faults
from tests.support.slack.looking import Looking
from tests.support.slack.person import Person
from tests.support.slack.push import Push
from tests.support.slack.rates import Rates
from tests.support.slack.shapes import Json
from tests.support.slack.sockets import Sockets
from tests.support.slack.team import Team
from tests.support.slack.web import Web
from tests.support.slack.world import World

STRICT = Rates()
_ONLY_FOR_MEMBERS = ("message", "app_mention", "reaction_added", "reaction_removed")


class FakeSlack(Looking):
    """A Slack with the default cast. `rates` None switches limits off; times are in seconds."""

    def __init__(
        self,
        *,
        rates: Rates | None = STRICT,
        retry_after: float = 3.0,
        ack_limit: float = 3.0,
        clock: Callable[[], float] = time.time,
        port: int = 0,
    ) -> None:
        self.world = World(clock=clock, tell=self._tell)
        self.world.teams[cast.TEAM] = cast.newsroom()
        self.rates = Rates() if rates is STRICT else rates
        self.ack_limit = ack_limit
        self.unanswered: list[Delivery] = []
        self.web = Web(self.world, self.rates)
        self.sockets = Sockets(self.world)
        self._port, self._tasks = port, set[asyncio.Task[Any]]()
        self.courier = Courier(self.sockets, clock, self._start, retry_after)

    @property
    def faults(self) -> Faults:
        """How calls go wrong; may be set anew."""
        return self.web.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self.web.faults = faults

    @property
    def team(self) -> Team:
        """The default workspace."""
        return self.world.teams[cast.TEAM]

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return self.world.address

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL has to be."""
        return f"{self.world.address}/api/"

    @property
    def deliveries(self) -> list[Delivery]:
        """All that was sent to the app, in order."""
        return self.courier.sent

    def person(self, user: str, team: str = cast.TEAM) -> Person:
        """Somebody who will do something."""
        assert user in self.world.teams[team].users, f"no {user} in {team}"
        return Person(self, team, user)

    def add_team(self, team: Team) -> Team:
        """One more workspace; with `dead="invalid_auth"` until it is installed by OAuth."""
        self.world.teams[team.id] = team
        return team

    def allow(self, authorize_url: str, *, team: str = cast.TEAM, user: str = cast.CHAN) -> str:
        """Somebody presses "Allow" at Slack's install page: the address to which Slack sends them back."""
        query = {key: values[0] for key, values in parse_qs(urlsplit(authorize_url).query).items()}
        assert query.get("client_id") == self.world.client_id, query
        self.world.teams[team].scopes = set(query["scope"].split(","))
        back = query.get("redirect_uri", "")
        code = self.world.code(team, user, back)
        return f"{back}?{urlencode({'code': code, 'state': query.get('state', '')})}"

    def send(self, kind: str, payload: Json) -> Delivery:
        """Sends a payload to the app by socket or, once `push_to` was called, by HTTP."""
        return self.courier.send(Delivery(self.world.new_id("env-"), kind, payload))

    def tell(self, event: Json, *, team: str = cast.TEAM) -> Delivery:
        """Sends any event, also of an unknown kind, whatever the app subscribed to."""
        payload = payloads.wrap(self.world, self.world.teams[team], event)
        return self.send(EVENTS, payload)

    def push_to(self, url: str) -> Push:
        """From now on everything goes to this address, signed; "" only takes the address away."""
        self.push.url = url
        self.push.opened.set() if url else self.push.opened.clear()
        self.courier.carrier = self.push
        return self.push

    def _tell(self, team: Team, event: Json) -> None:
        kind = event["type"]
        if team.dead and kind not in ("app_uninstalled", "tokens_revoked"):
            return
        place = team.channels.get(event.get("channel") or event.get("item", {}).get("channel", ""))
        if kind in _ONLY_FOR_MEMBERS and place is not None and not team.has_bot(place):
            return
        subscribed = self.world.events
        if subscribed is None or payloads.subscription(event) in subscribed:
            self.tell(event, team=team.id)

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(work, name="fake-slack")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def __aenter__(self) -> "FakeSlack":
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self.web.api)
        app.router.add_post("/response/{key}", self.web.response)
        app.router.add_get("/link/", self.sockets.serve)
        Control(self).add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.world.address = f"http://127.0.0.1:{port}"
        self.push = Push(self.world, aiohttp.ClientSession())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.sockets.drop()
        await self.push.session.close()
        await self._runner.cleanup()
