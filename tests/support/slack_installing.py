"""A desk that many workspaces may install, behind its proxy, with a Slack and somebody's browser."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from pydantic import SecretStr

from adapters.slack.service import slack as running_slack
from adapters.web.server import serve
from bot.settings import Settings
from storage.database import Database
from tests.support.fakes import FakePages
from tests.support.hours import Hours
from tests.support.slack import CHAN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, FakeSlack

SECRET = "s" * 32
PUBLIC = "https://desk.test"


@dataclass
class Page:
    """What a browser got."""

    status: int
    text: str
    location: str
    cookie: str


@dataclass
class Installing:
    """The desk behind its proxy, a Slack, and somebody's browser."""

    slack: FakeSlack
    database: Database
    address: str
    http: aiohttp.ClientSession

    async def get(self, path: str, *, cookie: str = "") -> Page:
        headers = {"Cookie": cookie} if cookie else {}
        async with self.http.get(f"{self.address}{path}", headers=headers, allow_redirects=False) as answer:
            got = answer.headers
            page = Page(answer.status, await answer.text(), got.get("Location", ""), "")
            page.cookie = got.get("Set-Cookie", "").partition(";")[0]
            return page

    async def begin(self, *, team: str = "T0NEWS") -> tuple[str, str]:
        """From the install page to Slack and back: the path to which Slack sends the browser, its cookie."""
        page = await self.get("/slack/install")
        assert page.status == 302
        back = urlsplit(self.slack.allow(page.location, team=team, user=CHAN))
        return f"{back.path}?{back.query}", page.cookie

    async def install(self) -> Page:
        back, cookie = await self.begin()
        return await self.get(back, cookie=cookie)


@asynccontextmanager
async def installing(database: Database, hours: Hours) -> AsyncIterator[Installing]:
    async with FakeSlack(rates=None) as slack, aiohttp.ClientSession() as http:
        settings = Settings(
            slack_client_id=CLIENT_ID,
            slack_client_secret=SecretStr(CLIENT_SECRET),
            slack_mode="http",
            slack_signing_secret=SecretStr(SIGNING_SECRET),
            slack_api_url=slack.api_url,
            secret_key=SecretStr(SECRET),
            public_url=PUBLIC,
        )
        stop, ready = asyncio.Event(), asyncio.Queue[str]()
        async with (
            running_slack(
                settings, ledger=database.ledger, pages=FakePages(), installs=database.installs, now=hours
            ) as running,
            asyncio.TaskGroup() as group,
        ):
            assert running.asgi is not None
            serving = serve(running.asgi, host="127.0.0.1", port=0, stop=stop, ready=ready.put_nowait)
            group.create_task(serving, name="web")
            yield Installing(slack, database, await ready.get(), http)
            stop.set()
