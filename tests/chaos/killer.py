"""A random killer: the real program is killed -9 again and again while people paste and vote.

`python -m tests.chaos.killer --links 30 --votes 300 --kills 40` prints what it counted.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.support.program import Program, Site, open_site, until

PEOPLE = ("rosa", "edda", "elias", "chandra")
RATINGS = ("true", "misleading", "false", "unproven")


@dataclass
class Count:
    """What the run came to; all but `killed` must be nought."""

    killed: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        return f"killed {self.killed}, lost {self.lost}, doubled {self.doubled}, wrong {self.wrong}"


@dataclass
class Run:
    """One run: the site, the program, what was acknowledged."""

    program: Program
    site: Site
    links: int
    votes: int
    kills: int
    chance: random.Random
    count: Count = field(default_factory=Count)
    pasted: list[str] = field(default_factory=list)
    cast: dict[tuple[str, str], str] = field(default_factory=dict)
    up: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def file(self) -> Path:
        return self.program.folder / "data" / "claimdesk.db"

    def ask(self, query: str, *values: str) -> list[tuple[str, ...]]:
        """Reads the program's database from outside."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)) as connection:
            return connection.execute(query, values).fetchall()

    async def until_acknowledged(self, send: Callable[[], Awaitable[object]]) -> None:
        """As a platform does: the same event again, until it is taken."""
        while True:
            await self.up.wait()
            with suppress(
                AssertionError, aiohttp.ClientError, ConnectionError, json.JSONDecodeError, TimeoutError
            ):
                await asyncio.wait_for(send(), 10)
                return
            await asyncio.sleep(0.05)

    async def paste_all(self) -> None:
        for number in range(self.links):
            path = f"/news/story-{number}"
            self.site.pages[path] = _page(number)
            act = f"paste-{number:05}"
            body = {"as": self.chance.choice(PEOPLE), "id": act, "text": self.site.link(path)}
            await self.until_acknowledged(lambda body=body: self.program.post("/messages", **body))  # type: ignore[misc]
            self.pasted.append(path)
            await asyncio.sleep(self.chance.uniform(0, 0.2))

    async def vote_all(self) -> None:
        for number in range(self.votes):
            claims = await self._claims()
            claim, person = self.chance.choice(claims), self.chance.choice(PEOPLE)
            rating = self.chance.choice(RATINGS)
            body = {"as": person, "id": f"vote-{number:05}", "rating": rating, "act": "cast", "via": "button"}
            await self.until_acknowledged(
                lambda claim=claim, body=body: self.program.post(f"/claims/{claim}/ballot", **body)  # type: ignore[misc]
            )
            self.cast[claim, person] = rating

    async def _claims(self) -> list[str]:
        query = "SELECT claim FROM post WHERE kind = 'claim' AND ref IS NOT NULL"
        await until(lambda: bool(self.ask(query)), seconds=60)
        return [row[0] for row in self.ask(query)]

    async def kill_often(self) -> None:
        for _ in range(self.kills):
            await asyncio.sleep(self.chance.uniform(0.3, 2.0))
            self.up.clear()
            await self.program.kill()
            self.count.killed += 1
            await self.program.start()
            self.up.set()
        self.done.set()

    async def settled(self) -> None:
        """One watchdog period and a little is enough for all that is owed."""
        owed = "SELECT key FROM task UNION SELECT key FROM post WHERE ref IS NULL"
        await until(lambda: not self.ask(owed), seconds=90)

    def judge(self) -> None:
        cards = self.ask(
            "SELECT story.url, post.key FROM post JOIN story ON story.id = post.story WHERE kind = 'card'"
        )
        for path in self.pasted:
            found = [url for url, _ in cards if url == self.site.link(path)]
            self.count.lost += not found
            self.count.doubled += len(found) > 1
        tips = self.ask("SELECT message FROM tip")
        self.count.doubled += len(tips) - len(set(tips))
        ballots = self.ask("SELECT claim, person, rating FROM ballot ORDER BY at, id")
        stands = {(claim, person): rating for claim, person, rating in ballots}
        self.count.wrong += sum(stands.get(who) != rating for who, rating in self.cast.items())
        self.count.doubled += len(ballots) - self.votes


def _page(number: int) -> str:
    claims = "".join(
        f"<p>The council of district {number} spent {part + 2} million pounds on road {number}-{part}, "
        f"{part + 10} per cent more than in 2019, according to its accounts.</p>"
        for part in range(4)
    )
    return f"<html><head><title>Report {number}</title></head><body><article>{claims}</article></body></html>"


async def chaos(folder: Path, *, links: int, votes: int, kills: int, seed: int) -> Count:
    """Runs it and gives the count."""
    async with open_site() as site:
        program = Program(folder, FETCH_ALLOW=site.address, LOG_LEVEL="info")
        run = Run(program, site, links, votes, kills, random.Random(seed))
        await program.start()
        run.up.set()
        async with asyncio.TaskGroup() as group:
            for act in (run.paste_all, run.vote_all, run.kill_often):
                group.create_task(act())
        await run.settled()
        await program.end()
        run.judge()
        return run.count


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("links", 30), ("votes", 300), ("kills", 40), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        count = asyncio.run(chaos(Path(folder), **vars(asked)))
    print(count)  # noqa: T201 - the count is the result
    raise SystemExit(bool(count.lost or count.doubled or count.wrong))


if __name__ == "__main__":
    main()
