"""What the desk says of itself while a test moves the clock: to whom and what, each message once."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.post import PostKind
from tests.support.room import Room

# For what depends on rules alone: the other tests show that both databases keep the same.
on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
_UNASKED = (PostKind.NOTICE, PostKind.WHISPER, PostKind.TOLD)
# What follows from acts of others is no reminder.
_NEWS = ("news:", "hello:", "handed:", "released:")


def may(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A time of May 2026, in UTC. The 14th is a Thursday."""
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


@dataclass
class Heard:
    """`at` lets time come to a moment; what is new since the last look is given as `edda: …`, `desk: …`."""

    room: Room
    _seen: set[str] = field(default_factory=set)

    async def at(self, moment: datetime) -> list[str]:
        """What has been said once the clock stands there."""
        self.room.time = moment
        await self.room.sweep()
        return self.new()

    async def until(self, moment: datetime, *, every: timedelta = timedelta(hours=2)) -> list[str]:
        """What has been said on the way, with a sweep now and then."""
        said: list[str] = []
        while self.room.time + every < moment:
            said += await self.at(self.room.time + every)
        return said + await self.at(moment)

    def new(self) -> list[str]:
        """What stands there now and did not at the last look."""
        fresh = {
            key: f"{post.to or 'desk'}: {content}"
            for key, (post, content) in self.room.chat.posts.items()
            if key not in self._seen and post.kind in _UNASKED and not key.startswith(_NEWS)
        }
        self._seen.update(self.room.chat.posts)
        return list(fresh.values())


async def begin(room: Room) -> Heard:
    """Whatever has been said so far is not news."""
    await room.settle()
    heard = Heard(room)
    heard.new()
    return heard
