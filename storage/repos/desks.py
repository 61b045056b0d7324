"""Desks and the inbox."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from bot.model.desk import Desk
from bot.model.ids import PlaceId
from storage import mapping
from storage.repos.base import Repo, table
from storage.rows import DeskRow, InboxRow


class Inbox(Repo):
    """See bot.ports.repos.Inbox."""

    async def take(self, event: str, *, at: datetime) -> bool:
        new = self._insert(InboxRow).values(workspace=self._workspace, event=event, at=at)
        found = await self._run(new.on_conflict_do_nothing().returning(col(InboxRow.event)))
        return found.scalar_one_or_none() is not None


class Desks(Repo):
    """See bot.ports.repos.Desks."""

    async def get(self, place: PlaceId) -> Desk:
        found = await self._run(
            select(table(DeskRow)).where(
                col(DeskRow.workspace) == self._workspace, col(DeskRow.place) == place
            )
        )
        row = found.one_or_none()
        return mapping.value(Desk, row) if row else Desk(place)

    async def save(self, desk: Desk) -> None:
        settings = mapping.columns(desk, workspace=self._workspace)
        new = self._insert(DeskRow).values(settings | {"stories": 0})
        await self._run(
            new.on_conflict_do_update(
                index_elements=["workspace", "place"],
                set_={name: new.excluded[name] for name in settings.keys() - {"workspace", "place"}},
            )
        )

    async def next_number(self, place: PlaceId) -> int:
        new = self._insert(DeskRow).values(
            mapping.columns(Desk(place), workspace=self._workspace) | {"stories": 1}
        )
        found = await self._run(
            new.on_conflict_do_update(
                index_elements=["workspace", "place"], set_={"stories": col(DeskRow.stories) + 1}
            ).returning(col(DeskRow.stories))
        )
        return int(found.scalar_one())
