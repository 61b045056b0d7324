"""Desks and the inbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.model.desk import Desk, Digests
from bot.model.ids import PlaceId, WorkspaceId
from storage import mapping
from storage.repos.base import Repo, table
from storage.rows import DeskRow, InboxRow


class Inbox(Repo):
    """See bot.ports.repos.Inbox."""

    async def take(self, event: str, *, at: datetime) -> bool:
        values = {"workspace": self._workspace, "event": event, "at": at}
        return await self._add_once(InboxRow, values, key="event")


class Desks(Repo):
    """See bot.ports.repos.Desks; `zone` is the installation's, which holds until a desk's own is stored."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, *, zone: str) -> None:
        super().__init__(session, workspace)
        self._zone = zone

    async def get(self, place: PlaceId) -> Desk:
        row = await self._row(place)
        return self._desk(row) if row else Desk(place, zone=self._zone)

    async def all(self) -> Sequence[Desk]:
        found = await self._run(
            select(table(DeskRow))
            .where(col(DeskRow.workspace) == self._workspace)
            .order_by(col(DeskRow.place))
        )
        return [self._desk(row) for row in found]

    async def save(self, desk: Desk) -> None:
        settings = mapping.columns(desk, workspace=self._workspace)
        new = self._insert(DeskRow).values(settings | {"stories": 0})
        await self._run(
            new.on_conflict_do_update(
                index_elements=["workspace", "place"],
                set_={name: new.excluded[name] for name in settings.keys() - {"workspace", "place"}},
            )
        )

    async def digests(self, place: PlaceId) -> Digests:
        row = await self._row(place)
        return Digests(row.next_digest_at, row.sent_digest_at) if row else Digests()

    async def schedule(self, place: PlaceId, *, next_at: datetime | None, sent_at: datetime | None) -> None:
        times = {"next_digest_at": next_at, "sent_digest_at": sent_at}
        new = self._insert(DeskRow).values(self._fresh(place) | {"stories": 0} | times)
        await self._run(new.on_conflict_do_update(index_elements=["workspace", "place"], set_=times))

    async def next_number(self, place: PlaceId) -> int:
        new = self._insert(DeskRow).values(self._fresh(place) | {"stories": 1})
        found = await self._run(
            new.on_conflict_do_update(
                index_elements=["workspace", "place"], set_={"stories": col(DeskRow.stories) + 1}
            ).returning(col(DeskRow.stories))
        )
        return int(found.scalar_one())

    async def _row(self, place: PlaceId) -> Row[Any] | None:
        return await self._one(DeskRow, place=place)

    def _desk(self, row: Row[Any]) -> Desk:
        desk = mapping.value(Desk, row)
        return desk if desk.zone else replace(desk, zone=self._zone)

    def _fresh(self, place: PlaceId) -> dict[str, Any]:
        """The settings of a desk for which nobody has chosen any."""
        return mapping.columns(Desk(place, zone=""), workspace=self._workspace)
