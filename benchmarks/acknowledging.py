"""Figure 2: how soon a paste is acknowledged, and the event loop's silence, while articles are read."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.running import Desk, bare_app, desk
from benchmarks.timing import MS, extremes, middle, percentile
from benchmarks.wire import Wire, wire, wires
from tests.support.program import until

A_SECOND = 50
PROBE = 0.005
READ_AT_ONCE = 2
KNOWN = 0


@dataclass
class Pasting:
    """Pastes a link at a steady rate, whether or not the last one is answered; latencies in ms."""

    address: str
    took: list[float] = field(default_factory=list)

    async def go(self, link: Callable[[], str], *, seconds: float) -> None:
        """Time counts from the moment when a paste was due, so that a stall counts for all it held up."""
        async with wires(self.address, 40) as pool, asyncio.TaskGroup() as group:
            begun = perf_counter()
            for number in range(int(seconds * A_SECOND)):
                due = begun + number / A_SECOND
                await asyncio.sleep(max(0.0, due - perf_counter()))
                group.create_task(self._one(pool, link(), due), name="paste")

    async def _one(self, pool: asyncio.LifoQueue[Wire], link: str, due: float) -> None:
        free = await pool.get()
        status = await free.post("/messages", **{"as": "rosa", "text": f"Is this so? {link}"})
        assert status == 200, f"a paste was answered with {status}"
        self.took.append((perf_counter() - due) * MS)
        pool.put_nowait(free)


async def probe(address: str, stop: asyncio.Event, took: list[float]) -> None:
    """Asks every 5 ms; what the answer takes is the silence of the loop, and the way there and back."""
    async with wire(address) as one:
        while not stop.is_set():
            begun = perf_counter()
            await one.get("/healthz")
            spent = perf_counter() - begun
            took.append(spent * MS)
            await asyncio.sleep(max(0.0, PROBE - spent))


async def keep_reading(on: Desk, stop: asyncio.Event, numbers: "count[int]") -> None:
    """Sees to it that two articles are being read at any time."""
    async with wire(on.program.address) as one:
        while not stop.is_set():
            if on.stories("reading") < READ_AT_ONCE:
                await one.post("/messages", **{"as": "edda", "text": on.link(next(numbers))})
            else:
                await asyncio.sleep(0.02)


async def stopping(stop: asyncio.Event, work: Awaitable[None]) -> None:
    """Sets `stop` once the work is done."""
    await work
    stop.set()


def acknowledging(folder: Path, *, rounds: int, seconds: float) -> list[Figure]:
    """Four figures."""
    return asyncio.run(_acknowledging(folder, rounds=rounds, seconds=seconds))


async def _acknowledging(folder: Path, *, rounds: int, seconds: float) -> list[Figure]:
    ours: list[list[float]] = []
    bare: list[list[float]] = []
    silence: list[float] = []
    idle: list[float] = []
    numbers = count(1)
    async with desk(folder, articles=1) as on, bare_app() as echo, bare_app() as asleep:
        await on.program.post("/messages", **{"as": "rosa", "text": on.link(KNOWN)})
        await until(lambda: on.stories("read") > 0)
        known = partial(on.link, KNOWN)
        for _ in range(rounds):
            for address, into in ((echo, bare), (on.program.address, ours)):
                pasting = Pasting(address)
                await _busy(on, numbers, pasting.go(known, seconds=seconds))
                into.append(pasting.took)
            pasting = Pasting(on.program.address)
            probes = ((on.program.address, silence), (asleep, idle))
            await _busy(on, numbers, pasting.go(known, seconds=seconds), *probes)
        fresh = Pasting(on.program.address)
        await fresh.go(lambda: on.link(next(numbers)), seconds=seconds)
    return [*_latencies(ours, bare), _new_links(fresh.took, bare), *_silences(silence, idle)]


async def _busy(
    on: Desk, numbers: "count[int]", work: Awaitable[None], *probes: tuple[str, list[float]]
) -> None:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(keep_reading(on, stop, numbers), name="reading")
        for address, took in probes:
            group.create_task(probe(address, stop, took), name="probe")
        group.create_task(stopping(stop, work), name="pasting")


def _latencies(ours: list[list[float]], bare: list[list[float]]) -> list[Figure]:
    out = []
    for name, share, most in (("p50", 0.5, None), ("p99", 0.99, 100.0)):
        mine = [percentile(took, share) for took in ours]
        out.append(
            Figure(
                what=f"paste acknowledged, {name}, {A_SECOND} a second, two articles being read",
                ours=percentile([one for took in ours for one in took], share),
                unit="ms",
                baseline=percentile([one for took in bare for one in took], share),
                against="bare Starlette echo",
                spread=extremes(mine),
                most=most,
            )
        )
    return out


def _new_links(took: list[float], bare: list[list[float]]) -> Figure:
    return Figure(
        what="the same, p99, each paste a new link, so that reading falls behind",
        ours=percentile(took, 0.99),
        unit="ms",
        baseline=middle([percentile(one, 0.99) for one in bare]),
        against="bare Starlette echo",
        spread=(percentile(took, 0.5), max(took)),
        most=100.0,
    )


def _silences(silence: list[float], idle: list[float]) -> list[Figure]:
    return [
        Figure(
            what=f"GET /healthz every 5 ms during the pastes, {name}",
            ours=percentile(silence, share),
            unit="ms",
            baseline=percentile(idle, share),
            against="the same of an idle bare app, at the same time",
        )
        for name, share in (("p50", 0.5), ("p99.9", 0.999), ("worst", 1.0))
    ]
