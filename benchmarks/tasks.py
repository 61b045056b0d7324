"""Figure 3: from commit to start of a task, and tasks a second, on both databases."""

import asyncio
import json
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import psycopg

from benchmarks.figure import Figure
from benchmarks.running import ROOT
from benchmarks.timing import MS, extremes, middle, percentile
from bot.model.ids import WorkspaceId
from bot.model.task import Task
from bot.ports import Queue
from storage.database import Database, open_database

WORKSPACE = WorkspaceId("bench")
KIND = "bench"
CHANNELS = 10
SETTLE = 1.0


def clock() -> datetime:
    """The time, as __main__ makes it."""
    return datetime.now(UTC)  # noqa: TID251 - a benchmark is its own main


def task(key: str, channel: int) -> Task:
    """Work of no content."""
    return Task(workspace=WORKSPACE, kind=KIND, key=key, channel=f"channel-{channel}")


@asynccontextmanager
async def working(queue: Queue, handler: Callable[[Task], None]) -> AsyncIterator[None]:
    """The queue at work until the block ends."""
    stop = asyncio.Event()

    async def handle(one: Task) -> None:
        handler(one)

    async with asyncio.TaskGroup() as group:
        group.create_task(queue.work({KIND: handle}, buried=handle, stop=stop), name="queue")
        yield
        stop.set()


def handing(name: str, url: str, *, tries: int, tasks: int, rounds: int) -> list[Figure]:
    """Figures of one engine, its queue in this process."""
    return asyncio.run(_handing(name, url, tries=tries, tasks=tasks, rounds=rounds))


async def _handing(name: str, url: str, *, tries: int, tasks: int, rounds: int) -> list[Figure]:
    begun_to_start: list[float] = []
    commit_to_start: list[float] = []
    bare: list[float] = []
    insert = _inserter(url)
    async with open_database(url, now=clock) as database:
        started: asyncio.Queue[float] = asyncio.Queue()
        async with working(database.queue, lambda _: started.put_nowait(perf_counter())):
            for number in range(tries + 5):
                begun = perf_counter()
                async with database.ledger.begin(WORKSPACE) as tx:
                    await tx.tasks.enqueue(task(f"task-{number}", number % CHANNELS))
                committed = perf_counter()
                at = await started.get()
                begun_to_start.append((at - begun) * MS)
                commit_to_start.append(max(0.0, at - committed) * MS)
                await asyncio.sleep(0.01)
                bare.append(await _bare(insert))
        rates = [await _rate(database, url, tasks=tasks, others=0) for _ in range(rounds)]
        two = rounds if _shared(url) else 0
        twos = [await _rate(database, url, tasks=tasks, others=1) for _ in range(two)]
    times = (begun_to_start[5:], commit_to_start[5:], bare[5:])
    return [*_delays(name, *times), *_rates(name, tasks, rates, twos)]


def _shared(url: str) -> bool:
    return url.startswith("postgresql")


def _inserter(url: str) -> Callable[[], object]:
    """One INSERT and its commit, by the driver alone, as durable as ours."""
    if _shared(url):
        remote = psycopg.connect(url, autocommit=True)
        remote.execute("CREATE TABLE IF NOT EXISTS bench_bare (payload text)")
        return lambda: remote.execute("INSERT INTO bench_bare VALUES ('task')")
    file = url.removeprefix("sqlite:///") + ".bare"
    local = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE bare (payload)"):
        local.execute(statement)
    return lambda: local.execute("INSERT INTO bare VALUES ('task')")


async def _bare(insert: Callable[[], object]) -> float:
    """The insert in a thread, then an event that another task waits for."""
    rung = asyncio.Event()
    woken: list[float] = []

    async def wait() -> None:
        await rung.wait()
        woken.append(perf_counter())

    async with asyncio.TaskGroup() as group:
        group.create_task(wait(), name="waiter")
        await asyncio.sleep(0)
        begun = perf_counter()
        await asyncio.to_thread(insert)
        rung.set()
    return (woken[0] - begun) * MS


async def _rate(database: Database, url: str, *, tasks: int, others: int) -> float:
    """Tasks a second from the commit of all to the end of the last; every worker is up before."""
    ended: list[float] = []
    done = asyncio.Event()

    def note(at: float) -> None:
        ended.append(at)
        if len(ended) == tasks:
            done.set()

    async with asyncio.TaskGroup() as group, working(database.queue, lambda _: note(perf_counter())):
        children = [await _child(url, group, note) for _ in range(others)]
        await asyncio.sleep(SETTLE if tasks > CHANNELS else 0.1)
        async with database.ledger.begin(WORKSPACE) as tx:
            for number in range(tasks):
                await tx.tasks.enqueue(task(f"many-{number}", number % CHANNELS))
        committed = perf_counter()
        await asyncio.wait_for(done.wait(), 120)
        for child in children:
            child.terminate()
            await child.wait()
    return tasks / (max(ended) - committed)


async def _child(
    url: str, group: asyncio.TaskGroup, note: Callable[[float], None]
) -> asyncio.subprocess.Process:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.worker", url), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout is not None
    lines = child.stdout
    assert json.loads(await lines.readline()) == "ready"

    async def follow() -> None:
        while line := await lines.readline():
            note(float(json.loads(line)))

    group.create_task(follow(), name="child")
    return child


def _delays(name: str, begun: list[float], committed: list[float], bare: list[float]) -> list[Figure]:
    out = []
    for at, share in (("p50", 0.5), ("p95", 0.95)):
        beside = (percentile(bare, share), "INSERT, commit, asyncio.Event")
        out += [
            Figure(f"{name}: commit to start of a task, {at}", percentile(committed, share), "ms", *beside),
            Figure(f"{name}: begin to start, commit within, {at}", percentile(begun, share), "ms", *beside),
        ]
    return out


def _rates(name: str, tasks: int, one: list[float], two: list[float]) -> list[Figure]:
    what = f"{name}: {tasks} tasks over {CHANNELS} channels"
    out = [Figure(f"{what}, one process", middle(one), "a second", spread=extremes(one))]
    if two:
        figure = Figure(
            f"{what}, two processes", middle(two), "a second", middle(one), "one process", extremes(two)
        )
        out.append(figure)
    return out


def sqlite_url(folder: Path) -> str:
    """A fresh file."""
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder}/bench.db"
