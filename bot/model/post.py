"""What the bot says, and what people say where no platform keeps it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey, StoryId


class PostKind(StrEnum):
    """The sorts of message the bot writes.

    A whisper answers what a person just did, and may vanish; what is told, and a recall, must stay.
    """

    CARD = "card"
    CLAIM = "claim"
    LINE = "line"
    WHISPER = "whisper"
    TOLD = "told"
    RECALL = "recall"
    BRIEF = "brief"
    NOTICE = "notice"

    @property
    def alone(self) -> bool:
        """Whether one person alone sees it."""
        return self in (PostKind.WHISPER, PostKind.TOLD, PostKind.RECALL)


@dataclass(frozen=True, slots=True)
class Post:
    """One message that is owed, and once posted, where it stands (`ref`).

    The key is kind:entity:n: a logical message is visible at most once. A card is drawn from its story,
    a claim from its claim, at the moment of posting, and so is a brief while its claim is disputed; the
    others carry their `text`, and the story or claim they speak of. A notice stands at the top level of its
    place; `about` names the claim of each of its lines, "" for none. `opened_by` is set on a claim that a
    person opened. `thread` is the message that it answers: a person's, or the key of a post of ours, which
    may not be posted yet. `refused` is the sentence of a platform that will not take it.
    """

    key: PostKey
    place: PlaceId
    kind: PostKind
    owed_at: datetime
    thread: MessageId | None = None
    story: StoryId | None = None
    claim: ClaimId | None = None
    text: str | None = None
    to: PersonId | None = None
    opened_by: PersonId | None = None
    recall: str | None = None
    about: tuple[str, ...] = ()
    tries: int = 0
    refused: str | None = None
    ref: MessageId | None = None
    posted_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether its place draws it from the ledger itself, so that there is nothing to edit."""
        return self.ref is not None and str(self.ref) == self.key


@dataclass(frozen=True, slots=True)
class Line:
    """A person's own words on a desk that has no platform to keep them; `thread` is the message answered."""

    id: MessageId
    place: PlaceId
    person: PersonId
    name: str
    text: str
    at: datetime
    thread: MessageId | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the append-only history: who, what, before, after, when."""

    id: str
    at: datetime
    person: PersonId | None
    name: str
    act: str
    claim: ClaimId | None = None
    story: StoryId | None = None
    before: str | None = None
    after: str | None = None
