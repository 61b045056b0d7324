"""`claimdesk doctor` about Slack: tokens, scopes, channels, what Slack would not take, and what to click."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import asked, data, pages, web_client, web_session, workspace_of
from adapters.slack.start import missing
from bot.errors import ChatFailed, ChatRefused, ClaimdeskError
from bot.model.finding import Finding
from bot.model.ids import PlaceId, WorkspaceId
from bot.model.post import Post
from bot.model.text import clean
from bot.ports import Install
from bot.settings import Settings

AGAIN = "copy the Bot User OAuth Token from OAuth & Permissions again, or install the app again"
FEW, PER_PAGE, PAGES = 5, 200, 20
_TYPES = "public_channel,private_channel"

Desks = Mapping[WorkspaceId, Sequence[PlaceId]]
Refused = Mapping[WorkspaceId, Sequence[Post]]
Heard = Mapping[WorkspaceId, datetime]


async def look(
    settings: Settings,
    *,
    desks: Desks,
    refused: Refused,
    heard: Heard,
    installs: Sequence[Install] = (),
    locked: Sequence[WorkspaceId] = (),
) -> list[Finding]:
    """Every finding. `heard` is when the last event of each workspace came; the rest is of the database."""
    async with web_session() as session:

        def client_for(token: str | None) -> AsyncWebClient:
            return web_client(token, base_url=settings.slack_api_url, session=session)

        found = []
        if settings.slack_mode == "socket":
            found.append(await _socket(client_for(None), settings.clear("slack_app_token") or ""))
        if settings.slack_client_id is None:
            client = client_for(settings.clear("slack_bot_token"))
            found += await _workspace(client, "SLACK_BOT_TOKEN", desks=desks, refused=refused, heard=heard)
        else:
            found.append(_installed(installs))
            for install in installs:
                token = f"The token of {install.workspace}"
                client = client_for(install.token)
                found += await _workspace(client, token, desks=desks, refused=refused, heard=heard)
            found += [_locked(workspace) for workspace in locked]
    return found


async def _socket(client: AsyncWebClient, token: str) -> Finding:
    name = "Slack: socket"
    try:
        await asked(client.apps_connections_open(app_token=token))
    except ChatRefused:
        what = "Basic Information → App-Level Tokens → Generate, with the scope connections:write"
        return Finding(name, False, f"SLACK_APP_TOKEN is refused by Slack: {what}.")
    except ClaimdeskError as away:
        return Finding(name, False, f"SLACK_APP_TOKEN could not be tried: {away.reason}")
    return Finding(name, True, "SLACK_APP_TOKEN opens a socket.")


def _installed(installs: Sequence[Install]) -> Finding:
    if not installs:
        return Finding("Slack: installs", True, "No workspace has installed it yet: open /slack/install.")
    return Finding("Slack: installs", True, f"Installed in {len(installs)}: {_few(_names(installs))}.")


def _names(installs: Sequence[Install]) -> list[str]:
    return [f"{clean(one.name) or 'a workspace'} ({one.workspace})" for one in installs]


def _locked(workspace: WorkspaceId) -> Finding:
    return Finding(
        "Slack: installs",
        False,
        f"SECRET_KEY does not open the token of {workspace}: set the key by which it was installed, "
        "or install it there again.",
    )


async def _workspace(
    client: AsyncWebClient, token: str, *, desks: Desks, refused: Refused, heard: Heard
) -> list[Finding]:
    """What can be said of one workspace; nothing more where its token is refused."""
    try:
        answer = await asked(client.auth_test())
    except ChatRefused:
        return [Finding("Slack: token", False, f"{token} is refused by Slack: {AGAIN}.")]
    except ClaimdeskError as away:
        return [Finding("Slack: token", False, f"{token} could not be tried: {away.reason}")]
    body = data(answer)
    workspace = workspace_of(str(body.get("team_id")))
    return [
        Finding("Slack: token", True, f"{token} is good in {clean(str(body.get('team')))} ({workspace})."),
        _scopes(token, missing(answer.headers.get("x-oauth-scopes"))),
        await _channels(client, desks.get(workspace, ())),
        _heard(heard.get(workspace)),
        *_refused(refused.get(workspace, ())),
    ]


def _scopes(token: str, lacking: Sequence[str]) -> Finding:
    if not lacking:
        return Finding("Slack: scopes", True, "All scopes are there.")
    named = ", ".join(lacking)
    return Finding(
        "Slack: scopes",
        False,
        f"{token} lacks {named}: OAuth & Permissions → Bot Token Scopes → add {named}, then Reinstall.",
    )


async def _channels(client: AsyncWebClient, desks: Collection[PlaceId]) -> Finding:
    name = "Slack: channels"
    try:
        inside = await _member_of(client, desks)
        called = [f"#{clean(call)}" for call in inside.values()]
        away = [await _called(client, place) for place in desks if place not in inside]
    except ClaimdeskError as wrong:
        return Finding(name, False, f"Slack does not say in which channels Claimdesk is: {wrong.reason}")
    if not called:
        said = "In no channel yet: type /invite @Claimdesk in the channel of your desk."
    else:
        said = f"In {len(called)}: {_few(called)}."
    if away:
        said += f" No longer in {_few(away)}, so nothing is said there: /invite @Claimdesk brings it back."
    return Finding(name, True, said)


async def _member_of(client: AsyncWebClient, desks: Collection[PlaceId]) -> Mapping[str, str]:
    """The channels by id, with what they are called; where Slack does not list them, those of the desks."""
    try:
        return await _listed(client)
    except ChatFailed:
        found = [data(await asked(client.conversations_info(channel=desk))).get("channel") for desk in desks]
        return {
            str(one["id"]): str(one.get("name") or one["id"]) for one in found if one and one.get("is_member")
        }


async def _listed(client: AsyncWebClient) -> Mapping[str, str]:
    async def page(cursor: str | None) -> Mapping[str, Any]:
        call = client.users_conversations(types=_TYPES, exclude_archived=True, limit=PER_PAGE, cursor=cursor)
        return data(await asked(call))

    return {
        str(one["id"]): str(one.get("name") or one["id"])
        async for part in pages(page, most=PAGES)
        for one in part.get("channels") or ()
    }


async def _called(client: AsyncWebClient, place: PlaceId) -> str:
    """A channel that it is not in: its name, where Slack tells, and its id."""
    try:
        channel = data(await asked(client.conversations_info(channel=place))).get("channel") or {}
    except ClaimdeskError:
        return str(place)
    closed = ", archived" if channel.get("is_archived") else ""
    return f"#{clean(str(channel.get('name') or place))} ({place}{closed})"


def _heard(at: datetime | None) -> Finding:
    # Slack tells no bot to which events its app is subscribed.
    if at is not None:
        return Finding("Slack: events", True, f"The last one came at {at:%Y-%m-%d %H:%M} UTC.")
    return Finding(
        "Slack: events",
        True,
        "None has come yet. If a pasted link gets no 👀: Event Subscriptions → Subscribe to bot events has "
        "to name what adapters/slack/manifest.yaml names.",
    )


def _refused(posts: Sequence[Post]) -> list[Finding]:
    """By what has to be done, which is what the sentence says."""
    by_reason = defaultdict[str, list[Post]](list)
    for post in posts:
        by_reason[post.refused or ""].append(post)
    return [
        Finding("Slack: not taken", False, f"{why} {len(some)} wait: {_few([_at(post) for post in some])}.")
        for why, some in by_reason.items()
    ]


def _at(post: Post) -> str:
    return f"{post.key} at {post.place}"


def _few(names: Sequence[str]) -> str:
    rest = len(names) - FEW
    return ", ".join(names[:FEW]) + (f" and {rest} more" if rest > 0 else "")
