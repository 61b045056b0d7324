"""conversations.*: channels, who is in them, what was said."""

from tests.support.slack.api.method import Ask, listed, method, page
from tests.support.slack.message import Message
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.team import Channel


@method("conversations.info")
def info(ask: Ask) -> Json:
    """One channel."""
    channel = ask.channel("read")
    shown = channel.shown(ask.team.id, ask.team.bot_user)
    if ask.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


@method("conversations.members")
def members(ask: Ask) -> Json:
    """The ids of who is in it."""
    ids, more = page(ask, ask.channel("read").members)
    return {"members": ids} | more


@method("conversations.list")
def list_(ask: Ask) -> Json:
    """The channels that the app can see, of the types asked for."""
    types = listed(ask.text("types", "public_channel"))
    letters = {"public_channel": "channels", "private_channel": "groups", "im": "im"}
    wanted = [letters[one] for one in types if one in letters]
    for letter in wanted:
        ask.needs_scope(f"{letter}:read")
    hide = ask.flag("exclude_archived")
    seen = [
        one
        for one in ask.team.channels.values()
        if one.letter in wanted and not (hide and one.archived) and (ask.team.has_bot(one) or not one.private)
    ]
    part, more = page(ask, seen)
    return {"channels": [one.shown(ask.team.id, ask.team.bot_user) for one in part]} | more


@method("conversations.open", "im:write")
def open_(ask: Ask) -> Json:
    """The direct message with one person."""
    users = listed(ask.args.get("users"))
    if len(users) != 1:
        raise Refused("method_not_supported_for_channel_type" if users else "users_list_not_supplied")
    user = ask.team.users.get(users[0])
    if user is None:
        raise Refused("user_not_found")
    if user.bot or user.deleted:
        raise Refused("cannot_dm_bot" if user.bot else "user_disabled")
    channel = ask.team.dm(user.id)
    return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}


def _within(ask: Ask, messages: list[Message]) -> list[Message]:
    oldest, latest = ask.text("oldest", "0"), ask.text("latest", "9" * 10)
    if ask.flag("inclusive"):
        return [one for one in messages if float(oldest) <= float(one.ts) <= float(latest)]
    return [one for one in messages if float(oldest) < float(one.ts) < float(latest)]


def _readable(ask: Ask) -> Channel:
    channel = ask.channel("history")
    if not ask.team.has_bot(channel):
        raise Refused("not_in_channel")
    return channel


def _shown(ask: Ask, channel: Channel, messages: list[Message]) -> list[Json]:
    shown = []
    for one in messages:
        item = one.shown(metadata=ask.flag("include_all_metadata"))
        if replies := channel.replies(one.ts):
            users = list(dict.fromkeys(reply.user for reply in replies))
            item |= {"reply_count": len(replies), "reply_users": users, "latest_reply": replies[-1].ts}
        shown.append(item)
    return shown


@method("conversations.history")
def history(ask: Ask) -> Json:
    """What stands at the top level, newest first."""
    channel = _readable(ask)
    top = [one for one in channel.messages.values() if one.thread_ts in ("", one.ts)]
    top += [one for one in channel.messages.values() if one.subtype == "thread_broadcast"]
    found = sorted(_within(ask, top), key=lambda one: one.ts, reverse=True)
    part, more = page(ask, found)
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": _shown(ask, channel, part), "has_more": has_more} | more


@method("conversations.replies")
def replies(ask: Ask) -> Json:
    """A parent and its replies, oldest first."""
    channel = _readable(ask)
    parent = channel.messages.get(ask.need("ts"))
    if parent is None:
        raise Refused("thread_not_found")
    found = [parent, *_within(ask, channel.replies(parent.ts))]
    part, more = page(ask, found, 1000)
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": _shown(ask, channel, part), "has_more": has_more} | more


@method("users.conversations")
def of_the_bot(ask: Ask) -> Json:
    """The channels in which the token's bot is."""
    letters = {"public_channel": "channels", "private_channel": "groups"}
    wanted = [letters[one] for one in listed(ask.text("types", "public_channel"))]
    for letter in wanted:
        ask.needs_scope(f"{letter}:read")
    hide = ask.flag("exclude_archived")
    inside = [
        one.shown(ask.team.id, ask.team.bot_user)
        for one in ask.team.channels.values()
        if one.letter in wanted and ask.team.has_bot(one) and not (hide and one.archived)
    ]
    part, more = page(ask, inside)
    return {"channels": part} | more
