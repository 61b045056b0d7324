"""What is asked of Slack before anything listens: whether the tokens are good."""

import logging

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import data, workspace_of
from adapters.slack.errors import TOKEN, code_of, translated
from adapters.slack.scopes import SCOPES
from adapters.slack.sockets import Socket
from bot import refusing
from bot.errors import ChatRefused, ClaimdeskError, SettingWrong
from bot.model.ids import WorkspaceId
from bot.ports import Ledger

_log = logging.getLogger(__name__)
MOST = 500


async def checked(client: AsyncWebClient) -> WorkspaceId | None:
    """Whose bot token it is; None while Slack is away. Raises SettingWrong for a token that is refused."""
    try:
        answer = await client.auth_test()
    except SlackApiError as refused:
        if isinstance(translated(refused), ChatRefused):
            raise SettingWrong(
                f"SLACK_BOT_TOKEN was refused by Slack ({code_of(refused)}): copy the Bot User OAuth Token "
                "from OAuth & Permissions again."
            ) from None
        _log.warning("Slack cannot check SLACK_BOT_TOKEN now: %s", code_of(refused))
        return None
    except (aiohttp.ClientError, OSError) as away:
        _log.warning("Slack does not answer (%s); it is tried again", type(away).__name__)
        return None
    body = data(answer)
    team = body.get("team_id") or body.get("enterprise_id")
    if str(client.token).startswith("xapp-") or not team:
        raise SettingWrong("SLACK_BOT_TOKEN was refused: it is not the Bot User OAuth Token (xoxb-…).")
    lacking = missing(answer.headers.get("x-oauth-scopes"))
    if lacking:
        _log.warning(
            "SLACK_BOT_TOKEN lacks the scope %s: add it under OAuth & Permissions and install the app anew",
            ", ".join(lacking),
        )
    return workspace_of(str(team))


def missing(header: object) -> list[str]:
    """The scopes that Slack does not name; none where it names no scopes at all."""
    named = header[0] if isinstance(header, list) and header else header
    if not isinstance(named, str) or not named.strip():
        return []
    granted = {scope.strip() for scope in named.split(",")}
    return [scope for scope in SCOPES if scope not in granted]


async def first_address(socket: Socket) -> str | None:
    """The first address of the socket, by which the app's token is checked; None while Slack is away."""
    try:
        return await socket.address()
    except ChatRefused:
        raise SettingWrong(
            "SLACK_APP_TOKEN was refused by Slack: make one under Basic Information → App-Level Tokens with "
            "the scope connections:write."
        ) from None
    except ClaimdeskError:
        return None


async def owed_again(ledger: Ledger, workspace: WorkspaceId) -> None:
    """With a good token: what was refused only because the one before was not is owed anew."""
    async with ledger.begin(workspace) as tx:
        await refusing.try_again(tx, why=TOKEN, limit=MOST)
