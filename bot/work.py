"""What runs by itself: who does which kind of task, and what the clock rings."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.clockwork import Clock
from bot.delivery import deliver, sweep, watchdog
from bot.drawing import ERASE, MARK, REDRAW, erase, mark, redraw
from bot.errors import ChatRefused
from bot.model.ids import WorkspaceId
from bot.model.task import Task
from bot.owe import DELIVER, READ
from bot.planning import REPLAN, replan
from bot.ports import Chats, Handler, Handlers, Ledger, Pages, Reader, Rosters
from bot.reading import give_up, read_story

SWEEP_SECONDS = 5.0
# In a demonstration five seconds are hours.
FAST_SWEEP_SECONDS = 0.2
WATCHDOG_SECONDS = 60.0
OWED_AFTER = timedelta(seconds=60)


T = TypeVar("T")


def by_platform(platforms: Mapping[str, Callable[[WorkspaceId], T]]) -> Callable[[WorkspaceId], T]:
    """What a platform offers its workspaces, by a workspace's id: it begins with the platform's name."""

    def of(workspace: WorkspaceId) -> T:
        platform = workspace.partition(":")[0]
        if platform not in platforms:
            raise ChatRefused(f"{platform.capitalize()} is off in this installation.")
        return platforms[platform](workspace)

    return of


def handlers_of(
    ledger: Ledger, *, pages: Pages, reader: Reader, chats: Chats, now: Callable[[], datetime]
) -> tuple[Handlers, Handler]:
    """Who does which kind of task, and who hears of one that is given up."""

    async def buried(task: Task) -> None:
        if task.kind == READ:
            await give_up(task, ledger=ledger, now=now)

    handlers: Handlers = {
        READ: partial(read_story, ledger=ledger, pages=pages, reader=reader, chats=chats, now=now),
        DELIVER: partial(deliver, ledger=ledger, chats=chats, now=now),
        REDRAW: partial(redraw, ledger=ledger, chats=chats),
        ERASE: partial(erase, chats=chats),
        MARK: partial(mark, ledger=ledger, chats=chats),
        REPLAN: partial(replan, ledger=ledger),
    }
    return handlers, buried


def jobs(
    ledger: Ledger, rosters: Rosters, now: Clock
) -> Mapping[str, tuple[float, Callable[[], Coroutine[None, None, None]]]]:
    """What the clock rings, and how often, in real seconds."""

    async def ring_sweep() -> None:
        await sweep(ledger=ledger, rosters=rosters, now=now())

    async def ring_watchdog() -> None:
        await watchdog(ledger=ledger, before=now() - OWED_AFTER)

    seconds = FAST_SWEEP_SECONDS if now.fast else SWEEP_SECONDS
    return {"sweep": (seconds, ring_sweep), "watchdog": (WATCHDOG_SECONDS, ring_watchdog)}
