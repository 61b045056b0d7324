"""Puts the parts together; owns start, signals and stop. With `examining` alone it knows all others."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from bot import checkup, logs
from bot.check import Checked, check
from bot.cli import build
from bot.clockwork import Clock
from bot.errors import ClaimdeskError, SettingWrong, first_of
from bot.model.finding import Finding
from bot.model.ids import WorkspaceId
from bot.ports import Chat, Ledger, Pages, Progress, Reader, Roster
from bot.settings import Settings, load

if TYPE_CHECKING:
    from adapters.reader import ReaderProcess
    from adapters.slack.service import Slack
    from storage.database import Database

# The setting without which each platform is off.
PLATFORMS = {"Slack": "SLACK_BOT_TOKEN", "Discord": "DISCORD_TOKEN"}


def now() -> datetime:
    """The machine's time; the desk is given its clock."""
    return datetime.now(UTC)


def say(line: str) -> None:
    """A line for whoever started the program."""
    print(line, flush=True)  # noqa: T201 - the program's own output


class Program:
    """The commands, each with the parts that it needs and no more."""

    def run(self, *, speed: float) -> None:
        """Runs the desk until SIGTERM or SIGINT; its time runs `speed` times as fast."""
        settings = load()
        logs.set_up(level=settings.log_level, form=settings.log_format)
        try:
            asyncio.run(_run(settings, Clock(now, speed=speed)))
        except BaseExceptionGroup as wrong:
            # Not `except*`: what is raised in that is a group again on some Pythons.
            ours, others = wrong.split(ClaimdeskError)
            if ours is None or others is not None:
                raise
            raise first_of(ours) from None

    def check(self, source: str, *, url: str | None, progress: Progress) -> Checked:
        """Reads one source, without a desk."""
        settings = load()
        logs.set_up(level="error", form=settings.log_format)
        return asyncio.run(_check(settings, source, url=url, progress=progress))

    def digest(self) -> Sequence[str]:
        """The digest of every desk, as it would be now; a running desk is not disturbed."""
        settings = load()
        logs.set_up(level="error", form=settings.log_format)
        from bot.examining import digests

        return asyncio.run(digests(settings, now=now()))

    def doctor(self) -> Sequence[Finding]:
        """Looks whether all is there."""
        from bot.examining import parts

        return checkup.look(load, platforms=PLATFORMS, found=_slack_findings, **parts(now))


def _slack_findings(settings: Settings) -> Sequence[Finding]:
    if not settings.slack:
        return ()
    from adapters.slack.checkup import look
    from storage.overview import Overview, overview

    async def ask() -> Sequence[Finding]:
        try:
            seen = await overview(settings.database_url, secret=settings.clear("secret_key"))
        except SettingWrong:  # not there yet; the finding on the database speaks of it
            seen = Overview()
        return await look(
            settings,
            desks=seen.desks,
            refused=seen.refused,
            heard=seen.heard,
            installs=seen.installs,
            locked=seen.locked,
        )

    return asyncio.run(ask())


def _reader(settings: Settings) -> "ReaderProcess":
    from adapters.reader import ReaderProcess

    return ReaderProcess(model=settings.spacy_model)


async def _check(settings: Settings, source: str, *, url: str | None, progress: Progress) -> Checked:
    from adapters.fetch import PageFetcher

    async with PageFetcher(allow=settings.allow) as pages, _reader(settings) as reader:
        return await check(
            source, url=url, stdin=sys.stdin.buffer.read, pages=pages, reader=reader, progress=progress
        )


async def _run(settings: Settings, clock: Clock) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _reader(settings) as reader:
        # The parts are imported while the reader loads its model, in a process of its own.
        async with asyncio.TaskGroup() as starting:
            starting.create_task(reader.start(), name="reader")
            starting.create_task(asyncio.to_thread(_import_parts), name="imports")
        await _desk(settings, reader, stop, clock)


