"""Where the desk speaks."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from bot.model.ids import MessageId, PlaceId, WorkspaceId
from bot.model.post import Post
from bot.model.view import ClaimView, StoryView
from bot.ports.reader import Step

Content = StoryView | ClaimView | str


class Mark(StrEnum):
    """What stands on a person's message: it was taken, or its page could not be read."""

    TAKEN = "taken"
    UNREADABLE = "unreadable"


class Chat(Protocol):
    """One platform, as far as the desk writes to it.

    Raises ChatFailed where trying again may help, ChatRefused where it cannot, ChatGone where what it is
    about has been deleted.
    """

    async def post(self, post: Post, content: Content, *, again: bool) -> MessageId:
        """Makes the message visible once; `again` says that an earlier try may already have arrived.

        Gives where it stands. A place that draws everything from the ledger gives the post's own key: its
        messages are never edited.
        """
        ...

    async def edit(self, post: Post, content: Content) -> None:
        """Draws anew what stands at `post.ref`."""
        ...

    async def delete(self, place: PlaceId, message: MessageId) -> None:
        """Takes one of the bot's own messages away; one that is gone already is well."""
        ...

    async def mark(self, place: PlaceId, message: MessageId, mark: Mark) -> None:
        """Shows this mark, and no other of the bot's, on a person's message."""
        ...

    async def progress(self, place: PlaceId, message: MessageId, step: Step) -> None:
        """Shows how far the link in a person's message has come; may be lost."""
        ...


Chats = Callable[[WorkspaceId], Chat]
