"""What Slack knows of its people, groups and channels: asked when needed, kept for a moment."""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from adapters.slack.client import Clients, asked, data, pages, team_of
from adapters.slack.errors import code_of
from adapters.slack.heard import fields, objects
from adapters.slack.kept import NEVER, Kept
from adapters.slack.person import Group, House, Payload
from bot.errors import ChatBusy
from bot.model.ids import PersonId, PlaceId, WorkspaceId
from bot.model.text import clean

V = TypeVar("V")
MINUTE = timedelta(minutes=1)
SLOW = timedelta(minutes=10)
DAY = timedelta(days=1)
PAGE = 500
MOST_PAGES = 100
_NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
_NOWHERE = frozenset({"channel_not_found", "not_in_channel", "method_not_supported_for_channel_type"})
_NO_GROUPS = frozenset({"missing_scope", "paid_teams_only", "plan_upgrade_required", "permission_denied"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as the bot sees it. `here`: the bot is in it."""

    id: PlaceId
    name: str
    private: bool
    here: bool


class Directory:
    """Of every workspace; where Slack does not answer, people and groups of the last ten minutes hold."""

    def __init__(self, clients: Clients, *, now: Callable[[], datetime]) -> None:
        self._clients = clients
        self._kept: Kept[Any] = Kept(now)
        self._said: set[WorkspaceId] = set()

    async def house(self, workspace: WorkspaceId) -> House:
        """The workspace itself; asked once a day."""

        async def ask() -> House:
            client = await self._clients(workspace)
            body = data(await asked(client.auth_test()))
            return House(str(body.get("team_id") or ""), str(body.get("enterprise_id") or ""))

        return await self._get((workspace, "house"), ask, fresh=DAY, stale=DAY * 30) or House(
            team_of(workspace)
        )

    async def user(self, workspace: WorkspaceId, person: PersonId) -> Payload | None:
        """What Slack says of one person; None where it knows nobody of this id."""

        async def ask() -> Payload | None:
            client = await self._clients(workspace)
            try:
                body = await _answered(client.users_info(user=person), nothing=_NOBODY)
            except ChatBusy:
                # A busy minute: Slack tells of a hundred people one by one, and of all of them at once.
                known = {str(one.get("id")): one for one in await self.everybody(workspace)}
                if person not in known:
                    raise
                return known[person]
            return fields((body or {}).get("user")) or None

        return await self._get((workspace, "user", person), ask, fresh=MINUTE, stale=SLOW)

    async def everybody(self, workspace: WorkspaceId, *, fresh: timedelta = SLOW) -> Collection[Payload]:
        """Everybody in the workspace, closed accounts too."""

        async def ask() -> Collection[Payload]:
            client = await self._clients(workspace)

            async def page(cursor: str | None) -> Mapping[str, Any]:
                return await asked(_body(client.users_list(limit=PAGE, cursor=cursor)))

            return await _all(page, "members")

        return await self._get((workspace, "users"), ask, fresh=fresh, stale=SLOW * 6) or ()

    async def groups(self, workspace: WorkspaceId) -> Collection[Group]:
        """The user groups with who is in each; none where Slack does not let the bot read them."""

        async def ask() -> Collection[Group]:
            client = await self._clients(workspace)
            body = await _answered(client.usergroups_list(include_users=True), nothing=_NO_GROUPS)
            if body is None and workspace not in self._said:
                self._said.add(workspace)
                _log.warning(
                    "user groups of %s cannot be read: the scope usergroups:read is missing", workspace
                )
            return tuple(_group(one) for one in objects((body or {}).get("usergroups")))

        return await self._get((workspace, "groups"), ask, fresh=MINUTE, stale=SLOW) or ()

    async def channel(
        self, workspace: WorkspaceId, place: PlaceId, *, fresh: timedelta = MINUTE
    ) -> Channel | None:
        """One channel; None where the bot cannot see it."""
        if place.startswith("D"):
            # A direct message is nobody else's business, and costs one more scope to look at.
            return Channel(place, "", private=True, here=False)

        async def ask() -> Channel | None:
            client = await self._clients(workspace)
            body = await _answered(client.conversations_info(channel=place), nothing=_NOWHERE)
            return None if body is None else _channel(fields(body.get("channel")))

        return await self._get((workspace, "channel", place), ask, fresh=fresh)

    async def channels(self, workspace: WorkspaceId) -> Collection[Channel]:
        """Every channel that the bot can see."""

        async def ask() -> Collection[Channel]:
            client = await self._clients(workspace)

            async def page(cursor: str | None) -> Mapping[str, Any]:
                kinds = ["public_channel", "private_channel"]
                call = client.conversations_list(
                    types=kinds, exclude_archived=True, limit=PAGE, cursor=cursor
                )
                return await asked(_body(call))

            return [_channel(one) for one in await _all(page, "channels")]

        return await self._get((workspace, "channels"), ask, fresh=MINUTE) or ()

    async def members(
        self, workspace: WorkspaceId, place: PlaceId, *, fresh: timedelta = MINUTE
    ) -> frozenset[PersonId] | None:
        """Who is in a channel; None where the bot cannot see it."""

        async def ask() -> frozenset[PersonId] | None:
            client = await self._clients(workspace)

            async def page(cursor: str | None) -> Mapping[str, Any] | None:
                call = client.conversations_members(channel=place, limit=PAGE, cursor=cursor)
                return await _answered(call, nothing=_NOWHERE)

            found = await _all(page, "members")
            return frozenset(PersonId(str(one)) for one in found) if found else None

        return await self._get((workspace, "members", place), ask, fresh=fresh)

    async def _get(
        self,
        key: tuple[str, ...],
        ask: Callable[[], Awaitable[V | None]],
        *,
        fresh: timedelta,
        stale: timedelta = NEVER,
    ) -> V | None:
        found: V | None = await self._kept.get(key, ask, fresh=fresh, stale=stale)
        return found


async def _body(call: Awaitable[Any]) -> dict[str, Any]:
    return data(await call)


async def _answered(call: Awaitable[Any], *, nothing: Collection[str]) -> dict[str, Any] | None:
    """The body of an answer; None where Slack answers with one of these codes. Raises our errors."""

    async def once() -> dict[str, Any] | None:
        try:
            return data(await call)
        except SlackApiError as wrong:
            if code_of(wrong) in nothing:
                return None
            raise

    return await asked(once())


async def _all(page: Callable[[str | None], Awaitable[Mapping[str, Any] | None]], name: str) -> list[Any]:
    """Every page of a list."""
    return [one async for part in pages(page, most=MOST_PAGES) for one in part.get(name) or ()]


def _group(group: Payload) -> Group:
    users = group.get("users") or ()
    handle = clean(str(group.get("handle") or group.get("name") or group.get("id")))
    return Group(PersonId(str(group.get("id"))), handle, frozenset(PersonId(str(one)) for one in users))


def _channel(channel: Payload) -> Channel:
    private = bool(channel.get("is_private") or channel.get("is_im") or channel.get("is_mpim"))
    return Channel(
        id=PlaceId(str(channel.get("id"))),
        name=clean(str(channel.get("name") or "")),
        private=private,
        here=bool(channel.get("is_member")) and not channel.get("is_archived"),
    )
