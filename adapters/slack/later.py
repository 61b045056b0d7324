"""What follows an acknowledgement: private lines, dialogs, the home. Each has an owner, and none is owed."""

import asyncio
import logging
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self

_log = logging.getLogger(__name__)
# The queue has had its grace before: together they end within the ten seconds of a clean stop.
GRACE_SECONDS = 2.0


class Later:
    """Runs what it is given beside the listeners; at the end it waits a little for what still runs."""

    def __init__(self) -> None:
        self._group = asyncio.TaskGroup()
        self._running: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=GRACE_SECONDS)
            for task in late:
                task.cancel()
        await self._group.__aexit__(kind, wrong, trace)

    def do(self, what: Coroutine[Any, Any, object], *, name: str) -> None:
        """Begins it now; a failure is a line in the log, for whoever did it can ask again."""
        task = self._group.create_task(self._guarded(what, name), name=f"slack: {name}")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _guarded(self, what: Coroutine[Any, Any, object], name: str) -> None:
        try:
            await what
        except Exception as wrong:  # noqa: BLE001 - one private line that fails must not end the desk
            _log.warning("%s did not reach Slack: %s", name, type(wrong).__name__)
