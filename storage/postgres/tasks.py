"""The way into procrastinate's queue, in the caller's own transaction."""

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.model.ids import WorkspaceId
from bot.model.task import LATE, Task
from storage.repos.base import Repo

JOB = "claimdesk"
# What waits for its time must not hold up its channel: what is due goes first.
GIVES_WAY = -1
_REVIVE = text("DELETE FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'failed'")


class Tasks(Repo):
    """See bot.ports.ledger.Tasks."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, *, app: App) -> None:
        super().__init__(session, workspace)
        self._app = app

    async def enqueue(self, task: Task) -> None:
        """A dead task of this key makes room for a fresh one."""
        key = f"{self._workspace}:{task.key}"
        await self._session.execute(_REVIVE, {"key": key})
        raw = (await (await self._session.connection()).get_raw_connection()).driver_connection
        assert raw is not None
        deferrer = self._app.configure_task(
            JOB,
            connection=raw,
            lock=task.channel,
            queueing_lock=key,
            schedule_at=task.not_before,
            priority=GIVES_WAY if task.not_before or task.channel.startswith(LATE) else 0,
        )
        try:
            async with raw.transaction():
                await deferrer.defer_async(
                    workspace=self._workspace,
                    kind=task.kind,
                    key=task.key,
                    channel=task.channel,
                    args=dict(task.args),
                )
        except AlreadyEnqueued:
            pass
