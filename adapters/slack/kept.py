"""Answers of Slack that are kept for a moment, so that a busy minute asks once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.errors import ChatFailed, ClaimdeskError

V = TypeVar("V")
NEVER = timedelta(0)
MOST = 10_000


@dataclass(slots=True)
class _Entry(Generic[V]):
    """What was answered and when; `tries` counts the questions, `wrong` is why the last one failed."""

    value: V | None = None
    at: datetime | None = None
    tries: int = 0
    wrong: ClaimdeskError | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def within(self, span: timedelta, now: datetime) -> bool:
        """Whether there is an answer, and it is no older than that."""
        return self.at is not None and now - self.at <= span


class Kept(Generic[V]):
    """By key; None is an answer too. Who asks while somebody asks the same waits for that answer."""

    def __init__(self, now: Callable[[], datetime], *, most: int = MOST) -> None:
        self._now = now
        self._most = most
        self._entries: dict[Hashable, _Entry[V]] = {}

    async def get(
        self,
        key: Hashable,
        ask: Callable[[], Awaitable[V | None]],
        *,
        fresh: timedelta,
        stale: timedelta = NEVER,
    ) -> V | None:
        """The answer, asked anew when it is older than `fresh`; one up to `stale` old where asking fails."""
        entry = self._entries.get(key)
        if entry is None:
            self._forget()
            entry = self._entries[key] = _Entry()
        if entry.within(fresh, self._now()):
            return entry.value
        before = entry.tries
        async with entry.lock:
            if entry.tries == before:
                await self._ask(entry, ask)
            if entry.wrong is None:
                return entry.value
            if isinstance(entry.wrong, ChatFailed) and stale and entry.within(stale, self._now()):
                return entry.value
            raise entry.wrong

    async def _ask(self, entry: _Entry[V], ask: Callable[[], Awaitable[V | None]]) -> None:
        """Whoever is cancelled here has asked nothing: the next one asks."""
        try:
            entry.value = await ask()
            entry.at, entry.wrong = self._now(), None
        except ClaimdeskError as wrong:
            entry.wrong = wrong
        entry.tries += 1

    def _forget(self) -> None:
        """The older half goes when there is too much; what is being asked stays."""
        if len(self._entries) < self._most:
            return
        asked = {key: one for key, one in self._entries.items() if one.lock.locked()}
        rest = [(key, one) for key, one in self._entries.items() if key not in asked]
        rest.sort(key=lambda pair: pair[1].at.timestamp() if pair[1].at else 0.0)
        self._entries = dict(rest[len(rest) // 2 :]) | asked
