"""What Slack owes the app: events are sent until acknowledged, what people press is sent once."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.support.slack.shapes import Json

EVENTS, INTERACTIVE, COMMANDS = "events_api", "interactive", "slash_commands"


@dataclass
class Delivery:
    """One thing sent to the app: each attempt's time, and when and how it was acknowledged."""

    id: str
    kind: str
    payload: Json
    attempts: list[float] = field(default_factory=list)
    acked_at: float | None = None
    answer: Any = None
    given_up: bool = False
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acked(self) -> bool:
        """Whether the app took it."""
        return self.acked_at is not None

    @property
    def seconds(self) -> float:
        """From the first attempt to the acknowledgement."""
        assert self.acked_at is not None, f"{self.kind} {self.id} was not acknowledged"
        return self.acked_at - self.attempts[0]

    def ack(self, at: float, answer: Any) -> None:
        """Notes the first acknowledgement; a second one changes nothing."""
        if self.acked_at is None:
            self.acked_at, self.answer = at, answer
            self.settled.set()


class Carrier(Protocol):
    """A way to the app. `opened` is set while the app can be reached."""

    opened: asyncio.Event

    async def carry(self, delivery: Delivery, *, attempt: int, reason: str, patience: float) -> str:
        """One attempt: "" when acknowledged within `patience` seconds, else why not; `no_retry` ends it."""
        ...


@dataclass
class Courier:
    """Sends and sends again. `retry_after` is how long an acknowledgement may take, in seconds."""

    carrier: Carrier
    clock: Callable[[], float]
    start: Callable[[Coroutine[Any, Any, Any]], None]
    retry_after: float = 3.0
    retries: int = 3
    sent: list[Delivery] = field(default_factory=list)

    def send(self, delivery: Delivery) -> Delivery:
        """Begins to deliver."""
        self.sent.append(delivery)
        self.start(self._deliver(delivery))
        return delivery

    def again(self, delivery: Delivery, *, attempt: int = 1) -> None:
        """Sends once more what may already have been taken, under the same ids; 0 hides the retry."""
        reason = "timeout" if attempt else ""
        self.start(self._once(delivery, attempt, reason))

    async def _deliver(self, delivery: Delivery) -> None:
        failures, reason = 0, ""
        while failures <= self.retries:
            if not self.carrier.opened.is_set():
                if delivery.kind != EVENTS:
                    break
                failures, reason = max(failures, 1), "timeout"
                await self.carrier.opened.wait()
            reason = await self._once(delivery, failures, reason)
            if not reason:
                return
            failures += 1
            if delivery.kind != EVENTS or reason == "no_retry":
                break
            if failures > 1:
                await asyncio.sleep(self.retry_after)
        delivery.given_up = True
        delivery.settled.set()

    async def _once(self, delivery: Delivery, attempt: int, reason: str) -> str:
        delivery.attempts.append(self.clock())
        return await self.carrier.carry(delivery, attempt=attempt, reason=reason, patience=self.retry_after)
