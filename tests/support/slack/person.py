"""What people do in channels: post, edit, delete, react, come and go. What they press is in `pressing`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support.slack import cast, payloads
from tests.support.slack.api.reactions import drop
from tests.support.slack.message import Message
from tests.support.slack.pressing import Pressing
from tests.support.slack.shapes import Json
from tests.support.slack.team import Channel
from tests.support.slack.typed import typed

if TYPE_CHECKING:
    from tests.support.slack.server import FakeSlack


@dataclass(frozen=True)
class Person(Pressing):
    """One person at their Slack. A message is named by its ts; the channel is the desk unless said."""

    slack: "FakeSlack"
    team_id: str
    id: str

    def post(self, text: str, *, channel: str = cast.DESK, thread: str = "") -> str:
        """Says something; a post that names the app is told twice, as message and as app_mention."""
        place = self._here(channel)
        said, blocks = typed(text)
        home = self.team.users[self.id].home
        message = Message(self.world.new_ts(), channel, home, self.id, said, blocks=blocks, thread_ts=thread)
        if home != self.team_id:
            profile = self.team.users[self.id].shown(self.team_id)["profile"]
            message.extra = {"user_team": home, "source_team": home, "user_profile": profile}
        return self._said(place, message, mentions=f"<@{self.team.bot_user}>" in said)

    def post_as_bot(self, text: str, *, channel: str = cast.DESK, thread: str = "") -> str:
        """Another app's message, with a bot_id and the old subtype."""
        extra = {"subtype": "bot_message", "username": "newswire"}
        ts = self.world.new_ts()
        message = Message(ts, channel, self.team_id, "", typed(text)[0], "B0WIRE", "A0WIRE", thread)
        message.extra = extra
        return self._said(self._here(channel), message)

    def say(self, text: str) -> str:
        """Writes to the app in the direct message with it."""
        return self.post(text, channel=self.team.dm(self.id).id)

    def _said(self, place: Channel, message: Message, *, mentions: bool = False) -> str:
        if message.thread_ts:
            place.messages[message.thread_ts].thread_ts = message.thread_ts
        place.messages[message.ts] = message
        self.world.tell(self.team, payloads.message(place, message))
        if mentions:
            self.world.tell(self.team, payloads.mention(place, message))
        return message.ts

    def edit(self, ts: str, text: str) -> None:
        """Changes one's own words."""
        place, message = self._at(ts)
        before = message.shown()
        message.versions.append(message.text)
        message.text, message.blocks = typed(text)
        message.edited = {"user": self.id, "ts": self.world.new_ts()}
        self.world.tell(self.team, payloads.changed(self.world, place, message.shown(), before))

    def unfurled(self, ts: str, url: str) -> None:
        """What Slack does after a link was posted: the message changes, its words do not."""
        place, message = self._at(ts)
        before = message.shown()
        preview = {"from_url": url, "original_url": url, "service_name": "news.test", "title": "A title"}
        message.attachments = [*message.attachments, preview | {"id": 1, "fallback": "news.test: A title"}]
        self.world.tell(self.team, payloads.changed(self.world, place, message.shown(), before))

    def delete(self, ts: str) -> None:
        """Takes a message away; above replies a tombstone stays."""
        place, message = self._at(ts)
        self.world.tell(self.team, payloads.remove(self.world, place, message))

    def react(self, ts: str, name: str, *, author: bool = True) -> None:
        """Puts an emoji on a message, once; `author` False leaves item_user out of the event."""
        place, message = self._at(ts)
        if self.id not in message.reactions.setdefault(name, []):
            message.reactions[name].append(self.id)
            event = payloads.reaction(self.world, place, message, self.id, name, author=author)
            self.world.tell(self.team, event)

    def unreact(self, ts: str, name: str) -> None:
        """Takes one's own emoji away."""
        place, message = self._at(ts)
        drop(message, name, self.id)
        event = payloads.reaction(self.world, place, message, self.id, name, added=False)
        self.world.tell(self.team, event)

    def invite(self, channel: str = cast.ELSEWHERE, who: str = "") -> None:
        """Brings the app, or somebody, into a channel."""
        place, who = self._here(channel), who or self.team.bot_user
        place.members.append(who)
        self._came(place, who, joined=True, by=self.id)

    def join(self, channel: str = cast.DESK) -> None:
        """Comes into a public channel."""
        place = self.team.channels[channel]
        place.members.append(self.id)
        self._came(place, self.id, joined=True)

    def leave(self, channel: str = cast.DESK) -> None:
        """Goes from a channel."""
        place = self._here(channel)
        self._came(place, self.id, joined=False)
        place.members.remove(self.id)

    def kick_bot(self, channel: str = cast.DESK) -> None:
        """Sends the app away."""
        place = self._here(channel)
        place.members.remove(self.team.bot_user)
        kind = "group_left" if place.private else "channel_left"
        self._tell({"type": kind, "channel": channel, "actor_id": self.id})

    def archive(self, channel: str = cast.DESK) -> None:
        """Closes a channel for good."""
        place = self._here(channel)
        place.archived = True
        kind = "group_archive" if place.private else "channel_archive"
        self._tell({"type": kind, "channel": channel, "user": self.id, "is_moved": 0})

    def uninstall(self) -> None:
        """Removes the app from the workspace: its token is dead, and it is told so twice."""
        self.team.dead = "account_inactive"
        self._tell({"type": "app_uninstalled"})
        self._tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.team.bot_user]}})

    def _came(self, place: Channel, who: str, *, joined: bool, by: str = "") -> None:
        event = payloads.membership(self.world, self.team, place, who, joined=joined, by=by)
        self.world.tell(self.team, event)

    def _tell(self, event: Json) -> None:
        self.world.tell(self.team, event | {"event_ts": self.world.new_ts()})
