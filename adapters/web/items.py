"""What can stand on the desk's page."""

from dataclasses import dataclass

from adapters.web.own import OwnAct
from bot.model.desk import Desk
from bot.model.ids import ClaimId
from bot.model.post import Line, Post
from bot.model.view import ClaimView, StoryView
from bot.ports import Step

WELCOME = "welcome"


@dataclass(frozen=True, slots=True)
class LineItem:
    """A person's message with what became of it. `reading` are the steps of links that are not read yet."""

    line: Line
    taken: bool
    failed: bool
    reading: tuple[Step | None, ...]
    said: tuple[Post, ...]
    cards: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class CardItem:
    """A story card with no message above it."""

    post: Post
    card: StoryView


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim and its thread; `own` is what this person did last on it."""

    post: Post
    claim: ClaimView
    replies: tuple[Line, ...]
    said: tuple[Post, ...]
    own: OwnAct | None = None


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """What the bot said to the whole desk: each line, with the claim whose thread it leads to."""

    post: Post
    lines: tuple[tuple[str, ClaimId | None], ...]

    @property
    def sort(self) -> str:
        """What it is, as its key begins: welcome, digest, remind."""
        return self.post.key.partition(":")[0]


Item = LineItem | CardItem | ClaimItem | NoticeItem


@dataclass(frozen=True, slots=True)
class PageView:
    """All that one person sees. `recalls` wait for an answer; `earlier`: there is more than this shows."""

    items: tuple[Item, ...]
    whispers: tuple[Post, ...]
    recalls: tuple[Post, ...]
    earlier: bool
    desk: Desk

    @property
    def clear(self) -> bool:
        """Whether nothing has happened here yet."""
        only_welcome = all(isinstance(item, NoticeItem) and item.sort == WELCOME for item in self.items)
        return only_welcome and not self.earlier
