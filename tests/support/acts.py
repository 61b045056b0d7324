"""Acts on one claim, one line an act, and how it stands after them: for tests of the pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.model.act import Act, Call, CallKind, Evidence, Ownership, Recount, Rewording, Undo, Use, UseStep
from bot.model.ballot import Ballot, Question, Rating, Via
from bot.model.claim import Appearance, Claim
from bot.model.desk import Desk
from bot.model.ids import ClaimId, PlaceId, StoryId
from bot.model.page import Kind, Source
from bot.model.people import Person
from bot.model.status import Status
from bot.model.story import Story, StoryState
from bot.model.view import ClaimView
from bot.rules import deciding, wording
from tests.support.hours import NOON

Deeds = Sequence[Ballot | Act]
CLAIM, DESK = ClaimId("claim"), Desk(PlaceId("desk"))
SOURCE = "https://ministry.example.org/figures"
SO, SAID = Question.SO, Question.SAID
TRUE, MISLEADING, FALSE, UNPROVEN = Rating


def minute(number: float) -> datetime:
    """Minutes after noon."""
    return NOON + timedelta(minutes=number)


@dataclass(frozen=True, slots=True)
class Told:
    """What was done with one claim so far, a minute apart; each method gives all of it and one act more.

    The id of an act is the number of its arrival. `at` is its own time, in minutes.
    """

    deeds: tuple[Ballot | Act, ...] = ()
    desk: Desk = DESK

    @property
    def status(self) -> Status:
        """How the claim stands now."""
        return decided(self.deeds)

    @property
    def state(self) -> str:
        """The same in words."""
        return wording.state(self.status, self.desk)

    def __str__(self) -> str:
        """A line an act, for the report of a test that fails."""
        return "\n".join(_shown(deed) for deed in self.deeds)

    @property
    def last(self) -> str:
        """The id of the newest act."""
        return self.deeds[-1].id

    def _and(self, sort: Any, by: Person, at: float | None, **more: Any) -> "Told":
        number = len(self.deeds) + 1
        made = sort(
            id=f"{number:04}",
            claim=CLAIM,
            person=by.id,
            name=by.name,
            at=minute(number if at is None else at),
            **more,
        )
        return replace(self, deeds=(*self.deeds, made))

    def vote(self, by: Person, rating: Rating, *, at: float | None = None, **more: Any) -> "Told":
        more = {"question": SO, "via": Via.BUTTON, "signs": by.role.edits} | more
        return self._and(Ballot, by, at, rating=rating, **more)

    def take_back(self, by: Person, rating: Rating, **more: Any) -> "Told":
        return self.vote(by, rating, withdrawn=True, **more)

    def rule(self, by: Person, rating: Rating, *, reason: str | None = "I asked", **more: Any) -> "Told":
        return self.vote(by, rating, reason=reason, rules=True, **more)

    def call(self, by: Person, kind: CallKind, *, at: float | None = None, **more: Any) -> "Told":
        return self._and(Call, by, at, kind=kind, **more)

    def reopen(self, by: Person, question: Question | None = None, *, at: float | None = None) -> "Told":
        return self.call(by, CallKind.REOPENED, question=question, reason="new figures", at=at)

    def reword(self, by: Person, text: str, *, at: float | None = None) -> "Told":
        return self._and(Rewording, by, at, text=text)

    def own(self, by: Person, owner: Person | None, *, at: float | None = None) -> "Told":
        named = {"owner": owner.id, "owner_name": owner.name} if owner else {"owner": None}
        return self._and(Ownership, by, at, **named)

    def give(self, by: Person, *, at: float | None = None, **more: Any) -> "Told":
        number = f"{len(self.deeds) + 1:04}"
        return self._and(Evidence, by, at, evidence=number, giver=by.name, **({"link": SOURCE} | more))

    def mark(self, by: Person, evidence: str, *, at: float | None = None, **more: Any) -> "Told":
        """Changes the stance of a piece of evidence, or removes it."""
        given = next(one for one in self.deeds if one.id == evidence)
        assert isinstance(given, Evidence)
        more = {"link": given.link, "note": given.note, "stance": given.stance} | more
        return self._and(Evidence, by, at, evidence=evidence, giver=given.giver, **more)

    def use(
        self, by: Person, step: UseStep = UseStep.USED, *, slug: str = "", at: float | None = None
    ) -> "Told":
        return self._and(Use, by, at, step=step, slug=slug)

    def undo(self, by: Person, act: str | None = None, *, at: float | None = None) -> "Told":
        return self._and(Undo, by, at, act=act or self.last)

    def recount(self, of: Person, *, signs: bool, needs: int = 2, at: float | None = None) -> "Told":
        """The desk looks again whether this person's vote signs."""
        return self._and(Recount, of, at, signs=signs, needs=needs)

    def settled_as(self, rating: Rating, by: Sequence[Person], *, question: Question = SO) -> "Told":
        """These people sign it, with a reason."""
        told = self
        for one in by:
            told = told.vote(one, rating, question=question, reason="we looked")
        return told


_HEAD = ("id", "claim", "person", "name", "at")


def _shown(deed: Ballot | Act) -> str:
    told = {name: getattr(deed, name) for name in deed.__slots__ if name not in _HEAD}
    what = ", ".join(f"{name}={value}" for name, value in told.items() if value not in (None, "", False))
    return f"{deed.id} {deed.at:%M:%S} {deed.name} {type(deed).__name__}({what})"


def decided(deeds: Deeds) -> Status:
    """How a claim stands after these, given in any order."""
    ballots = [deed for deed in deeds if isinstance(deed, Ballot)]
    return deciding.decide(ballots, [deed for deed in deeds if not isinstance(deed, Ballot)])


def viewed(
    status: Status,
    desk: Desk = DESK,
    *,
    number: int = 3,
    source: Source = Source.NAMED,
    speaker: str | None = "Ana Novak",
) -> ClaimView:
    """A claim that stands so, as a renderer and the gate are given it."""
    story = StoryId("story")
    claim = Claim(
        id=ClaimId(f"claim-{number}"),
        place=desk.place,
        fingerprint="",
        text="The bridge carries 40,000 cars a day.",
        source=source,
        speaker=speaker,
        direct_quote=False,
        kind=Kind.QUANTITY,
        reasons=(),
        notes=(),
        first_check=None,
        created_at=NOON,
    )
    return ClaimView(
        claim=claim,
        appearance=Appearance(story, claim.id, number, 1, None),
        story=Story(story, desk.place, SOURCE, SOURCE, StoryState.READ, NOON, number=12),
        desk=desk,
        status=status,
        state=wording.state(status, desk),
        decisions=(),
        recalls=(),
        outlets=(),
        root=None,
        earlier=None,
        pasted_by=frozenset(),
    )
