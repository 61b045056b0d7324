"""What people who use a claim are told, and what they answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import col

from bot.model.ids import ClaimId, PersonId, PlaceId
from bot.model.recall import News, Recall, RecallAnswer
from storage import mapping
from storage.repos.base import Repo, chunks, table
from storage.rows import NewsRow, RecallRow


class Recalls(Repo):
    """See bot.ports.deciding.Recalls."""

    async def add(self, recall: Recall) -> None:
        await self._add(RecallRow, mapping.columns(recall, workspace=self._workspace))

    async def get(self, recall: str) -> Recall | None:
        found = await self._run(
            select(table(RecallRow)).where(
                col(RecallRow.workspace) == self._workspace, col(RecallRow.id) == recall
            )
        )
        row = found.one_or_none()
        return mapping.value(Recall, row) if row else None

    async def answer(self, recall: str, answer: RecallAnswer | None, *, at: datetime | None) -> None:
        await self._run(
            update(table(RecallRow))
            .where(col(RecallRow.workspace) == self._workspace, col(RecallRow.id) == recall)
            .values(answer=str(answer) if answer else None, answered_at=at)
        )

    async def open_of(self, claims: Sequence[ClaimId]) -> Sequence[Recall]:
        rows = [row for row in await self._of_claims(RecallRow, claims) if row.answer is None]
        return [mapping.value(Recall, row) for row in rows]

    async def open_for(self, person: PersonId) -> Sequence[Recall]:
        found = await self._run(
            select(table(RecallRow))
            .where(
                col(RecallRow.workspace) == self._workspace,
                col(RecallRow.person) == person,
                col(RecallRow.answer).is_(None),
            )
            .order_by(col(RecallRow.at).desc(), col(RecallRow.id).desc())
        )
        return [mapping.value(Recall, row) for row in found]

    async def open_on(self, place: PlaceId, *, limit: int) -> Sequence[Recall]:
        found = await self._run(
            select(table(RecallRow))
            .where(
                col(RecallRow.workspace) == self._workspace,
                col(RecallRow.place) == place,
                col(RecallRow.answer).is_(None),
            )
            .order_by(col(RecallRow.at), col(RecallRow.id))
            .limit(limit)
        )
        return [mapping.value(Recall, row) for row in found]


class NewsItems(Repo):
    """See bot.ports.deciding.NewsItems."""

    async def add(self, news: News) -> None:
        await self._add(NewsRow, mapping.columns(news, workspace=self._workspace))

    async def untold(self, person: PersonId) -> Sequence[News]:
        found = await self._run(
            select(table(NewsRow))
            .where(
                col(NewsRow.workspace) == self._workspace,
                col(NewsRow.person) == person,
                col(NewsRow.told_at).is_(None),
            )
            .order_by(col(NewsRow.at), col(NewsRow.id))
        )
        return [mapping.value(News, row) for row in found]

    async def told(self, news: Sequence[str], *, at: datetime) -> None:
        for part in chunks(news):
            await self._run(
                update(table(NewsRow))
                .where(
                    col(NewsRow.workspace) == self._workspace,
                    col(NewsRow.id).in_(part),
                    col(NewsRow.told_at).is_(None),
                )
                .values(told_at=at)
            )
