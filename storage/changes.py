"""Who waits for what was written: a count of changes by workspace."""

import asyncio
from collections import Counter

from bot.model.ids import WorkspaceId


class Changes:
    """Counts commits, of this process and of others as far as they are told here."""

    def __init__(self) -> None:
        self._counts: Counter[WorkspaceId] = Counter()
        self._missed = 0
        self._changed = asyncio.Condition()

    async def bump(self, workspace: WorkspaceId) -> None:
        """One more change; wakes all who wait for it."""
        async with self._changed:
            self._counts[workspace] += 1
            self._changed.notify_all()

    async def bump_all(self) -> None:
        """Something may have changed anywhere."""
        async with self._changed:
            self._missed += 1
            self._changed.notify_all()

    async def wait(self, workspace: WorkspaceId, *, since: int) -> int:
        """Returns the count as soon as it is above `since`."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._count(workspace) > since)
            return self._count(workspace)

    def _count(self, workspace: WorkspaceId) -> int:
        return self._counts[workspace] + self._missed
