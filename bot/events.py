"""What people did, as a platform tells us."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId, MessageId, PlaceId, StoryId, WorkspaceId
from bot.model.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The head of every event. `id` is the platform's own: the same id changes the desk at most once."""

    id: str
    workspace: WorkspaceId
    place: PlaceId
    person: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePosted(Event):
    """Somebody wrote at the top level of a feed.

    `asked`: the bot was addressed, so it answers, instead of passing over in silence. `kept_here`: no
    platform keeps these words, so the desk does.
    """

    message: MessageId
    text: str
    asked: bool = False
    kept_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPosted(Event):
    """Somebody wrote in the thread of a claim."""

    claim: ClaimId
    message: MessageId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast(Event):
    """A rating was chosen on a claim."""

    claim: ClaimId
    rating: Rating
    via: Via


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotWithdrawn(Event):
    """A rating was taken back."""

    claim: ClaimId
    rating: Rating
    via: Via


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDismissed(Event):
    """Somebody says: not a claim."""

    claim: ClaimId
    via: Via


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReopened(Event):
    """Somebody brings back what was dismissed."""

    claim: ClaimId
    via: Via
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpened(Event):
    """Somebody wants a thread for a claim of a story."""

    story: StoryId
    claim: ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandGiven(Event):
    """Somebody asked with `/claims …`; `text` is what follows the word."""

    message: MessageId
    text: str
