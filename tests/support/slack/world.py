"""All that the fake Slack remembers: workspaces, views, tokens, triggers, calls, and what it objects to."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.slack import cast
from tests.support.slack.message import Ephemeral, Message, View
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.team import Channel, Team

TRIGGER_LIFE = 3.0
RESPONSE_LIFE = 1800.0
RESPONSE_USES = 5


@dataclass(frozen=True)
class Call:
    """One call of the Web API: what was asked, when (seconds since 1970), and what came of it."""

    method: str
    args: Json
    at: float
    team: str
    answer: str
    """`ok`, Slack's error code, or what the fault did: `error`, `drop`, `lost` …"""


@dataclass
class Trigger:
    """A trigger_id: good for one view, for three seconds."""

    team: str
    user: str
    until: float
    used: bool = False
    view: str = ""


@dataclass
class ResponseUrl:
    """Where an app answers an interaction: five times in half an hour; `at` is the message it stands on."""

    team: str
    channel: str
    user: str
    until: float
    at: str = ""
    thread_ts: str = ""
    uses: int = RESPONSE_USES


@dataclass
class World:
    """The state; `complaints` are calls that a newsroom must never make, or that Slack does not know."""

    clock: Callable[[], float] = time.time
    app: str = cast.APP
    app_token: str = cast.APP_TOKEN
    app_scopes: set[str] = field(default_factory=lambda: {"connections:write"})
    signing_secret: str = cast.SIGNING_SECRET
    client_id: str = cast.CLIENT_ID
    client_secret: str = cast.CLIENT_SECRET
    address: str = ""
    events: frozenset[str] | None = None
    lost_parent: str = "thread_not_found"
    teams: dict[str, Team] = field(default_factory=dict)
    ephemerals: list[Ephemeral] = field(default_factory=list)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[tuple[str, str], View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    codes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    mentions: list[tuple[str, str]] = field(default_factory=list)
    tell: Callable[[Team, Json], None] = lambda team, event: None
    _last: int = 0
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def new_ts(self) -> str:
        """A message's name: the time in microseconds, never twice."""
        self._last = max(self._last + 1, int(self.clock() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id that was never given before."""
        return f"{prefix}{next(self._ids):08X}"

    def team_of(self, token: str) -> Team:
        """The workspace of a token, or Slack's refusal of it."""
        for team in self.teams.values():
            if team.token == token:
                if team.dead:
                    raise Refused(team.dead)
                return team
        raise Refused("invalid_auth")

    def trigger(self, team: str, user: str) -> str:
        """A fresh trigger_id of somebody's act."""
        key = f"{self.new_id('')}.{team}"
        self.triggers[key] = Trigger(team, user, self.clock() + TRIGGER_LIFE)
        return key

    def spend(self, trigger_id: str) -> Trigger:
        """Takes a trigger, once and in time."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.clock() > trigger.until:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def response_url(self, team: str, channel: str, user: str, at: str = "", thread_ts: str = "") -> str:
        """A fresh response_url."""
        key = self.new_id("R")
        until = self.clock() + RESPONSE_LIFE
        self.response_urls[key] = ResponseUrl(team, channel, user, until, at, thread_ts)
        return f"{self.address}/response/{key}"

    def code(self, team: str, user: str, redirect_uri: str = "") -> str:
        """What Slack sends back to the app when somebody has allowed it in a workspace."""
        code = self.new_id("code-")
        self.codes[code] = (team, user, redirect_uri)
        return code

    def ephemeral(self, ts: str, user: str = "") -> Ephemeral | None:
        """The ephemeral message of this name, while it is shown."""
        found = [one for one in self.ephemerals if one.ts == ts and not one.gone and user in ("", one.user)]
        return found[0] if found else None

    def complain(self, text: str) -> None:
        """Remembers what must not have happened; tests ask for an empty list."""
        self.complaints.append(text)


def readable(team: Team, channel_id: str) -> Channel:
    """A channel that the app can see, or channel_not_found."""
    channel = team.channels.get(channel_id)
    if channel is None or (channel.private and not team.has_bot(channel)):
        raise Refused("channel_not_found")
    return channel


def message_at(channel: Channel, ts: str) -> Message:
    """A message that is still there, or message_not_found."""
    found = channel.messages.get(ts)
    if found is None or found.gone:
        raise Refused("message_not_found")
    return found
