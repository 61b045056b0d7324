"""A random killer: the real program is killed -9 again and again while people paste and vote.

`python -m tests.chaos.killer --links 40 --votes 600 --kills 60`, on SQLite, prints what it counted.
With `--postgres` two processes share a database, which is crashed too: `--crashes 3`.
"""

import argparse
import asyncio
import random
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic

import aiohttp

from tests.chaos.databases import PostgresDatabase, SqliteFile, durable_postgres
from tests.chaos.judge import ROOTS, Count, judge
from tests.chaos.people import PEOPLE, People
from tests.support.program import Program, Site, open_site

# A task that lost its way is found by the watchdog: every 60 s it looks for what is owed for 60 s.
CONVERGES_SECONDS = 130
ROOTS_NOW = "SELECT claim FROM post WHERE kind = 'claim' AND ref IS NOT NULL"
OWED = "SELECT key FROM post WHERE ref IS NULL UNION SELECT id FROM story WHERE state = 'reading'"


@dataclass
class Run:
    """One run: who is killed, what is crashed, what it came to."""

    programs: Sequence[Program]
    database: SqliteFile | PostgresDatabase
    site: Site
    chance: random.Random
    count: Count = field(default_factory=Count)
    longest_rest: float = 2.0
    calm: asyncio.Event = field(default_factory=asyncio.Event)
    _roots: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.calm.set()
        self.people = People(self.programs, self.site, self.chance, self.roots, self.count.facts)

    async def roots(self) -> Sequence[str]:
        """The claims that stand on the desk; waits for the first."""
        while len(self._roots) < ROOTS:
            self._roots = [claim for (claim,) in await self.database.ask(ROOTS_NOW)]
            if self._roots:
                break
            await asyncio.sleep(0.2)
        return self._roots

    async def start(self, program: Program) -> None:
        """As a service manager does: again, where it could not start because the database was away."""
        while True:
            down, crashes = self._down, self._crashes
            with suppress(AssertionError):
                return await program.start()
            excused = down or self._down or crashes != self._crashes
            self.count.facts["starts refused"] += excused
            self.count.ended += not excused
            await program.process.wait()
            await asyncio.sleep(0.5)

    @property
    def _down(self) -> bool:
        return isinstance(self.database, PostgresDatabase) and self.database.down

    @property
    def _crashes(self) -> int:
        return self.database.crashes if isinstance(self.database, PostgresDatabase) else 0

    async def kill_often(self, program: Program, kills: int) -> None:
        """Half of the kills come at any moment, half just after somebody sent something."""
        for _ in range(kills):
            await asyncio.sleep(self.chance.uniform(0.3, self.longest_rest))
            await self.calm.wait()
            if self.chance.random() < 0.5:
                self.people.began.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.people.began.wait(), 2)
                await asyncio.sleep(self.chance.uniform(0, 0.05))
            self.count.ended += program.process.returncode is not None
            await program.kill()
            self.count.killed += 1
            await self.start(program)

    async def crash_often(self, crashes: int, kills: int) -> None:
        """Spread over the kills; through every second one nobody is killed."""
        for number in range(crashes):
            while self.count.killed < kills * (number + 1) / (crashes + 1) or not self._all_up():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            if number % 2 == 0:
                self.calm.clear()
            await self._crash()
            self.calm.set()

    def _all_up(self) -> bool:
        return all(program.address and program.process.returncode is None for program in self.programs)

    async def _crash(self) -> None:
        """Away for a while; meanwhile no process may say that it is ready."""
        assert isinstance(self.database, PostgresDatabase)
        await self.database.crash()
        self.count.crashed += 1
        for program in self.programs:
            said = await self._ready(program)
            self.count.misled += said == 200
            self.count.facts["not ready while down"] += said == 503
        await asyncio.sleep(self.chance.uniform(0.5, 3))
        await self.database.recover()

    async def _ready(self, program: Program) -> int:
        """What /readyz says; 0 where nobody answers."""
        if program.address:
            with suppress(aiohttp.ClientError, OSError):
                return (await program.get("/readyz"))[0]
        return 0

    async def trouble(self, *, kills: int, crashes: int) -> None:
        """All of it; then people stop resting."""
        share = kills // len(self.programs)
        async with asyncio.TaskGroup() as group:
            for program in self.programs:
                group.create_task(self.kill_often(program, share))
            group.create_task(self.crash_often(crashes, share * len(self.programs)))
        self.people.hurry.set()

    async def settle(self) -> None:
        """What is still owed after that time is lost."""
        began = monotonic()
        while owed := await self.database.ask(f"{self.database.tasks} UNION {OWED}"):
            if monotonic() - began > CONVERGES_SECONDS:
                self.count.lost += len(owed)
                break
            await asyncio.sleep(0.2)
        self.count.facts["seconds to settle"] = round(monotonic() - began)

    async def end(self) -> None:
        """All processes are there and ready, end cleanly, and have logged nothing that is not a sentence."""
        for program in self.programs:
            self.count.misled += await self._ready(program) != 200
            self.count.ended += program.process.returncode is not None or await program.end() != 0
            self.count.traced += "Traceback" in program.log


async def chaos(
    folder: Path, *, links: int, votes: int, kills: int, seed: int, postgres: bool = False, crashes: int = 0
) -> Count:
    """Runs it and gives the count; the logs stay in the folder."""
    if not postgres:
        file = SqliteFile(folder / "1" / "data" / "claimdesk.db")
        return await _chaos(folder, file, 1, links=links, votes=votes, kills=kills, crashes=0, seed=seed)
    with durable_postgres() as database:
        return await _chaos(
            folder, database, 2, links=links, votes=votes, kills=kills, crashes=crashes, seed=seed
        )


async def _chaos(
    folder: Path,
    database: SqliteFile | PostgresDatabase,
    processes: int,
    *,
    links: int,
    votes: int,
    kills: int,
    crashes: int,
    seed: int,
) -> Count:
    async with open_site() as site:
        settings = {"FETCH_ALLOW": site.address, "LOG_LEVEL": "info", **database.settings}
        folders = [folder / str(number + 1) for number in range(processes)]
        for one in folders:
            one.mkdir()
        programs = [Program(one, **settings) for one in folders]
        # Where another process goes on meanwhile, each may live longer.
        run = Run(programs, database, site, random.Random(seed), longest_rest=2.0 * processes)
        async with asyncio.TaskGroup() as group:
            for program in run.programs:
                group.create_task(run.start(program))
        # About as long as the trouble lasts. One process alone leaves people waiting while it starts.
        span = 1.5 * kills * processes + 4.0 * crashes
        async with asyncio.TaskGroup() as group:
            group.create_task(run.trouble(kills=kills, crashes=crashes))
            group.create_task(run.people.paste(links, span=span))
            for number, person in enumerate(PEOPLE):
                mine = range(number, votes, len(PEOPLE))
                group.create_task(run.people.vote(person, mine, span=span))
        await run.settle()
        await judge(database.ask, run.people, run.count)
        await run.end()
        return run.count


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("links", 30), ("votes", 300), ("kills", 40), ("crashes", 3), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    folder = Path(mkdtemp(prefix="claimdesk-chaos-"))
    count = asyncio.run(chaos(folder, **vars(asked)))
    print("PostgreSQL:" if asked.postgres else "SQLite:", count)  # noqa: T201 - the count is the result
    if not count.clean:
        sys.exit(f"The logs are in {folder}.")


if __name__ == "__main__":
    main()
