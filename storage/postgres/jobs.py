"""Procrastinate's jobs, such that a database that was away, or a worker that was, costs nothing.

What its own manager leaves open, and what is done here:
- an outcome that cannot be written leaves the job `doing` for as long as its worker lives: it is written
  again until it is; likewise a heartbeat, a listener or a fetch that failed must not end the worker (it
  watches its side tasks only until the first of them ends, which the unused periodic one does at once);
- a worker that was thought dead may write an outcome of a job that runs elsewhere: only its holder may;
- a job whose key was enqueued again while it ran cannot wait again beside it: the two become one;
- a job that waited for its channel is found only by the next poll, and so is one that rang while the worker
  fetched: the end of a job rings, and what rang is not forgotten.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Notification, Status
from procrastinate.manager import JobManager, NotificationCallback

from bot.model.task import LATE
from storage.postgres.tasks import GIVES_WAY
from storage.tries import wait_after

log = logging.getLogger(__name__)

BREATH_SECONDS = 0.5
LAST_WORD_SECONDS = 1.0

T = TypeVar("T")

_HOLD = """
    SELECT 1 FROM procrastinate_jobs
    WHERE id = %(id)s AND status = 'doing' AND worker_id IS NOT DISTINCT FROM %(worker)s FOR UPDATE
"""
_FINISH = "SELECT procrastinate_finish_job_v1(%(id)s, %(status)s, %(delete)s)"
_MERGE = "DELETE FROM procrastinate_jobs WHERE queueing_lock = %(key)s AND status = 'todo'"
# The wait is counted by the database's clock: the clocks of machines differ. What was only cut off is no try.
_AGAIN = """
    UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL,
        priority = CASE WHEN starts_with(lock, %(late)s) THEN %(gives_way)s ELSE 0 END,
        attempts = attempts + %(tries)s, scheduled_at = now() + %(wait)s
    WHERE id = %(id)s
"""
_RING = """
    SELECT pg_notify(
        'procrastinate_any_queue_v1', json_build_object('type', 'job_inserted', 'job_id', id)::text
    ) FROM procrastinate_jobs WHERE lock = %(lock)s AND status = 'todo' LIMIT 1
"""


def passes(wrong: ConnectorException) -> bool:
    """Whether it may go better in a moment."""
    return isinstance(wrong, UniqueViolation) or isinstance(wrong.__cause__, psycopg.OperationalError)


class Jobs(JobManager):
    """`stop` is set by the queue: then nothing is tried again, the rest is left to whoever comes next."""

    connector: PsycopgConnector
    stop: asyncio.Event
    _rang = False

    def __init__(self, connector: PsycopgConnector) -> None:
        super().__init__(connector)
        self._rests: dict[int | None, float] = {}

    def rest(self, job: Job, *, seconds: float) -> None:
        """The retry of this job, which comes next, is none: it only waits as long as its platform asks."""
        self._rests[job.id] = seconds

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Only if it is still ours."""
        values = {"status": status.value, "delete": delete_job}
        await self._surely(lambda: self._settle(job, _FINISH, values))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """With a time: it failed, and rests. Without: it was cut off, and is due at once."""
        rests = self._rests.pop(job.id, None)
        failed = retry_at is not None and rests is None
        wait = wait_after(job.attempts + 1).total_seconds() if failed else rests or 0
        values = {
            "tries": int(failed),
            "wait": f"{wait} seconds",
            "late": LATE,
            "gives_way": GIVES_WAY,
        }
        await self._surely(lambda: self._settle(job, _AGAIN, values, merge=True))

    async def _settle(self, job: Job, statement: str, values: dict[str, Any], *, merge: bool = False) -> None:
        mine = {"id": job.id, "worker": job.worker_id, "key": job.queueing_lock, "lock": job.lock}
        async with self.connector.pool.connection() as connection:
            held = await connection.execute(_HOLD, mine)
            if await held.fetchone() is None:
                log.info("a job is no longer ours: it runs, or ran, elsewhere")
                return
            if merge:
                await connection.execute(_MERGE, mine)
            await connection.execute(statement.encode(), mine | values)
            await connection.execute(_RING, mine)

    async def _surely(self, write: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                return await write()
            except (psycopg.OperationalError, psycopg.errors.UniqueViolation) as wrong:
                log.warning("the outcome of a task cannot be written: %s", type(wrong).__name__)
            if self.stop.is_set():
                return
            await asyncio.sleep(BREATH_SECONDS)

    async def fetch_job(self, queues: Any, worker_id: int) -> Job | None:
        """None also where the database does not answer.

        The worker forgets what rang while it fetched: so we look again.
        """
        while True:
            self._rang = False
            job = await self._or_none(super().fetch_job(queues, worker_id))
            if job is not None or not self._rang:
                return job

    async def update_heartbeat(self, worker_id: int) -> None:
        """The next one is a second away."""
        await self._or_none(super().update_heartbeat(worker_id))

    async def listen_for_jobs(self, *, on_notification: NotificationCallback, queues: Any = None) -> None:
        """For ever."""

        async def ring(*, channel: str, notification: Notification) -> None:
            self._rang = True
            await on_notification(channel=channel, notification=notification)

        while True:
            await self._or_none(super().listen_for_jobs(on_notification=ring, queues=queues))
            await asyncio.sleep(BREATH_SECONDS)

    async def unregister_worker(self, worker_id: int) -> None:
        """The stop does not wait for a database that is away."""
        try:
            async with asyncio.timeout(LAST_WORD_SECONDS):
                await self._or_none(super().unregister_worker(worker_id))
        except TimeoutError:
            log.warning("the database did not hear of the stop")

    async def _or_none(self, asked: Awaitable[T]) -> T | None:
        try:
            return await asked
        except ConnectorException as wrong:
            if not passes(wrong):
                raise
            log.warning("the queue does not answer: %s", type(wrong.__cause__ or wrong).__name__)
            return None
