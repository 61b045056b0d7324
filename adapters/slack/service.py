"""Slack as a whole: checks the tokens, listens, speaks, and says how it is."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import listen, quiet
from adapters.slack.chat import SlackChat
from adapters.slack.client import SILENT, Clients, InstalledClients, OneClient, web_client, web_session
from adapters.slack.desk import SlackDesk
from adapters.slack.errors import TOKEN_ENDED, SlackAway, code_of, translated
from adapters.slack.later import Later
from adapters.slack.leaving import Leaving
from adapters.slack.limit import Asgi, limited
from adapters.slack.pace import SECONDS
from adapters.slack.roster import SlackRoster
from adapters.slack.sockets import Socket
from adapters.slack.start import checked, first_address, owed_again
from adapters.slack.whose import ManyTokens, OneToken
from bot.model.ids import WorkspaceId
from bot.ports import Installs, Ledger, Pages, Roster
from bot.settings import Settings

EVENTS = "/slack/events"
LOOKED_SECONDS, ANSWER_SECONDS = 15.0, 3.0
REFUSED = "token refused"


@dataclass(slots=True, kw_only=True)
class Slack:
    """Slack while it runs. `asgi` takes what comes by HTTP under `/slack/`, where anything does."""

    roster: Roster
    asgi: Asgi | None
    _clients: Clients
    _ledger: Ledger
    _client: AsyncWebClient
    _many: bool
    _socket: Socket | None
    _first: str | None
    _chats: dict[WorkspaceId, SlackChat] = field(default_factory=dict)
    _looked: float = float("-inf")
    _known: str = "ok"
    _pace: float = SECONDS

    def chat_of(self, workspace: WorkspaceId) -> SlackChat:
        """The chat of a workspace; its pace is kept while the program runs."""
        if workspace not in self._chats:
            self._chats[workspace] = SlackChat(
                workspace, self._clients, ledger=self._ledger, clock=time.monotonic, pace=self._pace
            )
        return self._chats[workspace]

    async def run(self, stop: asyncio.Event) -> None:
        """Listens until `stop`."""
        if self._socket is not None:
            await self._socket.run(stop, first=self._first)
        else:
            await stop.wait()

    async def state(self) -> str:
        """`ok`, or why no event can arrive."""
        if self._socket is not None and not self._socket.up:
            return "down"
        if not self._many and time.monotonic() - self._looked > LOOKED_SECONDS:
            self._looked = time.monotonic()
            self._known = await _answers(self._client)
        return self._known

    async def revoked(self) -> None:
        """The token of the settings is no good any more."""
        self._known, self._looked = REFUSED, time.monotonic()


async def _answers(client: AsyncWebClient) -> str:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await client.auth_test()
    except SlackApiError as wrong:
        if code_of(wrong) in TOKEN_ENDED:
            return REFUSED
        return "down" if isinstance(translated(wrong), SlackAway) else "ok"
    except (aiohttp.ClientError, OSError):
        return "down"
    return "ok"


@asynccontextmanager
async def slack(
    settings: Settings,
    *,
    ledger: Ledger,
    pages: Pages,
    installs: Installs,
    now: Callable[[], datetime],
    pace: float = SECONDS,
) -> AsyncIterator[Slack]:
    """Checks the tokens and yields Slack, ready to run. Raises SettingWrong for a token that is refused."""
    quiet()
    many, http = settings.slack_client_id is not None, settings.slack_mode == "http"
    async with web_session() as session:

        def client_for(token: str | None) -> AsyncWebClient:
            return web_client(token, base_url=settings.slack_api_url, session=session)

        client = client_for(settings.clear("slack_bot_token"))
        workspace = None if many else await checked(client)
        if workspace is not None:
            await owed_again(ledger, workspace)
        clients: Clients = InstalledClients(installs, client_for) if many else OneClient(client, workspace)
        app = _app(settings, client, installs=installs, ledger=ledger, now=now)
        socket = None if http else Socket(app, settings.clear("slack_app_token") or "")
        running = Slack(
            roster=SlackRoster(clients, now=now),
            asgi=limited(AsyncSlackRequestHandler(app, path=EVENTS)) if http or many else None,
            _clients=clients,
            _pace=pace,
            _ledger=ledger,
            _client=client,
            _many=many,
            _socket=socket,
            _first=await first_address(socket) if socket else None,
        )
        leaving = Leaving(ledger, installs=installs if many else None, gone=None if many else running.revoked)
        async with Later() as later:
            desk = SlackDesk(
                ledger=ledger,
                pages=pages,
                roster=running.roster,
                chat_of=running.chat_of,
                later=later,
                now=now,
            )
            listen(app, desk, leaving)
            yield running


def _app(
    settings: Settings,
    client: AsyncWebClient,
    *,
    installs: Installs,
    ledger: Ledger,
    now: Callable[[], datetime],
) -> AsyncApp:
    oauth = None
    if settings.slack_client_id is not None:
        from adapters.slack.oauth import oauth_settings

        oauth = oauth_settings(
            client_id=settings.slack_client_id,
            client_secret=settings.clear("slack_client_secret") or "",
            secret=settings.clear("secret_key") or "",
            public_url=settings.public_url,
            installs=installs,
            ledger=ledger,
            now=now,
        )
    return AsyncApp(
        client=client,
        # Bolt takes either a function or an object of this sort, and says so of functions only.
        authorize=OneToken(client) if oauth is None else ManyTokens(oauth.installation_store),  # type: ignore[arg-type]
        signing_secret=settings.clear("slack_signing_secret") or "",
        oauth_settings=oauth,
        process_before_response=True,
        logger=SILENT,
    )
