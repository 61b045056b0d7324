"""The chat port of the web desk: posts are drawn live from the ledger, so there is little to send."""

import asyncio
from collections import OrderedDict

from bot.model.ids import MessageId, PlaceId
from bot.model.post import Post
from bot.ports import Mark, Step
from bot.ports.chat import Content

_KEPT = 500


class WebChat:
    """Remembers how far each link has come, and rings the open pages when that changes."""

    def __init__(self) -> None:
        self._steps: OrderedDict[MessageId, Step] = OrderedDict()
        self._rings = 0
        self._rung = asyncio.Condition()

    async def post(self, post: Post, content: Content, *, again: bool) -> MessageId:
        """The message stands once it is written down; its key is where."""
        return MessageId(post.key)

    async def edit(self, post: Post, content: Content) -> None:
        """Drawn from the ledger: there is nothing to do."""

    async def delete(self, place: PlaceId, message: MessageId) -> None:
        """Drawn from the ledger: there is nothing to do."""

    async def mark(self, place: PlaceId, message: MessageId, mark: Mark) -> None:
        """Drawn from the ledger: there is nothing to do."""

    async def progress(self, place: PlaceId, message: MessageId, step: Step) -> None:
        """Keeps the newest step of a message and rings."""
        self._steps[message] = step
        self._steps.move_to_end(message)
        while len(self._steps) > _KEPT:
            self._steps.popitem(last=False)
        async with self._rung:
            self._rings += 1
            self._rung.notify_all()

    def step(self, message: MessageId) -> Step | None:
        """How far the link in this message was when last heard of."""
        return self._steps.get(message)

    async def rung(self, *, since: int) -> int:
        """Waits until the count of rings is above `since`, and gives it."""
        async with self._rung:
            await self._rung.wait_for(lambda: self._rings > since)
            return self._rings
