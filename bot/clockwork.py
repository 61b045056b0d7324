"""The desk's clock: the machine's, or one that runs fast for a demonstration."""

from collections.abc import Callable
from datetime import datetime


class Clock:
    """Aware times in UTC. At `speed` N the desk's time runs N times as fast from when it was made."""

    def __init__(self, real: Callable[[], datetime], *, speed: float = 1) -> None:
        self._real = real
        self.speed = speed
        self._from = self._since = real()

    def __call__(self) -> datetime:
        """The desk's time now."""
        if self.speed == 1:
            return self._real()
        return self._since + (self._real() - self._from) * self.speed

    @property
    def fast(self) -> bool:
        """Whether this is a demonstration."""
        return self.speed != 1

    def go_on_from(self, latest: datetime | None) -> None:
        """A demonstration goes on after the latest time that the desk has lived through."""
        if self.fast and latest is not None and latest > self._since:
            self._since, self._from = latest, self._real()
