"""What is read and written of deciding: acts, decisions, who has to hear of them, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model.act import Act
from bot.model.ballot import Ballot
from bot.model.decision import Decision, DecisionKind
from bot.model.gate import Snapshot
from bot.model.ids import ClaimId, PersonId, PlaceId, StoryId
from bot.model.recall import News, Recall, RecallAnswer
from bot.model.reminder import Reminder


class Ballots(Protocol):
    """Acts of voting."""

    async def add(self, ballot: Ballot) -> None: ...

    async def of(self, claims: Sequence[ClaimId]) -> Sequence[Ballot]:
        """By their own time."""
        ...


class Acts(Protocol):
    """What people did with claims besides voting."""

    async def add(self, act: Act) -> None: ...

    async def of(self, claims: Sequence[ClaimId]) -> Sequence[Act]:
        """By their own time."""
        ...

    async def held_by(self, person: PersonId, *, limit: int) -> Sequence[ClaimId]:
        """Claims that this person has or had, the newest taken first."""
        ...

    async def used_in(self, slug: str, *, limit: int) -> Sequence[ClaimId]:
        """Claims that are or were used for pieces of this name, capitals aside, newest first."""
        ...


class Decisions(Protocol):
    """What was decided, and until when it held."""

    async def add(self, decision: Decision) -> None: ...

    async def end(self, decision: str, *, at: datetime, why: str) -> None:
        """It holds no more; one that has ended already stays as it is."""
        ...

    async def of(self, claims: Sequence[ClaimId]) -> Sequence[Decision]:
        """Oldest first."""
        ...

    async def since(self, place: PlaceId, since: datetime) -> Sequence[Decision]:
        """Verdicts of a desk that were made or ended since then, oldest first."""
        ...

    async def standing(self, place: PlaceId, kind: DecisionKind, *, limit: int) -> Sequence[Decision]:
        """Those of a desk that hold, newest first."""
        ...


class Recalls(Protocol):
    """Who was told that a verdict they use stands no more, and what they answered."""

    async def add(self, recall: Recall) -> None: ...

    async def get(self, recall: str) -> Recall | None: ...

    async def answer(self, recall: str, answer: RecallAnswer | None, *, at: datetime | None) -> None:
        """None takes the answer back."""
        ...

    async def open_of(self, claims: Sequence[ClaimId]) -> Sequence[Recall]:
        """Unanswered ones of these claims, oldest first."""
        ...

    async def open_for(self, person: PersonId) -> Sequence[Recall]:
        """Unanswered ones of one person, newest first."""
        ...

    async def open_on(self, place: PlaceId, *, limit: int) -> Sequence[Recall]:
        """Unanswered ones of a desk, oldest first."""
        ...


class NewsItems(Protocol):
    """What people will hear in one message."""

    async def add(self, news: News) -> None: ...

    async def untold(self, person: PersonId) -> Sequence[News]:
        """Oldest first."""
        ...

    async def told(self, news: Sequence[str], *, at: datetime) -> None: ...


class Snapshots(Protocol):
    """Gates as they were answered."""

    async def add(self, snapshot: Snapshot) -> None: ...

    async def latest(self, place: PlaceId, *, limit: int) -> Sequence[Snapshot]:
        """Newest first."""
        ...

    async def latest_of(self, story: StoryId, *, by: PersonId) -> Snapshot | None:
        """The newest of a story that this person asked for."""
        ...


class Reminders(Protocol):
    """What the desk will say of itself."""

    async def plan(
        self, reminders: Sequence[Reminder], *, story: StoryId | None = None, claim: ClaimId | None = None
    ) -> None:
        """What is untold of this story or claim is these from now on; what was told stays told."""
        ...

    async def due(self, place: PlaceId, *, now: datetime, limit: int) -> Sequence[Reminder]:
        """Untold ones whose time has come, by due time, those without one by their own time."""
        ...

    async def of(self, *, story: StoryId | None = None, claim: ClaimId | None = None) -> Sequence[Reminder]:
        """All of a story or a claim, told or not, by time."""
        ...

    async def move(self, reminder: str, *, at: datetime) -> None: ...

    async def told(self, reminders: Sequence[str], *, at: datetime) -> None: ...

    async def stop(self, place: PlaceId) -> None:
        """Nothing that is untold of this place will be said."""
        ...
