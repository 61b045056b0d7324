"""Many workspaces: each installs the app by itself, its token is kept by the port `Installs`."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.slack.client import workspace_of
from adapters.slack.install_pages import pages
from adapters.slack.scopes import SCOPES
from bot.errors import ClaimdeskError, NotWritten
from bot.model.ids import PersonId, WorkspaceId
from bot.ports import Install, Installs, Ledger

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
LIFE = timedelta(minutes=10)
SKEW = timedelta(minutes=1)
# States are no workspace's: whoever installs has none yet.
_NOBODYS = WorkspaceId("slack")
_FOR = "claimdesk oauth state"

Now = Callable[[], datetime]


def oauth_settings(
    *,
    client_id: str,
    client_secret: str,
    secret: str,
    public_url: str | None,
    installs: Installs,
    ledger: Ledger,
    now: Now,
) -> AsyncOAuthSettings:
    """How Bolt installs; nothing is kept by its own stores. `secret` is SECRET_KEY.

    Without a `public_url` Slack sends people back to the one address that the app itself names.
    """
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=list(SCOPES),
        user_scopes=[],
        redirect_uri=f"{public_url.rstrip('/')}{REDIRECT}" if public_url else None,
        install_path=INSTALL,
        install_page_rendering_enabled=False,
        redirect_uri_path=REDIRECT,
        callback_options=pages(INSTALL),
        installation_store=InstallationStore(installs, now=now),
        state_store=StateStore(ledger, secret=secret, now=now),
        state_expiration_seconds=int(LIFE.total_seconds()),
    )
    # Otherwise Slack would be asked whose token it is at every event.
    settings.authorize.cache_enabled = True  # type: ignore[attr-defined]
    return settings


class InstallationStore(AsyncInstallationStore):
    """Bolt's way to the installs. A workspace has one, whoever of its people asks."""

    def __init__(self, installs: Installs, *, now: Now) -> None:
        self._installs = installs
        self._now = now

    async def async_save(self, installation: Installation) -> None:
        """Raises BoltError, with a sentence, where it cannot be kept."""
        key = _org(installation) or installation.team_id
        if not key or not installation.bot_token:
            raise BoltError("Slack named no workspace or gave no token.")
        try:
            await self._installs.save(
                Install(
                    workspace=workspace_of(key),
                    team=installation.team_id or "",
                    enterprise=installation.enterprise_id or "",
                    name=installation.team_name or installation.enterprise_name or "",
                    token=installation.bot_token,
                    bot=installation.bot_id or "",
                    bot_user=installation.bot_user_id or "",
                    scopes=tuple(installation.bot_scopes or ()),
                    by=PersonId(installation.user_id) if installation.user_id else None,
                    at=self._now(),
                )
            )
        except ClaimdeskError as wrong:
            raise BoltError(wrong.reason) from None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """No person has a token of their own here."""
        if user_id is not None:
            return None
        found = await self._find(enterprise_id, team_id)
        return _installation(found) if found else None

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The same install, without its installer."""
        found = await self._find(enterprise_id, team_id)
        return _installation(found).to_bot() if found else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forgets the token; what the workspace has stays."""
        key = team_id or enterprise_id
        if key:
            await self._installs.remove(workspace_of(key), at=self._now())

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """A person who takes back what they allowed takes nothing from the workspace."""
        if user_id is None:
            await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    async def _find(self, enterprise: str | None, team: str | None) -> Install | None:
        """The workspace's own, else that of its whole organisation."""
        for key in filter(None, (team, enterprise)):
            found = await self._installs.get(workspace_of(key))
            if found is not None:
                return found
        return None


def _org(installation: Installation) -> str | None:
    return installation.enterprise_id if installation.is_enterprise_install else None


def _installation(install: Install) -> Installation:
    return Installation(
        enterprise_id=install.enterprise or None,
        team_id=install.team or None,
        team_name=install.name or None,
        bot_token=install.token,
        bot_id=install.bot or None,
        bot_user_id=install.bot_user or None,
        bot_scopes=list(install.scopes),
        user_id=str(install.by or ""),
        is_enterprise_install=not install.team,
        token_type="bot",
        installed_at=install.at.timestamp(),
    )


class StateStore(AsyncOAuthStateStore):
    """States that are signed and dated, so that only one that was used leaves a row."""

    def __init__(self, ledger: Ledger, *, secret: str, now: Now) -> None:
        self._ledger = ledger
        self._secret = secret.encode()
        self._now = now

    async def async_issue(self, *_: object, **__: object) -> str:
        """Good for ten minutes, once."""
        head = f"{int(self._now().timestamp())}.{secrets.token_urlsafe(16)}"
        return f"{head}.{self._sign(head)}"

    async def async_consume(self, state: str) -> bool:
        """False for what we did not issue, what is too old, and what was used before."""
        head, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(head).encode()):
            return False
        issued, _, nonce = head.partition(".")
        now = self._now()
        age = now - datetime.fromtimestamp(int(issued), UTC)
        if not -SKEW <= age <= LIFE:
            return False
        try:
            async with self._ledger.begin(_NOBODYS) as tx:
                return await tx.inbox.take(f"oauth:{nonce}", at=now)
        except NotWritten:
            return False

    def _sign(self, head: str) -> str:
        return hmac.new(self._secret, f"{_FOR}|{head}".encode(), hashlib.sha256).hexdigest()
