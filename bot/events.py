"""What people did, as a platform tells us."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.model.act import SnoozeFor, Stance, UseStep
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, StoryId, WorkspaceId
from bot.model.people import Person
from bot.model.recall import RecallAnswer
from bot.model.sign import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The head of every event. `id` is the platform's own: the same id changes the desk at most once."""

    id: str
    workspace: WorkspaceId
    place: PlaceId
    person: Person
    at: datetime

    def head(self) -> dict[str, Any]:
        """What an event that follows from this one begins with."""
        return {name: getattr(self, name) for name in ("id", "workspace", "place", "person", "at")}


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePosted(Event):
    """Somebody wrote at the top level of a feed.

    `asked`: the bot was addressed, so it answers, instead of passing over in silence. `kept_here`: no
    platform keeps these words, so the desk does. `before`: what the message said before it was edited; only
    links that are new in it are taken.
    """

    message: MessageId
    text: str
    before: str = ""
    asked: bool = False
    kept_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWithdrawn(Event):
    """A message that somebody had written was deleted."""

    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadSpoken(Event):
    """Somebody wrote in the thread of a message, whosever that is. `asked`: the bot was addressed."""

    thread: MessageId
    message: MessageId
    text: str
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted(Event):
    """Somebody put a reaction that counts on a message, or took it away."""

    message: MessageId
    sign: Sign
    taken_away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceJoined(Event):
    """The bot was brought to a place by this person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLeft(Event):
    """The bot is in this place no more, or the place is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEvent(Event):
    """The head of every event on a claim."""

    claim: ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPosted(ClaimEvent):
    """Somebody wrote in the thread of a claim. `kept_here`: no platform keeps the words, so the desk does."""

    message: MessageId
    text: str
    kept_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast(ClaimEvent):
    """A rating was chosen on a claim.

    `wording` is the id of the rewording that the person saw ("" where there was none), None where the
    platform cannot tell. On a disputed question a chief's ballot with a reason rules.
    """

    rating: Rating
    via: Via
    question: Question = Question.SO
    reason: str = ""
    wording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotWithdrawn(ClaimEvent):
    """A rating was taken back."""

    rating: Rating
    via: Via
    question: Question = Question.SO


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDismissed(ClaimEvent):
    """Somebody says: not a claim."""

    via: Via


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReopened(ClaimEvent):
    """Somebody brings back what was settled or dismissed; without a question, all of it."""

    via: Via
    reason: str = ""
    question: Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAsked(ClaimEvent):
    """Somebody asks "was it said?" of an attributed claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReworded(ClaimEvent):
    """An editor puts the claim in other words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTaken(ClaimEvent):
    """Somebody takes a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHandedOver(ClaimEvent):
    """Somebody gives a claim to somebody else."""

    to: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReleased(ClaimEvent):
    """Somebody lets a claim go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGiven(ClaimEvent):
    """Somebody brings evidence; a text without a link is a note."""

    text: str
    stance: Stance = Stance.CONTEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMarked(ClaimEvent):
    """Somebody says what a piece of evidence does to the claim."""

    evidence: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRemoved(ClaimEvent):
    """Somebody takes a piece of evidence away."""

    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimUsed(ClaimEvent):
    """Somebody says: a piece of mine depends on this. `slug` names the piece, or is empty."""

    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseChanged(ClaimEvent):
    """Somebody cut, corrected or attributed what they use; without a slug, in all their pieces."""

    step: UseStep
    slug: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallAnswered(ClaimEvent):
    """Somebody says what a changed verdict did to their piece."""

    recall: str
    answer: RecallAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSnoozed(ClaimEvent):
    """Somebody wants to hear nothing of a claim for a while."""

    span: SnoozeFor


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSet(Event):
    """Somebody says when a story has to be settled, in their own words; `none` clears it."""

    story: StoryId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActUndone(ClaimEvent):
    """Somebody takes back an act of their own; without its id, their newest on this claim."""

    act: str | None = None


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
