"""chat.*: what the app says."""

from tests.support.slack import payloads
from tests.support.slack.api.content import Content, content_of
from tests.support.slack.api.method import Ask, method
from tests.support.slack.message import Ephemeral, Message
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.team import Channel
from tests.support.slack.world import message_at


def _where(ask: Ask) -> Channel:
    """The channel to post in; a person's id is the direct message with them."""
    wanted = ask.need("channel")
    if wanted.startswith("U"):
        user = ask.team.users.get(wanted)
        if user is None or user.deleted or user.bot:
            raise Refused("channel_not_found")
        return ask.team.dm(wanted)
    channel = ask.channel()
    if channel.archived:
        raise Refused("is_archived")
    if not ask.team.has_bot(channel) and "chat:write.public" not in ask.team.scopes:
        raise Refused("not_in_channel")
    return channel


def _thread(ask: Ask, channel: Channel) -> str:
    """The parent that a reply names, which must be there, or have been there with replies."""
    ts = ask.text("thread_ts")
    if not ts:
        return ""
    parent = channel.messages.get(ts)
    if parent is None:
        raise Refused("cannot_reply_to_message" if ask.world.ephemeral(ts) else ask.world.lost_parent)
    if parent.thread_ts not in ("", ts):
        ask.world.complain(f"thread_ts {ts} is a reply, not the parent {parent.thread_ts}")
    parent.thread_ts = ts
    return ts


@method("chat.postMessage", "chat:write")
def post_message(ask: Ask) -> Json:
    """Says something in a channel, a thread, or to one person."""
    channel = _where(ask)
    content = content_of(ask, most_text=40_000)
    content.complain_about_unfurls(ask)
    thread_ts = _thread(ask, channel)
    team = ask.team
    message = Message(
        ts=ask.world.new_ts(),
        channel=channel.id,
        team=team.id,
        user=team.bot_user,
        bot_id=team.bot_id,
        app_id=ask.world.app,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
        thread_ts=thread_ts,
        subtype="thread_broadcast" if ask.flag("reply_broadcast") else "",
    )
    channel.messages[message.ts] = message
    ask.world.mentions += [(channel.id, user) for user in content.mentions()]
    ask.world.tell(team, payloads.message(channel, message))
    shown = message.shown(metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


@method("chat.update", "chat:write")
def update(ask: Ask) -> Json:
    """Changes one of the app's messages; blocks that are not given stay."""
    channel = ask.channel()
    message = message_at(channel, ask.need("ts"))
    if channel.archived:
        raise Refused("is_archived")
    if message.user != ask.team.bot_user:
        raise Refused("cant_update_message")
    content = content_of(
        ask, most_text=4_000, kept=Content(message.text, message.blocks, message.attachments)
    )
    before = message.shown()
    message.versions.append(message.text)
    message.text, message.blocks, message.attachments = content.text, content.blocks, content.attachments
    message.metadata = content.metadata if "metadata" in ask.args else message.metadata
    message.edited = {"user": ask.team.bot_user, "ts": ask.world.new_ts()}
    ask.world.tell(ask.team, payloads.changed(ask.world, channel, message.shown(), before))
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.shown()}


@method("chat.delete", "chat:write")
def delete(ask: Ask) -> Json:
    """Takes one of the app's messages away."""
    channel = ask.channel()
    message = message_at(channel, ask.need("ts"))
    if message.user != ask.team.bot_user:
        raise Refused("cant_delete_message")
    ask.world.tell(ask.team, payloads.remove(ask.world, channel, message))
    return {"channel": channel.id, "ts": message.ts}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(ask: Ask) -> Json:
    """Says something that one member of a channel sees."""
    channel = _where(ask)
    content = content_of(ask, most_text=40_000)
    user = ask.need("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    thread_ts = ask.text("thread_ts")
    if thread_ts and thread_ts not in channel.messages:
        raise Refused(ask.world.lost_parent)
    ts = ask.world.new_ts()
    ask.world.ephemerals.append(
        Ephemeral(ts, channel.id, user, content.text, content.blocks, thread_ts, content.attachments)
    )
    return {"message_ts": ts}


@method("chat.getPermalink")
def permalink(ask: Ask) -> Json:
    """The web address of a message."""
    channel = ask.channel()
    message = message_at(channel, ask.need("message_ts"))
    link = f"https://{ask.team.domain}.slack.test/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts not in ("", message.ts):
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}
