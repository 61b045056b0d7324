"""The real program in a fake Slack, a bare Bolt app in another, and what people do there."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from benchmarks import slack_bolt, slack_fake
from benchmarks.running import DATABASE, ROOT, Desk
from benchmarks.timing import MS
from tests.support.program import Program, open_site, until
from tests.support.slack import APP_TOKEN, BOT_TOKEN, DESK

Json = dict[str, Any]
T = TypeVar("T")
POLL = 0.02
PATIENCE = 180.0
CLAIMS = 3
# What was not acknowledged in Slack's time counts as that time.
LOST = 3_000.0


async def seen(look: Callable[[], Awaitable[T]], enough: Callable[[T], bool], *, every: float = POLL) -> T:
    """What a look shows, once it is enough."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if enough(found := await look()):
                return found
            await asyncio.sleep(every)


@dataclass(frozen=True, slots=True)
class Slack:
    """A fake Slack in its own process, and the messages of its app that people vote on."""

    url: str
    session: aiohttp.ClientSession
    roots: tuple[str, ...] = ()

    async def do(self, who: str, act: str, **args: Any) -> Any:
        """Somebody does something; what is pressed is answered for once it was acknowledged."""
        body = {"who": who, "act": act, "args": args}
        async with self.session.post(f"{self.url}/_control/do", json=body) as answer:
            told = await answer.json()
        assert answer.status == 200, told
        return told["result"]

    async def ask(self, noun: str, **query: Any) -> Any:
        """What can be seen: `calls`, `deliveries`, `messages`, `counts`."""
        async with self.session.get(f"{self.url}/_control/{noun}", params=query) as answer:
            return await answer.json()

    async def marks(self, since: int) -> dict[str, float]:
        """When each message was marked as taken, by its ts, in the calls from this number on."""
        calls = await self.ask("calls", since=since)
        return {one["args"]["timestamp"]: one["at"] for one in calls if one["method"] == "reactions.add"}

    async def marked(self, ts: str, *, since: int) -> float:
        """Milliseconds from the sending of a message to the call that marks it."""
        found = await seen(lambda: self.marks(since), lambda marks: ts in marks)
        return (found[ts] - float(ts)) * MS

    async def acknowledged(self, since: int) -> list[Json]:
        """The deliveries from this number on, once all of them are over."""
        await seen(lambda: self.ask("counts"), lambda counts: counts["unsettled"] == 0)
        found: list[Json] = await self.ask("deliveries", since=since)
        return found


@dataclass(frozen=True, slots=True)
class SlackDesk:
    """The program at work in a fake Slack."""

    slack: Slack
    desk: Desk

    def count(self, query: str, *values: Any) -> int:
        """A number from the program's own file; the program is not asked."""
        file = self.desk.program.folder / DATABASE
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return int(connection.execute(query, values).fetchone()[0])


async def _lines(process: asyncio.subprocess.Process, begins: str) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        line = (await process.stdout.readline()).decode().rstrip("\n")
    assert line.startswith(begins), f"it did not start: {line!r}"
    return line.removeprefix(begins).strip()


@asynccontextmanager
async def _child(module: str, *args: str, begins: str) -> AsyncIterator[str]:
    """A module in a process of its own, and what follows in its first line."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *args), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield await _lines(process, begins)
    finally:
        process.terminate()
        await process.communicate()


@asynccontextmanager
async def fake_slack(*, members: int, tiers: bool = False) -> AsyncIterator[Slack]:
    """With so many members beside the usual cast; `tiers` limits every method as Slack's documents do."""
    args = (f"--members={members}", *(["--tiers"] if tiers else []))
    connector = aiohttp.TCPConnector(limit=200)
    async with (
        _child("benchmarks.slack_fake", *args, begins=slack_fake.READY) as url,
        aiohttp.ClientSession(connector=connector, trust_env=False) as session,
    ):
        yield Slack(url, session)


@asynccontextmanager
async def bare_bolt(*, members: int) -> AsyncIterator[Slack]:
    """A Slack whose app is a bare Bolt app, with one message to vote on."""
    async with (
        fake_slack(members=members) as slack,
        _child("benchmarks.slack_bolt", slack.url, begins=slack_bolt.READY) as root,
    ):
        yield Slack(slack.url, slack.session, (root,))


@asynccontextmanager
async def slack_desk(folder: Path, *, members: int, tiers: bool = False) -> AsyncIterator[SlackDesk]:
    """`claimdesk run` on SQLite in this folder, in a Slack of its own."""
    async with open_site() as site, fake_slack(members=members, tiers=tiers) as slack:
        settings = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{slack.url}/api/",
            "FETCH_ALLOW": site.address,
            "LOG_LEVEL": "info",
        }
        async with Program(folder, **settings) as program:
            await seen(lambda: slack.ask("counts"), lambda counts: counts["sockets"] > 0)
            yield SlackDesk(slack, Desk(program, site))


async def with_claims(on: SlackDesk, who: str, *, link: int) -> SlackDesk:
    """The same desk once the claims of a first article stand on it."""
    await on.slack.do(who, "post", text=f"Is this so? {on.desk.link(link)}")
    roots = await seen(lambda: _roots(on.slack), lambda found: len(found) >= CLAIMS, every=0.2)
    return SlackDesk(Slack(on.slack.url, on.slack.session, roots), on.desk)


async def _roots(slack: Slack) -> tuple[str, ...]:
    messages = await slack.ask("messages", channel=DESK)
    return tuple(one["ts"] for one in messages if one["bot"] and "Misleading" in one["choices"])


def took(sent: list[Json]) -> list[float]:
    """Milliseconds from Slack's sending of each envelope to its acknowledgement."""
    return [LOST if one["acked_at"] is None else (one["acked_at"] - one["attempts"][0]) * MS for one in sent]


async def drawn(on: SlackDesk, *, seconds: float) -> None:
    """Waits until no message waits to be drawn anew."""
    await until(lambda: on.count("SELECT count(*) FROM task WHERE kind = 'redraw'") == 0, seconds=seconds)
