"""A workspace: its people, channels and user groups, and the token that the app has there."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.support.slack.message import Message
from tests.support.slack.shapes import Json


@dataclass
class User:
    """Somebody in a workspace; `home` is their own team, another one for a Slack Connect stranger."""

    id: str
    name: str
    home: str
    real_name: str = ""
    tz: str = "Europe/London"
    admin: bool = False
    owner: bool = False
    guest: bool = False
    single_channel_guest: bool = False
    bot: bool = False
    deleted: bool = False
    email: str = ""

    def shown(self, team: str, *, email: bool = False) -> Json:
        """As users.info gives it to an app of this team."""
        zone = datetime.now(UTC).astimezone(ZoneInfo(self.tz))
        offset = zone.utcoffset()
        stranger = self.home != team
        profile: Json = {
            "real_name": self.real_name or self.name,
            "display_name": self.name,
            "real_name_normalized": self.real_name or self.name,
            "display_name_normalized": self.name,
            "image_72": f"https://avatars.slack.test/{self.id}.png",
            "team": self.home,
        }
        if email and self.email:
            profile["email"] = self.email
        shown: Json = {
            "id": self.id,
            "team_id": self.home,
            "name": self.name,
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.bot,
            "is_app_user": False,
            "updated": 1_700_000_000,
        }
        if not self.deleted:
            shown |= {
                "real_name": self.real_name or self.name,
                "tz": self.tz,
                "tz_label": zone.tzname(),
                "tz_offset": int(offset.total_seconds()) if offset else 0,
                "is_admin": self.admin and not stranger,
                "is_owner": self.owner and not stranger,
                "is_primary_owner": False,
                "is_restricted": self.guest or self.single_channel_guest,
                "is_ultra_restricted": self.single_channel_guest,
                "who_can_share_contact_card": "EVERYONE",
            }
        if stranger:
            shown["is_stranger"] = True
        return shown


@dataclass
class Channel:
    """A conversation: public, private (`G…`) or a direct message with the app (`D…`)."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    private: bool = False
    im: str = ""
    archived: bool = False
    shared: bool = False
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The `channel_type` of an event."""
        if self.im:
            return "im"
        return "group" if self.private else "channel"

    @property
    def letter(self) -> str:
        """The prefix of this kind's scopes: channels, groups, im."""
        return {"im": "im", "group": "groups", "channel": "channels"}[self.kind]

    def replies(self, ts: str) -> list[Message]:
        """What stands in a thread below its parent, oldest first."""
        return [one for one in self.messages.values() if one.thread_ts == ts and one.ts != ts]

    def shown(self, team: str, member: str) -> Json:
        """As conversations.info gives it to the bot user `member`."""
        base: Json = {
            "id": self.id,
            "is_channel": self.kind == "channel",
            "is_group": self.private,
            "is_im": bool(self.im),
            "is_mpim": False,
            "is_private": self.private or bool(self.im),
            "is_archived": self.archived,
            "is_ext_shared": self.shared,
            "is_shared": self.shared,
            "is_org_shared": False,
            "context_team_id": team,
            "created": 1_700_000_000,
        }
        if self.im:
            return base | {"user": self.im, "is_user_deleted": False}
        return base | {
            "name": self.name,
            "name_normalized": self.name,
            "is_member": member in self.members,
            "is_general": False,
            "creator": "U0CHAN",
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "previous_names": [],
        }


@dataclass
class Group:
    """A user group: `@editors`."""

    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)
    disabled: bool = False

    def shown(self, team: str, *, users: bool) -> Json:
        """As usergroups.list gives it."""
        shown: Json = {
            "id": self.id,
            "team_id": team,
            "is_usergroup": True,
            "name": self.name,
            "handle": self.handle,
            "is_external": False,
            "date_delete": 1 if self.disabled else 0,
            "user_count": len(self.users),
        }
        return shown | ({"users": self.users} if users else {})


@dataclass
class Team:
    """A workspace with the app in it; `dead` is the error that its token gets, "" while it is good."""

    id: str
    name: str
    token: str
    scopes: set[str]
    bot_user: str = "U0BOT"
    bot_id: str = "B0BOT"
    dead: str = ""
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The first part of its address."""
        return self.name.lower().replace(" ", "-")

    def has_bot(self, channel: Channel) -> bool:
        """Whether the app is a member there."""
        return bool(channel.im) or self.bot_user in channel.members

    def dm(self, user: str) -> Channel:
        """The direct message between the app and somebody."""
        key = "D" + user[1:]
        if key not in self.channels:
            self.channels[key] = Channel(key, "directmessage", [user, self.bot_user], im=user)
        return self.channels[key]
