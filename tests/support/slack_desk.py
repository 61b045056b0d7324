"""The real desk in a fake Slack: real listeners, real queue, over real sockets; pages from a dictionary."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from adapters.slack.pace import SECONDS
from adapters.slack.service import Slack, slack
from bot import delivery
from bot.model.ids import WorkspaceId
from bot.ports import Ledger, Reader
from bot.settings import Settings
from bot.work import by_platform, handlers_of
from storage.database import Database
from tests.support.fakes import FakePages, FakeReader
from tests.support.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, TEAM, FakeSlack

WORKSPACE = WorkspaceId(f"slack:{TEAM}")
STORY = "https://news.test/story"
PAGE = (
    "Council spends millions on bridge\n"
    "Ana Novak: The bridge cost 12 million euros in 2025.\n"
    "The mayor promised 400 new homes by May.\n"
    "Unemployment fell to 4 percent last year.\n"
    "The river rose by two metres in March.\n"
)


@dataclass
class SlackDesk:
    """What a test drives: the people are `slack.person(…)`, the pages `pages`, the time moves by `wait`."""

    slack: FakeSlack
    service: Slack
    database: Database
    pages: FakePages
    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """The machine's time, as Slack's own timestamps follow it, and what the test has added."""
        return datetime.now(UTC) + self.ahead

    def wait(self, span: timedelta) -> None:
        self.ahead += span

    async def sweep(self) -> None:
        """What the clock would ring."""
        rosters = by_platform({"slack": lambda workspace: self.service.roster})
        await delivery.sweep(ledger=self.database.ledger, rosters=rosters, now=self.now())

    async def settle(self) -> None:
        """Until nothing that is owed may run."""
        await self.slack.until(lambda: all(one.settled.is_set() for one in self.slack.deliveries), seconds=10)
        await self.database.queue.idle()


def settings_for(fake: FakeSlack, **more: object) -> Settings:
    """As an operator would set it up for Socket Mode."""
    values = {
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_api_url": fake.api_url,
        "slack_signing_secret": SIGNING_SECRET,
    } | more
    return Settings(_env_file=None, **values)  # type: ignore[call-arg, arg-type]


@asynccontextmanager
async def slack_desk(
    fake: FakeSlack,
    database: Database,
    *,
    reader: Reader | None = None,
    ledger: Callable[[Ledger], Ledger] = lambda inner: inner,
    pace: float = SECONDS,
    **settings: object,
) -> AsyncIterator[SlackDesk]:
    """The desk while it runs."""
    pages = FakePages({STORY: PAGE})
    stop = asyncio.Event()
    shift: list[SlackDesk] = []

    def now() -> datetime:
        return shift[0].now() if shift else datetime.now(UTC)

    async with slack(
        settings_for(fake, **settings),
        ledger=ledger(database.ledger),
        pages=pages,
        installs=database.installs,
        now=now,
        pace=pace,
    ) as service:
        desk = SlackDesk(fake, service, database, pages)
        shift.append(desk)
        handlers, buried = handlers_of(
            ledger(database.ledger),
            pages=pages,
            reader=reader or FakeReader(),
            chats=by_platform({"slack": service.chat_of}),
            now=now,
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(database.queue.work(handlers, buried=buried, stop=stop), name="queue")
            group.create_task(service.run(stop), name="slack")
            try:
                await _up(service)
                yield desk
            finally:
                stop.set()


async def _up(service: Slack) -> None:
    async with asyncio.timeout(10):
        while await service.state() != "ok":  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0.01)
