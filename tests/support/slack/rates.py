"""Rate limits: a message a second and channel, and the tiers of the other methods where switched on."""

import math
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.slack.shapes import Refused

# Calls a minute, after Slack's tiers, for whoever wants them: `Rates(tiers=TIERS)`.
TIERS: Mapping[str, int] = {
    "apps.connections.open": 1,
    "chat.update": 50,
    "chat.delete": 50,
    "chat.postEphemeral": 100,
    "reactions.add": 50,
    "reactions.remove": 20,
    "reactions.get": 50,
    "conversations.info": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "conversations.members": 100,
    "conversations.open": 50,
    "conversations.list": 20,
    "users.info": 100,
    "users.list": 20,
    "usergroups.list": 20,
    "views.open": 100,
    "views.update": 100,
    "views.publish": 100,
    "team.info": 50,
}


@dataclass
class Rates:
    """`every` seconds a message in a channel, `burst` at once, `grace` seconds of a clock's inexactness."""

    every: float = 1.0
    burst: int = 1
    grace: float = 0.05
    tiers: Mapping[str, int] = field(default_factory=dict)
    refused: list[tuple[float, str, str]] = field(default_factory=list)
    """Each 429: when, the method, the channel."""
    _due: dict[tuple[str, str], float] = field(default_factory=dict)
    _recent: dict[tuple[str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, method: str, team: str, channel: str, now: float) -> None:
        """Counts a call, or refuses it with 429 and Retry-After; a message counts once it is `posted`."""
        if method == "chat.postMessage" and self.every:
            wait = self._due.get((team, channel), now) - (self.burst - 1) * self.every - now
            if wait > self.grace:
                self._refuse(method, channel, now, wait)
        if method in self.tiers:
            recent = self._recent[team, method]
            while recent and recent[0] <= now - 60:
                recent.popleft()
            if len(recent) >= self.tiers[method]:
                self._refuse(method, channel, now, recent[0] + 60 - now)
            recent.append(now)

    def posted(self, team: str, channel: str, now: float) -> None:
        """A message stands in the channel, so that the next has to wait."""
        self._due[team, channel] = max(self._due.get((team, channel), now), now) + self.every

    def _refuse(self, method: str, channel: str, now: float, wait: float) -> None:
        self.refused.append((now, method, channel))
        headers = {"Retry-After": str(max(1, math.ceil(wait)))}
        raise Refused("ratelimited", status=429, headers=headers)
