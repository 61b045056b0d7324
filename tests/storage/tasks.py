"""Tasks for the tests of the queue, and somebody who does them."""

import asyncio
from datetime import datetime

from bot.model.ids import WorkspaceId
from bot.model.task import Task
from bot.ports import Handler
from storage.database import Database

W = WorkspaceId("web")


def task(key: str, *, channel: str = "desk", not_before: datetime | None = None) -> Task:
    return Task(workspace=W, kind="do", key=key, channel=channel, args={"key": key}, not_before=not_before)


async def enqueue(database: Database, *tasks: Task) -> None:
    async with database.ledger.begin(W) as tx:
        for one in tasks:
            await tx.tasks.enqueue(one)


async def nothing(_: Task) -> None:
    return


async def work(database: Database, handler: Handler, *, buried: Handler = nothing) -> None:
    """Until nothing may run now."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(database.queue.work({"do": handler}, buried=buried, stop=stop))
        await database.queue.idle()
        stop.set()
