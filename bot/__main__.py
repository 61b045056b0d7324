"""Puts the parts together; owns start, signals and stop. The only module that knows all others."""

import asyncio
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from bot import checkup, logs
from bot.check import Checked, check
from bot.cli import build
from bot.clockwork import Clock
from bot.errors import ClaimdeskError
from bot.model.finding import Finding
from bot.model.ids import WorkspaceId
from bot.ports import Ledger, Progress, Reader
from bot.settings import Settings, load

if TYPE_CHECKING:
    from adapters.reader import ReaderProcess
    from storage.database import Database

# The setting without which each platform is off.
PLATFORMS = {"Slack": "SLACK_BOT_TOKEN", "Discord": "DISCORD_TOKEN"}


T = TypeVar("T")


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
        except* ClaimdeskError as wrong:
            raise _first(wrong) from None

    def check(self, source: str, *, url: str | None, progress: Progress) -> Checked:
        """Reads one source, without a desk."""
        settings = load()
        logs.set_up(level="error", form=settings.log_format)
        return asyncio.run(_check(settings, source, url=url, progress=progress))

    def digest(self) -> Sequence[str]:
        """The digest of every desk, as it would be now; a running desk is not disturbed."""
        settings = load()
        logs.set_up(level="error", form=settings.log_format)
        return asyncio.run(_digests(settings))

    def doctor(self) -> Sequence[Finding]:
        """Looks whether all is there."""
        return checkup.look(
            load, model=_model_answers, database=_database_answers, pages=_pages_allow, platforms=PLATFORMS
        )


def _model_answers(settings: Settings) -> str:
    async def start() -> None:
        async with _reader(settings) as reader:
            await reader.start()

    asyncio.run(start())
    return "The language model loads and the reader answers."


def _database_answers(settings: Settings) -> str:
    from storage.database import open_database

    file = settings.database_file
    if file is not None and not file.exists():
        return f"{file} will be made at the first start."

    async def given_up() -> list[str]:
        async with open_database(settings.database_url, now=now) as database:
            return await database.queue.dead()

    dead = asyncio.run(given_up())
    return f"{settings.database_shown} opens." + (
        f" {len(dead)} tasks were given up: {', '.join(dead[:5])}." if dead else ""
    )


def _pages_allow(settings: Settings) -> str:
    from adapters.fetch import PageFetcher

    PageFetcher(allow=settings.allow)
    allowed = ", ".join(settings.allow)
    return f"Public pages, and {allowed} by FETCH_ALLOW." if allowed else "Public pages only."


def _first(group: BaseExceptionGroup[ClaimdeskError]) -> ClaimdeskError:
    for one in group.exceptions:
        return _first(one) if isinstance(one, BaseExceptionGroup) else one
    raise AssertionError("an exception group is never empty")


def _reader(settings: Settings) -> "ReaderProcess":
    from adapters.reader import ReaderProcess

    return ReaderProcess(model=settings.spacy_model)


async def _check(settings: Settings, source: str, *, url: str | None, progress: Progress) -> Checked:
    from adapters.fetch import PageFetcher

    async with PageFetcher(allow=settings.allow) as pages, _reader(settings) as reader:
        return await check(
            source, url=url, stdin=sys.stdin.buffer.read, pages=pages, reader=reader, progress=progress
        )


async def _digests(settings: Settings) -> list[str]:
    from adapters.web.people import WORKSPACE
    from bot.digesting import all_of
    from storage.database import look_at

    async with look_at(settings.database_url, zone=settings.zone) as ledger:
        return await all_of(WORKSPACE, ledger=ledger, now=now())


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
    from adapters.web.people import WebRoster
    from adapters.web.sample import SamplePages
    from adapters.web.server import serve
    from bot.work import handlers_of, jobs
    from storage.database import open_database

    async with (
        open_database(settings.database_url, now=clock, zone=settings.zone) as database,
        PageFetcher(allow=settings.allow) as fetcher,
    ):
        web = WebChat()
        pages = SamplePages(fetcher)
        clock.go_on_from(await database.latest())
        await _welcome(database.ledger, clock)
        handlers, buried = handlers_of(
            database.ledger, pages=pages, reader=reader, chats=_by_platform({"web": web}), now=clock
        )
        app = create_app(
            ledger=database.ledger,
            pages=pages,
            chat=web,
            now=clock,
            stop=stop,
            ready=partial(_ready, database),
            speed=clock.speed,
        )
        for platform, setting in PLATFORMS.items():
            say(f"{platform} is off: {setting} is not set")
        serving = serve(
            app,
            host=settings.web_host,
            port=settings.web_port,
            stop=stop,
            ready=lambda address: say(f"Claimdesk is ready at {address}"),
        )
        rosters = _by_platform({"web": WebRoster()})
        async with ringing(jobs(database.ledger, rosters, clock)), asyncio.TaskGroup() as group:
            group.create_task(serving, name="web desk")
            group.create_task(database.queue.work(handlers, buried=buried, stop=stop), name="queue")


async def _welcome(ledger: Ledger, clock: Clock) -> None:
    """The web desk's first words, once."""
    from adapters.web.people import PLACE, WORKSPACE
    from bot.welcoming import welcome

    async with ledger.begin(WORKSPACE) as tx:
        await welcome(tx, PLACE, added_by=None, at=clock())


def _by_platform(by_platform: Mapping[str, T]) -> Callable[[WorkspaceId], T]:
    """A workspace's id begins with its platform."""
    return lambda workspace: by_platform[workspace.partition(":")[0]]


async def _ready(database: "Database") -> Mapping[str, str]:
    answers = await database.answers()
    return {
        "database": "ok" if answers else "down",
        "slack": "off",
        "discord": "off",
        "web": "ok",
    }


def main() -> None:
    """The console script."""
    build(Program())()


if __name__ == "__main__":
    main()
