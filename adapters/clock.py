"""The clock only rings: APScheduler with jobs in memory, no state of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Ring = Callable[[], Awaitable[None]]


@asynccontextmanager
async def ringing(jobs: Mapping[str, tuple[float, Ring]]) -> AsyncIterator[None]:
    """Calls each job every so many seconds while the block lasts; a late one rings once."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for name, (seconds, ring) in jobs.items():
        scheduler.add_job(ring, "interval", seconds=seconds, id=name, name=name)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
