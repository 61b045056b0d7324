"""The random killer in Slack: the real program dies again and again while a quarter of Slack's answers fail.

`python -m tests.chaos.slack_killer --links 20 --votes 300 --kills 30`, on SQLite, prints what it counted.
With `--postgres` two processes share a database and the work.
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

from tests.chaos.databases import PostgresDatabase, SqliteFile, durable_postgres
from tests.chaos.judge import Count
from tests.chaos.killer import CONVERGES_SECONDS, OWED
from tests.chaos.slack_judge import judge
from tests.chaos.slack_people import CLICKS, REACTS, SlackPeople
from tests.support.program import Program, open_site
from tests.support.slack import APP_TOKEN, BOT_TOKEN, FakeSlack, Faults

FAILING = 0.25
RESTS_SECONDS = 2.5


@dataclass
class Run:
    """Who is killed, and what it came to."""

    programs: Sequence[Program]
    people: SlackPeople
    database: SqliteFile | PostgresDatabase
    chance: random.Random
    count: Count = field(default_factory=Count)

    async def trouble(self, kills: int) -> None:
        """Kills, spread over the processes; then people stop resting."""
        async with asyncio.TaskGroup() as group:
            for number, program in enumerate(self.programs):
                share = len(range(number, kills, len(self.programs)))
                group.create_task(self._kill_often(program, share))
        self.people.hurry.set()

    async def _kill_often(self, program: Program, kills: int) -> None:
        """Half of the kills come at any moment, half just after somebody did something."""
        for _ in range(kills):
            await asyncio.sleep(self.chance.uniform(0.3, RESTS_SECONDS * len(self.programs)))
            if self.chance.random() < 0.5:
                self.people.began.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.people.began.wait(), 2)
                await asyncio.sleep(self.chance.uniform(0, 0.15))
            self.count.ended += program.process.returncode is not None
            await program.kill()
            self.count.killed += 1
            await program.start()

    async def settle(self) -> None:
        """What is still owed, or not acknowledged, after that time is lost."""
        began = monotonic()
        while left := await self._left():
            if monotonic() - began > CONVERGES_SECONDS:
                self.count.lost += left
                break
            await asyncio.sleep(0.2)
        self.count.facts["seconds to settle"] = round(monotonic() - began)

    async def _left(self) -> int:
        unheard = sum(not one.settled.is_set() for one in self.people.slack.deliveries)
        return unheard + len(await self.database.ask(f"{self.database.tasks} UNION {OWED}"))

    async def end(self) -> None:
        """All processes become ready, end cleanly, and have logged nothing that is not a sentence."""
        for program in self.programs:
            self.count.misled += not await _becomes_ready(program)
            self.count.ended += program.process.returncode is not None or await program.end() != 0
            self.count.traced += "Traceback" in program.log


async def _becomes_ready(program: Program) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(20):
            while (await program.get("/readyz"))[0] != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.2)
            return True
    return False


async def chaos(
    folder: Path, *, links: int, votes: int, kills: int, seed: int, postgres: bool = False
) -> Count:
    """Runs it and gives the count; the logs stay in the folder."""
    if not postgres:
        file = SqliteFile(folder / "1" / "data" / "claimdesk.db")
        return await _chaos(folder, file, 1, links=links, votes=votes, kills=kills, seed=seed)
    with durable_postgres() as database:
        return await _chaos(folder, database, 2, links=links, votes=votes, kills=kills, seed=seed)


async def _chaos(
    folder: Path,
    database: SqliteFile | PostgresDatabase,
    processes: int,
    *,
    links: int,
    votes: int,
    kills: int,
    seed: int,
) -> Count:
    async with FakeSlack(retry_after=1.0) as slack, open_site() as site:
        # Slack gives up an event after some minutes; here all that matters is that it comes.
        slack.courier.retries = 10_000
        settings = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.api_url,
            "FETCH_ALLOW": site.address,
            "LOG_LEVEL": "info",
            **database.settings,
        }
        programs = []
        for number in range(processes):
            (folder / str(number + 1)).mkdir()
            programs.append(Program(folder / str(number + 1), **settings))
        count, chance = Count(), random.Random(seed)
        people = SlackPeople(slack, site, chance, database.ask, count.facts)
        run = Run(programs, people, database, chance, count)
        try:
            await asyncio.gather(*(program.start() for program in programs))
            slack.faults = Faults(p=FAILING, seed=seed)
            await _act(run, links=links, votes=votes, kills=kills)
            await run.settle()
            count.facts["faults"] = len(slack.faults.happened)
            slack.faults = Faults()
            await judge(_url(database), database.ask, people, count)
            await run.end()
        finally:
            for program in programs:
                if program.process.returncode is None:
                    await program.kill()
        return count


async def _act(run: Run, *, links: int, votes: int, kills: int) -> None:
    """All at once, for about as long as the kills take."""
    people, span = run.people, 4.0 * kills
    each = votes // (len(CLICKS) + 1)
    async with asyncio.TaskGroup() as group:
        group.create_task(run.trouble(kills))
        group.create_task(people.paste(links, span=span))
        group.create_task(people.bring(max(1, links // 4), span=span))
        group.create_task(people.react(REACTS, range(each), span=span))
        for person in CLICKS:
            group.create_task(people.click(person, range(each), span=span))


def _url(database: SqliteFile | PostgresDatabase) -> str:
    return database.url if isinstance(database, PostgresDatabase) else f"sqlite:///{database.file}"


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("links", 20), ("votes", 300), ("kills", 30), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    folder = Path(mkdtemp(prefix="claimdesk-slack-"))
    count = asyncio.run(chaos(folder, **vars(asked)))
    print("Slack, PostgreSQL:" if asked.postgres else "Slack, SQLite:", count)  # noqa: T201 - the result
    if not count.clean:
        sys.exit(f"The logs are in {folder}.")


if __name__ == "__main__":
    main()
