"""The clock only rings: APScheduler with jobs in memory, no state of its own."""

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import UTC
from inspect import iscoroutinefunction

from apscheduler.schedulers.asyncio import AsyncIOScheduler

# A coroutine function itself: of a plain function that gives a coroutine the scheduler would await nothing.
Ring = Callable[[], Coroutine[None, None, None]]


@asynccontextmanager
async def ringing(jobs: Mapping[str, tuple[float, Ring]]) -> AsyncIterator[None]:
    """Calls each job every so many seconds while the block lasts; a late one rings once."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for name, (seconds, ring) in jobs.items():
        if not iscoroutinefunction(ring):
            raise TypeError(f"the job {name} is no coroutine function")
        scheduler.add_job(ring, "interval", seconds=seconds, id=name, name=name)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
