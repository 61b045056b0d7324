"""Who waits for what was written: a count of changes by workspace."""

import asyncio
from collections import Counter

from bot.model.ids import WorkspaceId


class Changes:
    """Counts commits of one process."""

    def __init__(self) -> None:
        self._counts: Counter[WorkspaceId] = Counter()
        self._changed = asyncio.Condition()

    async def bump(self, workspace: WorkspaceId) -> None:
        """One more change; wakes all who wait for it."""
        async with self._changed:
            self._counts[workspace] += 1
            self._changed.notify_all()

    async def wait(self, workspace: WorkspaceId, *, since: int) -> int:
        """Returns the count as soon as it is above `since`."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._counts[workspace] > since)
            return self._counts[workspace]
