"""A story and the tips that brought it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import FailCode
from bot.model.ids import MessageId, PersonId, PlaceId, StoryId, TipId
from bot.model.page import Article


class StoryState(StrEnum):
    """How far the reading of a story has come."""

    READING = "reading"
    READ = "read"
    FAILED = "failed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a story could not be read: the code for programs, the sentence for people."""

    code: FailCode
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """The article behind one canonical link on one desk.

    `url` is what is fetched, None for pasted text. `address` is the story's identity. `number` counts per
    desk and is given when the story has been read. `article` is without its paragraphs where only the
    story is loaded. `same_as` names the story that this one repeats (READ) or turned out to be (MERGED).
    `due_at` was set at `due_since`.
    """

    id: StoryId
    place: PlaceId
    url: str | None
    address: str
    state: StoryState
    created_at: datetime
    number: int | None = None
    article: Article | None = None
    failure: Failure | None = None
    tries: int = 0
    retry_at: datetime | None = None
    read_at: datetime | None = None
    same_as: StoryId | None = None
    due_at: datetime | None = None
    due_since: datetime | None = None

    @property
    def title(self) -> str:
        """The headline; its address until it has been read."""
        return self.article.title if self.article else self.address


@dataclass(frozen=True, slots=True)
class Tip:
    """One pasted link or text: who, where, when. `pasted` is None for a text."""

    id: TipId
    story: StoryId
    place: PlaceId
    message: MessageId
    person: PersonId
    name: str
    pasted: str | None
    at: datetime
