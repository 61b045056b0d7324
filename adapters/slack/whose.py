"""Whose token answers an event. Bolt's own ways acknowledge what they could not find out, and it is lost.

Where Slack or the database is away these raise: the event is not acknowledged, and Slack delivers it again.
"""

from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import asked, data
from bot.errors import ChatRefused


class OneToken(AsyncAuthorize):
    """The token of the settings; Slack is asked once who it is."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, Any] = {}

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_: object,
    ) -> AuthorizeResult | None:
        """None where the token is refused."""
        if not self._known:
            try:
                self._known = data(await asked(self._client.auth_test()))
            except ChatRefused:
                return None
        return AuthorizeResult(
            enterprise_id=self._known.get("enterprise_id"),
            team_id=self._known.get("team_id"),
            bot_user_id=self._known.get("user_id"),
            bot_id=self._known.get("bot_id"),
            bot_token=self._client.token,
            user_id=user_id,
        )


class ManyTokens(AsyncAuthorize):
    """The tokens of the installs, as they were given."""

    def __init__(self, store: AsyncInstallationStore) -> None:
        self._store = store

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_: object,
    ) -> AuthorizeResult | None:
        """None where it is not installed."""
        bot = await self._store.async_find_bot(enterprise_id=enterprise_id, team_id=team_id)
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id or bot.enterprise_id,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_token=bot.bot_token,
            user_id=user_id,
        )
