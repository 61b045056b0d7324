"""What a renderer is given: rows and rules put together for showing, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.ballot import Ballot, Question, Rating
from bot.model.claim import Appearance, Claim
from bot.model.decision import Decision, DecisionKind
from bot.model.desk import Desk
from bot.model.due import Due
from bot.model.ids import MessageId, PersonId, PostKey
from bot.model.page import Strip
from bot.model.recall import Recall
from bot.model.status import Status
from bot.model.story import Story, Tip


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in one of its stories.

    `state` is its words for people. `outlets` are the other outlets that have it. `root` is the key of its
    thread, where it has one, `stands` the message that begins it. `due` is the earliest of its
    `stories`.
    `earlier` is what people call the older claim of the same words. `decisions` are all that were made,
    oldest first; `recalls` those that nobody has answered.
    """

    claim: Claim
    appearance: Appearance
    story: Story
    desk: Desk
    status: Status
    state: str
    decisions: tuple[Decision, ...]
    recalls: tuple[Recall, ...]
    outlets: tuple[str, ...]
    root: PostKey | None
    earlier: str | None
    pasted_by: frozenset[PersonId]
    due: Due | None = None
    stands: MessageId | None = None
    stories: tuple[Story, ...] = ()

    @property
    def label(self) -> str:
        """What people call it: story and number, `12.3`."""
        return f"{self.story.number}.{self.appearance.number}"

    @property
    def dismissed(self) -> bool:
        """Whether it was called not a claim."""
        return self.status.dismissed is not None

    @property
    def standing(self) -> Mapping[PersonId, Ballot]:
        """The ballots that count on "is it so?"."""
        return self.status.so.votes

    @property
    def was(self) -> tuple[Decision, ...]:
        """Verdicts that stand no more, newest first."""
        return tuple(
            one
            for one in reversed(self.decisions)
            if one.kind is DecisionKind.VERDICT and one.until is not None
        )

    def hidden(self, question: Question) -> bool:
        """Whether the desk votes blind and this question is neither settled nor disputed."""
        standing = self.status.asked(question)
        open_yet = standing is not None and standing.verdict is None and not standing.disputed
        return self.desk.blind and open_yet

    def count(self, rating: Rating) -> int:
        """Standing ballots of one rating on "is it so?"."""
        return self.status.so.count(rating)


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its claims, best first. `same_as` is the story whose text this one repeats."""

    story: Story
    strip: Strip
    claims: tuple[ClaimView, ...]
    tips: tuple[Tip, ...]
    same_as: Story | None
    due: Due | None = None

    @property
    def posted(self) -> int:
        """How many of its claims have a thread."""
        return sum(claim.root is not None for claim in self.claims)


OPEN = "Open"
NOT_A_CLAIM = "Not a claim"
