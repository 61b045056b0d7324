"""The way into the queue of one process."""

from functools import cache

from sqlalchemy import Executable, case
from sqlmodel import col

from bot.model.task import Task
from storage import mapping
from storage.repos.base import Repo, inserting
from storage.rows import TaskRow


class Tasks(Repo):
    """See bot.ports.ledger.Tasks; `rang` says whether anything was enqueued."""

    rang = False

    async def enqueue(self, task: Task) -> None:
        fresh = {"revision": 0, "tries": 0, "held": False}
        values = mapping.columns(task, workspace=self._workspace) | fresh
        await self._session.execute(_enqueueing(), values)
        self.rang = True


@cache
def _enqueueing() -> Executable:
    new = inserting("sqlite", TaskRow)
    # A dead task comes to life again; one that waits or runs only learns that it was asked for anew.
    dead = col(TaskRow.dead_at).is_not(None)
    return new.on_conflict_do_update(
        index_elements=["workspace", "key"],
        set_={
            "revision": col(TaskRow.revision) + 1,
            "tries": case((dead, 0), else_=col(TaskRow.tries)),
            "not_before": case((dead, new.excluded.not_before), else_=col(TaskRow.not_before)),
            "dead_at": None,
        },
    )
