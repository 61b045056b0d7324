"""`python -m benchmarks.worker URL`: a second process on the queue, which tells when each task ran."""

import asyncio
import json
import signal
import sys
from time import perf_counter

from benchmarks.tasks import clock, working
from storage.database import open_database


async def work(url: str) -> None:
    """Until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with (
        open_database(url, now=clock) as database,
        working(database.queue, lambda _: _say(perf_counter())),
    ):
        _say("ready")
        await stop.wait()


def _say(what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
