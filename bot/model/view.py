"""What a renderer is given: rows and rules put together for showing, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.ballot import Ballot, Decision, Rating
from bot.model.claim import Appearance, Claim
from bot.model.ids import PersonId, PostKey
from bot.model.page import Strip
from bot.model.story import Story, Tip


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in one of its stories.

    `state` is its words for people. `standing` are the ballots that count, by person. `outlets` are the
    other outlets that have it. `root` is the key of its thread, where it has one. `earlier` is what people
    call the older claim of the same words.
    """

    claim: Claim
    appearance: Appearance
    story: Story
    state: str
    standing: Mapping[PersonId, Ballot]
    decision: Decision | None
    outlets: tuple[str, ...]
    root: PostKey | None
    earlier: str | None
    pasted_by: frozenset[PersonId]

    @property
    def label(self) -> str:
        """What people call it: story and number, `12.3`."""
        return f"{self.story.number}.{self.appearance.number}"

    @property
    def dismissed(self) -> bool:
        """Whether it was called not a claim."""
        return self.state == NOT_A_CLAIM

    def count(self, rating: Rating) -> int:
        """Standing ballots of one rating."""
        return sum(ballot.rating is rating for ballot in self.standing.values())


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its claims, best first. `same_as` is the story whose text this one repeats."""

    story: Story
    strip: Strip
    claims: tuple[ClaimView, ...]
    tips: tuple[Tip, ...]
    same_as: Story | None

    @property
    def posted(self) -> int:
        """How many of its claims have a thread."""
        return sum(claim.root is not None for claim in self.claims)


OPEN = "Open"
NOT_A_CLAIM = "Not a claim"
