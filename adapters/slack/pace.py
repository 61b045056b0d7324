"""How fast Slack may be written to: a message a second and channel, an edit a second and message.

Short waits are slept through; for a long one the task is given back to the queue, so that no channel, and no
other workspace, waits for another.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.errors import ChatBusy

# From an answer to the next call: by then Slack has counted the one before, however late it arrived there.
SECONDS = 1.02
# Longer than this, and the task goes back to the queue.
SLEPT = 3.0
_KEPT = 4_096


@dataclass(slots=True, eq=False)
class _Line:
    free: float
    waiting: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace:
    """Of one workspace. `clock` counts seconds and never goes back."""

    def __init__(self, clock: Callable[[], float], *, seconds: float = SECONDS) -> None:
        self._clock = clock
        self._seconds = seconds
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def turn(self, line: str) -> AsyncIterator[None]:
        """One call on a line (a channel, a message) when it is free; raises ChatBusy if that is far."""
        mine = self._line(line)
        self._near(mine, behind=mine.waiting)
        mine.waiting += 1
        try:
            async with mine.lock:
                # While others were waited for Slack may have asked to wait.
                self._near(mine, behind=0)
                await asyncio.sleep(max(0.0, mine.free - self._clock()))
                try:
                    yield
                finally:
                    mine.free = max(mine.free, self._clock() + self._seconds)
        finally:
            mine.waiting -= 1

    def rest(self, line: str, seconds: float) -> None:
        """Slack said how long nothing more of this line is taken."""
        mine = self._line(line)
        mine.free = max(mine.free, self._clock() + seconds)

    def _near(self, line: _Line, *, behind: int) -> None:
        far = max(0.0, line.free - self._clock()) + behind * self._seconds
        if far > SLEPT:
            raise ChatBusy("Slack asked to wait.", seconds=far)

    def _line(self, name: str) -> _Line:
        if name not in self._lines:
            now = self._clock()
            if len(self._lines) >= _KEPT:
                self._lines = {key: one for key, one in self._lines.items() if one.waiting or one.free > now}
            self._lines[name] = _Line(now)
        return self._lines[name]
