"""What was decided, and gates as they were answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlmodel import col

from bot.model.act import CallKind
from bot.model.ballot import Question
from bot.model.decision import Decision, DecisionKind
from bot.model.gate import Snapshot
from bot.model.ids import ClaimId, PersonId, PlaceId, StoryId
from storage import mapping
from storage.repos.base import Repo, table
from storage.rows import ActRow, DecisionRow, PostRow, SnapshotRow


class Decisions(Repo):
    """See bot.ports.deciding.Decisions."""

    async def add(self, decision: Decision) -> None:
        await self._add(DecisionRow, mapping.columns(decision, workspace=self._workspace))

    async def end(self, decision: str, *, at: datetime, why: str) -> None:
        await self._run(
            update(table(DecisionRow))
            .where(
                col(DecisionRow.workspace) == self._workspace,
                col(DecisionRow.id) == decision,
                col(DecisionRow.until).is_(None),
            )
            .values(until=at, ended=why)
        )

    async def of(self, claims: Sequence[ClaimId]) -> Sequence[Decision]:
        return [mapping.value(Decision, row) for row in await self._of_claims(DecisionRow, claims)]

    async def since(self, place: PlaceId, since: datetime) -> Sequence[Decision]:
        verdicts = select(table(DecisionRow)).where(
            col(DecisionRow.workspace) == self._workspace,
            col(DecisionRow.place) == place,
            col(DecisionRow.kind) == str(DecisionKind.VERDICT),
        )
        # Two questions, each with an index of its own: of one with "or" SQLite would read all verdicts.
        found = {
            row.id: row
            for time in (col(DecisionRow.at), col(DecisionRow.until))
            for row in await self._run(verdicts.where(time >= since))
        }
        rows = sorted(found.values(), key=lambda row: (row.at, row.id))
        return [mapping.value(Decision, row) for row in rows]

    async def standing(self, place: PlaceId, kind: DecisionKind, *, limit: int) -> Sequence[Decision]:
        found = await self._run(
            select(table(DecisionRow))
            .where(
                col(DecisionRow.workspace) == self._workspace,
                col(DecisionRow.place) == place,
                col(DecisionRow.kind) == str(kind),
                col(DecisionRow.until).is_(None),
            )
            .order_by(col(DecisionRow.at).desc(), col(DecisionRow.id).desc())
            .limit(limit)
        )
        return [mapping.value(Decision, row) for row in found]


def settled() -> ColumnElement[bool]:
    """Whether the claim of the PostRow in question is dismissed or has a verdict on each of its questions."""
    said = or_(_holds(DecisionKind.VERDICT, Question.SAID), ~_asked())
    return or_(_holds(DecisionKind.DISMISSED, None), and_(_holds(DecisionKind.VERDICT, Question.SO), said))


def _holds(kind: DecisionKind, question: Question | None) -> ColumnElement[bool]:
    which = [col(DecisionRow.question) == str(question)] if question else []
    return (
        select(DecisionRow)
        .where(
            col(DecisionRow.workspace) == col(PostRow.workspace),
            col(DecisionRow.claim) == col(PostRow.claim),
            col(DecisionRow.until).is_(None),
            col(DecisionRow.kind) == str(kind),
            *which,
        )
        .exists()
    )


def _asked() -> ColumnElement[bool]:
    """Somebody asked "was it said?", undone or not: who reads the list looks again."""
    return (
        select(ActRow)
        .where(
            col(ActRow.workspace) == col(PostRow.workspace),
            col(ActRow.claim) == col(PostRow.claim),
            col(ActRow.kind) == str(CallKind.SAID_ASKED),
        )
        .exists()
    )


class Snapshots(Repo):
    """See bot.ports.deciding.Snapshots."""

    async def add(self, snapshot: Snapshot) -> None:
        await self._run(
            self._insert(SnapshotRow).values(mapping.columns(snapshot, workspace=self._workspace))
        )

    async def latest(self, place: PlaceId, *, limit: int) -> Sequence[Snapshot]:
        found = await self._run(
            select(table(SnapshotRow))
            .where(col(SnapshotRow.workspace) == self._workspace, col(SnapshotRow.place) == place)
            .order_by(col(SnapshotRow.at).desc(), col(SnapshotRow.id).desc())
            .limit(limit)
        )
        return [mapping.value(Snapshot, row) for row in found]

    async def latest_of(self, story: StoryId, *, by: PersonId) -> Snapshot | None:
        found = await self._run(
            select(table(SnapshotRow))
            .where(
                col(SnapshotRow.workspace) == self._workspace,
                col(SnapshotRow.story) == story,
                col(SnapshotRow.person) == by,
            )
            .order_by(col(SnapshotRow.at).desc(), col(SnapshotRow.id).desc())
            .limit(1)
        )
        row = found.one_or_none()
        return mapping.value(Snapshot, row) if row else None
