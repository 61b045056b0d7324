"""The events that Slack sends, built as its documents show them."""

from tests.support.slack.message import TOMBSTONE, Message
from tests.support.slack.shapes import Json
from tests.support.slack.team import Channel, Team
from tests.support.slack.world import World


def wrap(world: World, team: Team, event: Json) -> Json:
    """The envelope's payload around one event."""
    return {
        "token": "fake-verification-token",
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": world.app,
        "event": event,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(world.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(
            (place := team.channels.get(str(event.get("channel")))) and place.shared
        ),
        "event_context": world.new_id("4-"),
    }


def subscription(event: Json) -> str:
    """The name under which an app subscribes to an event: `message.channels`, `reaction_added` …"""
    if event["type"] != "message":
        return str(event["type"])
    return "message." + {"channel": "channels", "group": "groups", "im": "im"}[event["channel_type"]]


def message(channel: Channel, said: Message) -> Json:
    """Somebody said something."""
    event = said.shown(reactions=False) | {
        "channel": channel.id,
        "event_ts": said.ts,
        "channel_type": channel.kind,
    }
    parent = channel.messages.get(said.thread_ts)
    if parent is not None and parent is not said:
        event["parent_user_id"] = parent.user
    if parent is said:
        event.pop("thread_ts", None)
    return event


def mention(channel: Channel, said: Message) -> Json:
    """The same post, told a second time because it names the app."""
    event = message(channel, said) | {"type": "app_mention"}
    event.pop("channel_type")
    return event


def changed(world: World, channel: Channel, now: Json, before: Json) -> Json:
    """A message looks different: by an edit, an unfurl, or because its replies outlive it."""
    ts = world.new_ts()
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": now,
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.kind,
    }


def remove(world: World, channel: Channel, gone: Message) -> Json:
    """Takes a message away, leaving a tombstone above replies, and gives the event of it."""
    before = gone.shown()
    if channel.replies(gone.ts):
        gone.subtype, gone.text, gone.user = "tombstone", TOMBSTONE, "USLACKBOT"
        gone.blocks, gone.attachments, gone.reactions, gone.metadata = [], [], {}, None
        gone.extra = {"hidden": True}
        gone.bot_id = ""
        return changed(world, channel, gone.shown(), before)
    del channel.messages[gone.ts]
    ts = world.new_ts()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": gone.ts,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.kind,
    }


def reaction(
    world: World,
    channel: Channel,
    on: Message,
    user: str,
    name: str,
    *,
    added: bool = True,
    author: bool = True,
) -> Json:
    """An emoji came or went; `author` False leaves item_user out, as Slack sometimes does."""
    event: Json = {
        "type": "reaction_added" if added else "reaction_removed",
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": on.ts},
        "event_ts": world.new_ts(),
    }
    return event | ({"item_user": on.user} if author else {})


def membership(world: World, team: Team, channel: Channel, user: str, *, joined: bool, by: str = "") -> Json:
    """Somebody, or the app, came into a channel or left it."""
    event: Json = {
        "type": "member_joined_channel" if joined else "member_left_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.private else "C",
        "team": team.id,
        "event_ts": world.new_ts(),
    }
    return event | ({"inviter": by} if joined and by else {})
