"""What an app may do with the response_url of an interaction."""

from tests.support.slack import payloads
from tests.support.slack.api.content import Content, content_of
from tests.support.slack.api.method import Ask
from tests.support.slack.message import Ephemeral, Message
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.world import ResponseUrl, World


def respond(world: World, key: str, body: Json) -> None:
    """Answers privately or in the channel, or changes or deletes what the person acted on."""
    url = world.response_urls.get(key)
    if url is None or world.clock() > url.until:
        raise Refused("expired_url", status=404)
    if url.uses <= 0:
        raise Refused("used_url", status=404)
    url.uses -= 1
    ask = Ask(world, world.teams[url.team], body)
    if ask.flag("delete_original"):
        _delete(ask, url)
    else:
        speak(ask, url)


def speak(ask: Ask, url: ResponseUrl) -> None:
    """Shows the content where the interaction was."""
    content = content_of(ask, most_text=40_000)
    if ask.flag("replace_original") and url.at:
        _replace(ask, url, content)
    elif ask.text("response_type") == "in_channel":
        _say(ask, url, content)
    else:
        thread = ask.text("thread_ts", url.thread_ts)
        ts = ask.world.new_ts()
        ask.world.ephemerals.append(
            Ephemeral(ts, url.channel, url.user, content.text, content.blocks, thread, content.attachments)
        )


def _say(ask: Ask, url: ResponseUrl, content: Content) -> None:
    channel = ask.team.channels[url.channel]
    ts = ask.world.new_ts()
    message = Message(
        ts, channel.id, ask.team.id, ask.team.bot_user, content.text, ask.team.bot_id, ask.world.app
    )
    message.blocks, message.thread_ts = content.blocks, ask.text("thread_ts")
    channel.messages[ts] = message
    ask.world.tell(ask.team, payloads.message(channel, message))


def _replace(ask: Ask, url: ResponseUrl, content: Content) -> None:
    private = ask.world.ephemeral(url.at, url.user)
    if private is not None:
        private.text, private.blocks = content.text, content.blocks
        return
    channel = ask.team.channels[url.channel]
    message = channel.messages.get(url.at)
    if message is None:
        raise Refused("message_not_found", status=404)
    before = message.shown()
    message.versions.append(message.text)
    message.text, message.blocks = content.text, content.blocks
    ask.world.tell(ask.team, payloads.changed(ask.world, channel, message.shown(), before))


def _delete(ask: Ask, url: ResponseUrl) -> None:
    private = ask.world.ephemeral(url.at, url.user)
    if private is not None:
        private.gone = True
        return
    channel = ask.team.channels[url.channel]
    message = channel.messages.get(url.at)
    if message is None:
        raise Refused("message_not_found", status=404)
    ask.world.tell(ask.team, payloads.remove(ask.world, channel, message))
