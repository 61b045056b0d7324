"""Who does what is owed. Tasks are put in through `Tx.tasks`, in the caller's own transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from bot.model.task import Task

Handler = Callable[[Task], Awaitable[None]]
Handlers = Mapping[str, Handler]


class Queue(Protocol):
    """Runs tasks by kind until told to stop."""

    async def work(self, handlers: Handlers, *, buried: Handler, stop: asyncio.Event) -> None:
        """Returns once `stop` is set and what runs has ended or the grace is over; the rest stays owed.

        `buried` is told of a task that is given up after its last try, so that a person can be told.
        """
        ...
