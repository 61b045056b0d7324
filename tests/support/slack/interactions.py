"""The payloads of what people press, choose, submit and call, built as Slack's documents show them."""

from tests.support.slack.message import Ephemeral, Message, View
from tests.support.slack.shapes import Json
from tests.support.slack.team import Channel, Team
from tests.support.slack.world import World

_NAMES = {"im": "directmessage", "group": "privategroup"}


def _base(world: World, team: Team, user: str, kind: str) -> Json:
    person = team.users[user]
    return {
        "type": kind,
        "user": {"id": user, "username": person.name, "name": person.name, "team_id": person.home},
        "api_app_id": world.app,
        "token": "fake-verification-token",
        "trigger_id": world.trigger(team.id, user),
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _place(channel: Channel) -> Json:
    return {"id": channel.id, "name": _NAMES.get(channel.kind, channel.name)}


def on_message(
    world: World, team: Team, user: str, channel: Channel, on: Message | Ephemeral, action: Json, state: Json
) -> Json:
    """block_actions of something on a message; an ephemeral one is not shown again in the payload."""
    thread = on.thread_ts
    private = isinstance(on, Ephemeral)
    container: Json = {
        "type": "message",
        "message_ts": on.ts,
        "channel_id": channel.id,
        "is_ephemeral": private,
    }
    if thread and thread != on.ts:
        container["thread_ts"] = thread
    payload = _base(world, team, user, "block_actions") | {
        "container": container,
        "channel": _place(channel),
        "state": {"values": state},
        "response_url": world.response_url(team.id, channel.id, user, on.ts, thread),
        "actions": [action | {"action_ts": world.new_ts()}],
    }
    return payload if isinstance(on, Ephemeral) else payload | {"message": on.shown()}


def on_view(world: World, team: Team, user: str, view: View, action: Json, state: Json) -> Json:
    """block_actions of something in a modal or a Home."""
    payload = _base(world, team, user, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.shown(state),
        "actions": [action | {"action_ts": world.new_ts()}],
    }
    world.triggers[payload["trigger_id"]].view = view.id
    return payload


def submission(world: World, team: Team, view: View, state: Json) -> Json:
    """view_submission of a filled-in modal."""
    base = _base(world, team, view.user, "view_submission")
    return base | {"view": view.shown(state), "response_urls": []}


def closing(world: World, team: Team, view: View, *, all_: bool) -> Json:
    """view_closed, for a view that asked to be told."""
    base = _base(world, team, view.user, "view_closed")
    del base["trigger_id"]
    return base | {"view": view.shown(), "is_cleared": all_}


def message_shortcut(
    world: World, team: Team, user: str, channel: Channel, on: Message, callback_id: str
) -> Json:
    """message_action: somebody chose the app's entry in a message's menu."""
    return _base(world, team, user, "message_action") | {
        "action_ts": world.new_ts(),
        "channel": _place(channel),
        "callback_id": callback_id,
        "response_url": world.response_url(team.id, channel.id, user, thread_ts=on.thread_ts),
        "message_ts": on.ts,
        "message": on.shown(),
    }


def global_shortcut(world: World, team: Team, user: str, callback_id: str) -> Json:
    """shortcut: from the lightning menu, with no place."""
    return _base(world, team, user, "shortcut") | {
        "action_ts": world.new_ts(),
        "callback_id": callback_id,
    }


def command(world: World, team: Team, user: str, channel: Channel, name: str, text: str) -> Json:
    """The form fields of a slash command."""
    return {
        "token": "fake-verification-token",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": _NAMES.get(channel.kind, channel.name),
        "user_id": user,
        "user_name": team.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": world.app,
        "is_enterprise_install": "false",
        "response_url": world.response_url(team.id, channel.id, user),
        "trigger_id": world.trigger(team.id, user),
    }
