"""Desks, the inbox, and the way into the queue."""

from datetime import datetime

from sqlalchemy import case, select
from sqlmodel import col

from bot.model.desk import Desk
from bot.model.ids import PlaceId
from bot.model.task import Task
from storage import mapping
from storage.repos.base import Repo, insert
from storage.rows import DeskRow, InboxRow, TaskRow


class Inbox(Repo):
    """See bot.ports.ledger.Inbox."""

    async def take(self, event: str, *, at: datetime) -> bool:
        new = insert(InboxRow).values(workspace=self._workspace, event=event, at=at)
        found = await self._run(new.on_conflict_do_nothing().returning(col(InboxRow.event)))
        return found.scalar_one_or_none() is not None


class Desks(Repo):
    """See bot.ports.ledger.Desks."""

    async def get(self, place: PlaceId) -> Desk:
        found = await self._run(
            select(DeskRow).where(col(DeskRow.workspace) == self._workspace, col(DeskRow.place) == place)
        )
        row = found.scalar_one_or_none()
        return mapping.value(Desk, row) if row else Desk(place)

    async def next_number(self, place: PlaceId) -> int:
        new = insert(DeskRow).values(mapping.columns(Desk(place), workspace=self._workspace) | {"stories": 1})
        found = await self._run(
            new.on_conflict_do_update(
                index_elements=["workspace", "place"], set_={"stories": col(DeskRow.stories) + 1}
            ).returning(col(DeskRow.stories))
        )
        return int(found.scalar_one())


class Tasks(Repo):
    """See bot.ports.ledger.Tasks; `rang` says whether anything was enqueued."""

    rang = False

    async def enqueue(self, task: Task) -> None:
        new = insert(TaskRow).values(
            mapping.columns(task, workspace=self._workspace) | {"revision": 0, "tries": 0}
        )
        # A dead task comes to life again; one that waits or runs only learns that it was asked for anew.
        dead = col(TaskRow.dead_at).is_not(None)
        await self._run(
            new.on_conflict_do_update(
                index_elements=["workspace", "key"],
                set_={
                    "revision": col(TaskRow.revision) + 1,
                    "tries": case((dead, 0), else_=col(TaskRow.tries)),
                    "not_before": case((dead, new.excluded.not_before), else_=col(TaskRow.not_before)),
                    "dead_at": None,
                },
            )
        )
        self.rang = True
