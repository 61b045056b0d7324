"""The real program in a fake Slack, a bare Bolt app in another, and what people do there; all are processes."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import slack_bolt, slack_fake
from benchmarks.running import DATABASE, ROOT, Desk
from tests.support.program import Program, open_site, until
from tests.support.slack import APP_TOKEN, BOT_TOKEN, DESK

Json = dict[str, Any]
POLL = 0.02
PATIENCE = 60.0


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
        async with asyncio.timeout(PATIENCE):
            while ts not in (found := await self.marks(since)):
                await asyncio.sleep(POLL)
        return (found[ts] - float(ts)) * 1000

    async def acknowledged(self, since: int) -> list[Json]:
        """The deliveries from this number on, once all of them are over."""
        async with asyncio.timeout(PATIENCE):
            while (await self.ask("counts"))["unsettled"]:
                await asyncio.sleep(POLL)
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
    folder.mkdir(parents=True, exist_ok=True)
    async with open_site() as site, fake_slack(members=members, tiers=tiers) as slack:
        settings = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{slack.url}/api/",
            "FETCH_ALLOW": site.address,
            "LOG_LEVEL": "info",
        }
        async with Program(folder, **settings) as program:
            async with asyncio.timeout(PATIENCE):
                while not (await slack.ask("counts"))["sockets"]:
                    await asyncio.sleep(POLL)
            yield SlackDesk(slack, Desk(program, site))


async def with_claims(on: SlackDesk, who: str, *, link: int) -> SlackDesk:
    """The same desk once the claims of a first article stand on it."""
    await on.slack.do(who, "post", text=f"Is this so? {on.desk.link(link)}")
    async with asyncio.timeout(PATIENCE):
        while len(roots := list(_roots(await on.slack.ask("messages", channel=DESK)))) < 3:
            await asyncio.sleep(0.2)
    return SlackDesk(Slack(on.slack.url, on.slack.session, tuple(roots)), on.desk)


def _roots(messages: Iterable[Json]) -> Iterable[str]:
    return (one["ts"] for one in messages if one["bot"] and "Misleading" in one["choices"])


async def drawn(on: SlackDesk, *, seconds: float) -> None:
    """Waits until no message waits to be drawn anew."""
    await until(lambda: on.count("SELECT count(*) FROM task WHERE kind = 'redraw'") == 0, seconds=seconds)
