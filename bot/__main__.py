"""Puts the parts together; owns start, signals and stop. The only module that knows all others."""

import asyncio
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from bot import checkup, logs
from bot.check import Checked, check
from bot.cli import build
from bot.errors import ClaimdeskError
from bot.model.finding import Finding
from bot.model.ids import WorkspaceId
from bot.model.task import Task
from bot.ports import Chat, Chats, Handler, Handlers, Ledger, Pages, Progress, Reader
from bot.settings import Settings, load

if TYPE_CHECKING:
    from adapters.clock import Ring
    from adapters.reader import ReaderProcess
    from storage.database import Database

SWEEP_SECONDS = 5.0
WATCHDOG_SECONDS = 60.0
OWED_AFTER = timedelta(seconds=60)
# The setting without which each platform is off.
PLATFORMS = {"Slack": "SLACK_BOT_TOKEN", "Discord": "DISCORD_TOKEN"}


def now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)


def say(line: str) -> None:
    """A line for whoever started the program."""
    print(line, flush=True)  # noqa: T201 - the program's own output


class Program:
    """The commands, each with the parts that it needs and no more."""

    def run(self) -> None:
        """Runs the desk until SIGTERM or SIGINT."""
        settings = load()
        logs.set_up(level=settings.log_level, form=settings.log_format)
        try:
            asyncio.run(_run(settings))
        except* ClaimdeskError as wrong:
            raise _first(wrong) from None

    def check(self, source: str, *, url: str | None, progress: Progress) -> Checked:
        """Reads one source, without a desk."""
        settings = load()
        logs.set_up(level="error", form=settings.log_format)
        return asyncio.run(_check(settings, source, url=url, progress=progress))

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


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _reader(settings) as reader:
        # The parts are imported while the reader loads its model, in a process of its own.
        async with asyncio.TaskGroup() as starting:
            starting.create_task(reader.start(), name="reader")
            starting.create_task(asyncio.to_thread(_import_parts), name="imports")
        await _desk(settings, reader, stop)


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


async def _desk(settings: Settings, reader: Reader, stop: asyncio.Event) -> None:
    """Runs until `stop`: first the clock ends, then the page, then what the queue is at."""
    from adapters.clock import ringing
    from adapters.fetch import PageFetcher
    from adapters.web.app import create_app
    from adapters.web.chat import WebChat
    from adapters.web.sample import SamplePages
    from adapters.web.server import serve
    from storage.database import open_database

    async with (
        open_database(settings.database_url, now=now) as database,
        PageFetcher(allow=settings.allow) as fetcher,
    ):
        web = WebChat()
        pages = SamplePages(fetcher)
        handlers, buried = _work(database.ledger, pages=pages, reader=reader, chats=_chats({"web": web}))
        app = create_app(
            ledger=database.ledger,
            pages=pages,
            chat=web,
            now=now,
            stop=stop,
            ready=partial(_ready, database),
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
        async with ringing(_jobs(database.ledger)), asyncio.TaskGroup() as group:
            group.create_task(serving, name="web desk")
            group.create_task(database.queue.work(handlers, buried=buried, stop=stop), name="queue")


def _work(ledger: Ledger, *, pages: Pages, reader: Reader, chats: Chats) -> tuple[Handlers, Handler]:
    """Who does which kind of task, and who hears of one that is given up."""
    from bot.delivery import deliver
    from bot.owe import DELIVER, READ
    from bot.reading import give_up, read_story

    async def buried(task: Task) -> None:
        if task.kind == READ:
            await give_up(task, ledger=ledger, now=now)

    handlers: Handlers = {
        READ: partial(read_story, ledger=ledger, pages=pages, reader=reader, chats=chats, now=now),
        DELIVER: partial(deliver, ledger=ledger, chats=chats, now=now),
    }
    return handlers, buried


def _jobs(ledger: Ledger) -> "dict[str, tuple[float, Ring]]":
    """What the clock rings, and how often."""
    from bot.delivery import sweep, watchdog

    async def ring_sweep() -> None:
        await sweep(ledger=ledger, now=now())

    async def ring_watchdog() -> None:
        await watchdog(ledger=ledger, before=now() - OWED_AFTER)

    return {"sweep": (SWEEP_SECONDS, ring_sweep), "watchdog": (WATCHDOG_SECONDS, ring_watchdog)}


def _chats(by_platform: Mapping[str, Chat]) -> Callable[[WorkspaceId], Chat]:
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
