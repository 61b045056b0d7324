"""The way to Slack's Web API: one client a workspace, without retries of its own."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import translated
from bot.errors import ChatRefused
from bot.model.ids import WorkspaceId
from bot.ports import Installs

SLACK = "https://slack.com/api/"
SECONDS = 10
PREFIX = "slack:"

# Slack's libraries write what people say, and tickets, into their logs. Only a level of their own keeps them
# from it: Bolt gives its loggers that of the root, and the client asks nothing but its own.
SILENT = logging.getLogger("slack_sdk.silent")
SILENT.setLevel(logging.CRITICAL)

T = TypeVar("T")
Clients = Callable[[WorkspaceId], Awaitable[AsyncWebClient]]


def web_client(
    token: str | None, *, base_url: str = SLACK, session: aiohttp.ClientSession | None = None
) -> AsyncWebClient:
    """SDK retries are off: a repost after a lost answer would be a second message. `session` keeps alive."""
    return AsyncWebClient(
        token=token, base_url=base_url, timeout=SECONDS, session=session, retry_handlers=[], logger=SILENT
    )


def web_session() -> aiohttp.ClientSession:
    """Connections that are kept; the SDK's own time-out does not count for a session that it is given."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))


def workspace_of(team: str) -> WorkspaceId:
    """The workspace of a Slack team."""
    return WorkspaceId(f"{PREFIX}{team}")


def team_of(workspace: WorkspaceId) -> str:
    """The Slack team of a workspace."""
    return workspace.removeprefix(PREFIX)


async def asked(call: Awaitable[T]) -> T:
    """The answer of a call; its failures as our errors."""
    try:
        return await call
    except (TimeoutError, SlackApiError, aiohttp.ClientError, OSError, ValueError) as wrong:
        raise translated(wrong) from None


async def pages(
    page: Callable[[str | None], Awaitable[Mapping[str, Any] | None]], *, most: int
) -> AsyncIterator[Mapping[str, Any]]:
    """The bodies of a list, page after page; `page` asks for the one at a cursor."""
    cursor: str | None = None
    for _ in range(most):
        body = await page(cursor) or {}
        yield body
        cursor = str((body.get("response_metadata") or {}).get("next_cursor") or "") or None
        if cursor is None:
            return


class OneClient:
    """For one workspace, by the token in the settings; None while nobody knows yet whose it is."""

    def __init__(self, client: AsyncWebClient, workspace: WorkspaceId | None) -> None:
        self._client = client
        self._workspace = workspace

    async def __call__(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Raises ChatRefused for any other workspace: this token does not speak there."""
        if self._workspace not in (None, workspace):
            raise ChatRefused("Claimdesk is not installed in that workspace.")
        return self._client


class InstalledClients:
    """For many workspaces: tokens come from the installs, asked for anew each time that one was replaced."""

    def __init__(self, installs: Installs, make: Callable[[str], AsyncWebClient]) -> None:
        self._installs = installs
        self._make = make
        self._made: dict[WorkspaceId, tuple[str, AsyncWebClient]] = {}

    async def __call__(self, workspace: WorkspaceId) -> AsyncWebClient:
        """Raises ChatRefused where it is not installed any more."""
        install = await self._installs.get(workspace)
        if install is None:
            self._made.pop(workspace, None)
            raise ChatRefused("Claimdesk is not installed in that workspace.")
        held = self._made.get(workspace)
        if held is None or held[0] != install.token:
            held = self._made[workspace] = (install.token, self._make(install.token))
        return held[1]


def data(answer: Any) -> dict[str, Any]:
    """The body of an answer."""
    body = answer.data
    return body if isinstance(body, dict) else {}