def _import_parts() -> None:
    for name in (
        "adapters.clock",
        "adapters.fetch",
        "adapters.web.app",
        "adapters.web.server",
        "bot.reading",
        "storage.database",
    ):
        import_module(name)


async def _desk(settings: Settings, reader: Reader, stop: asyncio.Event, clock: Clock) -> None:
    """Runs until `stop`: first the clock ends, then the page, then what the queue is at."""
    from adapters.clock import ringing
    from adapters.fetch import PageFetcher
    from adapters.web.app import create_app
    from adapters.web.chat import WebChat
    from adapters.web.mount import mounted
    from adapters.web.people import WebRoster
    from adapters.web.sample import SamplePages
    from adapters.web.server import serve
    from bot.work import by_platform, handlers_of, jobs
    from storage.database import open_database

    async with (
        open_database(
            settings.database_url, now=clock, zone=settings.zone, secret=settings.clear("secret_key")
        ) as database,
        PageFetcher(allow=settings.allow) as fetcher,
        _slack(settings, database, fetcher, clock) as slack,
    ):
        web = WebChat()
        pages = SamplePages(fetcher)
        clock.go_on_from(await database.latest())
        await _welcome(database.ledger, clock)
        chats: dict[str, Callable[[WorkspaceId], Chat]] = {"web": lambda workspace: web}
        rosters: dict[str, Callable[[WorkspaceId], Roster]] = {"web": lambda workspace: WebRoster()}
        if slack is not None:
            chats["slack"], rosters["slack"] = slack.chat_of, lambda workspace: slack.roster
        handlers, buried = handlers_of(
            database.ledger, pages=pages, reader=reader, chats=by_platform(chats), now=clock
        )
        app = create_app(
            ledger=database.ledger,
            pages=pages,
            chat=web,
            now=clock,
            stop=stop,
            ready=partial(_ready, database, slack),
            speed=clock.speed,
        )
        _say_what_is_off(settings)
        serving = serve(
            mounted(app, slack.asgi if slack else None, under="/slack/"),
            host=settings.web_host,
            port=settings.web_port,
            stop=stop,
            ready=lambda address: say(f"Claimdesk is ready at {address}"),
        )
        rings = jobs(database.ledger, by_platform(rosters), clock)
        async with ringing(rings), asyncio.TaskGroup() as group:
            group.create_task(serving, name="web desk")
            group.create_task(database.queue.work(handlers, buried=buried, stop=stop), name="queue")
            if slack is not None:
                group.create_task(slack.run(stop), name="slack")


@asynccontextmanager
async def _slack(
    settings: Settings, database: "Database", pages: Pages, clock: Clock
) -> AsyncIterator["Slack | None"]:
    """Slack, where it is set up; its packages are imported only then."""
    if not settings.slack:
        yield None
        return
    from adapters.slack.service import slack

    async with slack(
        settings,
        ledger=database.ledger,
        pages=pages,
        installs=database.installs,
        now=clock,
    ) as running:
        yield running


def _say_what_is_off(settings: Settings) -> None:
    for platform, setting in PLATFORMS.items():
        if not (platform == "Slack" and settings.slack):
            say(f"{platform} is off: {setting} is not set")


async def _welcome(ledger: Ledger, clock: Clock) -> None:
    """The web desk's first words, once."""
    from adapters.web.people import PLACE, WORKSPACE
    from bot.welcoming import welcome

    async with ledger.begin(WORKSPACE) as tx:
        await welcome(tx, PLACE, added_by=None, at=clock())


async def _ready(database: "Database", slack: "Slack | None") -> Mapping[str, str]:
    answers = await database.answers()
    return {
        "database": "ok" if answers else "down",
        "slack": await slack.state() if slack else "off",
        "discord": "off",
        "web": "ok",
    }


def main() -> None:
    """The console script."""
    build(Program())()


if __name__ == "__main__":
    main()
