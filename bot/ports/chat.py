"""Where the desk speaks."""

from collections.abc import Callable
from typing import Protocol

from bot.model.ids import MessageId, PlaceId, WorkspaceId
from bot.model.post import Post
from bot.model.view import ClaimView, StoryView
from bot.ports.reader import Step

Content = StoryView | ClaimView | str


class Chat(Protocol):
    """One platform, as far as the desk writes to it. Raises ChatFailed where trying again may help."""

    async def post(self, post: Post, content: Content, *, again: bool) -> MessageId:
        """Makes the message visible once; `again` says that an earlier try may already have arrived."""
        ...

    async def progress(self, place: PlaceId, message: MessageId, step: Step) -> None:
        """Shows how far the link in a person's message has come; may be lost."""
        ...


Chats = Callable[[WorkspaceId], Chat]
