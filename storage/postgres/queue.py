"""The queue of many processes: procrastinate, with one job kind for all tasks."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.worker import Worker
from psycopg import OperationalError
from psycopg.rows import scalar_row
from sqlalchemy import URL

from bot.errors import ChatBusy, SettingWrong
from bot.model.ids import WorkspaceId
from bot.model.task import Task
from bot.ports import Handler, Handlers
from storage.postgres.connect import OPTIONS, conninfo, silent
from storage.postgres.jobs import Jobs
from storage.postgres.tasks import JOB
from storage.tries import AT_ONCE, GRACE_SECONDS, MOST_TRIES, POLL_SECONDS, tell_failure, tell_rest

log = logging.getLogger(__name__)

STALLED_SECONDS = 3.0
BUSY = """
    SELECT EXISTS (
        SELECT 1 FROM procrastinate_jobs job
        WHERE status = 'doing' OR (status = 'todo' AND coalesce(scheduled_at, now()) <= now() AND NOT EXISTS (
            SELECT 1 FROM procrastinate_jobs earlier
            WHERE earlier.lock = job.lock AND earlier.status = 'todo'
                AND (earlier.priority, -earlier.id) > (job.priority, -job.id)
        ))
    )
"""
DEAD = "SELECT args->>'key' FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id"


class TaskFailed(Exception):
    """Tells procrastinate to try again; holds nothing of what went wrong."""


class TaskGivenUp(Exception):
    """Tells procrastinate that this was the last try."""


class _Patience(BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, TaskGivenUp):
            return None
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision()
        return RetryDecision(retry_in={"seconds": 1})  # how long is for Jobs.retry_job to say


class PostgresQueue:
    """Runs tasks, and those of processes that died; see bot.ports.queue.Queue."""

    def __init__(self, app: App, jobs: Jobs, connector: PsycopgConnector) -> None:
        self._app = app
        self._jobs = jobs
        self._pool = connector
        self._handlers: Handlers = {}
        app.task(name=JOB, queue=JOB, pass_context=True, retry=_Patience())(self._perform)

    async def work(self, handlers: Handlers, *, buried: Handler, stop: asyncio.Event) -> None:
        """Until `stop`; then what runs may end within the grace, the rest is due again at once."""
        self._handlers, self._buried, self._jobs.stop = handlers, buried, stop
        async with asyncio.TaskGroup() as group:
            rescue = group.create_task(self._rescue(), name="queue: rescue")
            while not stop.is_set():
                await self._one_worker(stop)
            rescue.cancel()

    async def _one_worker(self, stop: asyncio.Event) -> None:
        worker = Worker(
            self._app,
            concurrency=AT_ONCE,
            fetch_job_polling_interval=POLL_SECONDS,
            abort_job_polling_interval=60.0,
            shutdown_graceful_timeout=GRACE_SECONDS,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=1.0,
            stalled_worker_timeout=STALLED_SECONDS,
        )
        async with asyncio.TaskGroup() as group:
            ending = group.create_task(_stop_with(stop, worker), name="queue: stop")
            try:
                await worker.run()  # type: ignore[no-untyped-call]
            except ConnectorException as wrong:
                log.error("the queue starts anew: %s", type(wrong.__cause__ or wrong).__name__)
                await asyncio.sleep(POLL_SECONDS)
            ending.cancel()

    async def _perform(
        self,
        context: JobContext,
        *,
        workspace: str,
        kind: str,
        key: str,
        channel: str,
        args: dict[str, str],
    ) -> None:
        task = Task(
            workspace=WorkspaceId(workspace),
            kind=kind,
            key=key,
            channel=channel,
            args=args,
            not_before=context.job.scheduled_at,
        )
        try:
            await self._handlers[kind](task)
        except ChatBusy as busy:
            tell_rest(log, task, busy)
            self._jobs.rest(context.job, seconds=busy.seconds)
            raise TaskFailed from None
        except Exception as wrong:  # noqa: BLE001 - the one door: whatever went wrong, the task is not lost
            tries = context.job.attempts + 1
            tell_failure(log, task, tries=tries, wrong=wrong)
            if tries < MOST_TRIES:
                raise TaskFailed from None
            await self._buried(task)
            raise TaskGivenUp from None

    async def _rescue(self) -> None:
        """What ran in a process that died is due again."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                for job in await self._jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
                    await self._jobs.retry_job(job)
            except ConnectorException as wrong:
                log.warning("dead processes are not looked for: %s", type(wrong.__cause__).__name__)
                # After a gap every process looks dead until its next heartbeat.
                await asyncio.sleep(STALLED_SECONDS)

    async def idle(self) -> None:
        """While `work` runs, here or elsewhere: waits until nothing may run now."""
        while (await self._ask(BUSY))[0]:  # noqa: ASYNC110 - another process may be the one that works
            await asyncio.sleep(0.01)

    async def dead(self) -> list[str]:
        """The keys of tasks that were given up, for the operator."""
        return [str(key) for key in await self._ask(DEAD)]

    async def _ask(self, question: str) -> list[object]:
        async with (
            self._pool.pool.connection() as connection,
            connection.cursor(row_factory=scalar_row) as cursor,
        ):
            await cursor.execute(question.encode())
            return await cursor.fetchall()


async def _stop_with(stop: asyncio.Event, worker: Worker) -> None:
    await stop.wait()
    worker.stop()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def open_queue(url: URL) -> AsyncIterator[tuple[App, PostgresQueue]]:
    """Its own small pool of connections, which replaces those that broke."""
    connector = PsycopgConnector(
        conninfo=conninfo(url), kwargs=OPTIONS, min_size=1, max_size=4, timeout=2.0, reconnect_timeout=5.0
    )
    app = App(connector=connector)
    jobs = Jobs(connector)
    app.job_manager = jobs
    try:
        await _opened(app, url)
        yield app, PostgresQueue(app, jobs, connector)
    finally:
        await app.close_async()


async def _opened(app: App, url: URL) -> None:
    try:
        await app.open_async()
    except (ConnectorException, OperationalError):
        raise SettingWrong(silent(url)) from None
