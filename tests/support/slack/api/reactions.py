"""reactions.*: emoji that the app puts on messages."""

import re

from tests.support.slack import payloads
from tests.support.slack.api.method import Ask, method
from tests.support.slack.message import Message
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.team import Channel
from tests.support.slack.world import message_at

_NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def _target(ask: Ask, ts: str = "timestamp") -> tuple[Channel, Message]:
    channel = ask.channel()
    if not ask.text(ts):
        raise Refused("no_item_specified")
    if channel.archived:
        raise Refused("is_archived")
    return channel, message_at(channel, ask.text(ts))


@method("reactions.add", "reactions:write")
def add(ask: Ask) -> Json:
    """Puts an emoji on a message, as the app."""
    channel, message = _target(ask)
    name = ask.need("name")
    if not _NAME.fullmatch(name):
        raise Refused("invalid_name")
    if not ask.team.has_bot(channel):
        raise Refused("not_in_channel")
    users = message.reactions.setdefault(name, [])
    if ask.team.bot_user in users:
        raise Refused("already_reacted")
    users.append(ask.team.bot_user)
    ask.world.tell(ask.team, payloads.reaction(ask.world, channel, message, ask.team.bot_user, name))
    return {}


@method("reactions.remove", "reactions:write")
def remove(ask: Ask) -> Json:
    """Takes the app's emoji away."""
    channel, message = _target(ask)
    name = ask.need("name")
    if ask.team.bot_user not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    drop(message, name, ask.team.bot_user)
    event = payloads.reaction(ask.world, channel, message, ask.team.bot_user, name, added=False)
    ask.world.tell(ask.team, event)
    return {}


@method("reactions.get", "reactions:read")
def get(ask: Ask) -> Json:
    """The emoji on a message."""
    channel, message = _target(ask)
    return {"type": "message", "channel": channel.id, "message": message.shown()}


def drop(message: Message, name: str, user: str) -> None:
    """Forgets one person's emoji."""
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
