"""Another process on the same database: `python -m tests.storage.other_process URL hang|share|hold`."""

import asyncio
import sys
from datetime import UTC, datetime

from bot.model.task import Task
from storage.database import Database, open_database


async def hang(database: Database) -> None:
    """Takes tasks and never ends one."""

    async def handler(one: Task) -> None:
        say(one.key)
        await asyncio.Event().wait()

    await database.queue.work({"do": handler}, buried=handler, stop=asyncio.Event())


async def share(database: Database) -> None:
    """Takes tasks and ends each in a moment."""

    async def handler(one: Task) -> None:
        await asyncio.sleep(0.01)
        say(one.key)

    await database.queue.work({"do": handler}, buried=handler, stop=asyncio.Event())


async def hold(database: Database) -> None:
    """Holds a gateway."""
    async with database.gateway("slack"):
        say("held")
        await asyncio.Event().wait()


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - how it speaks to the test


async def main(url: str, mode: str) -> None:
    async with open_database(url, now=lambda: datetime.now(UTC)) as database:
        await {"hang": hang, "share": share, "hold": hold}[mode](database)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
