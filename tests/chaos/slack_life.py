"""A newsroom in a fake Slack over several lives of the process: Slack stays, the process does not."""

import asyncio
import gc
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, cast

from adapters.slack.chat import SlackChat
from adapters.slack.client import OneClient, web_client
from bot import delivery, intake
from bot.events import MessagePosted
from bot.model.ballot import Rating
from bot.model.ids import MessageId, WorkspaceId
from bot.ports import Ledger
from storage.database import open_database
from tests.chaos.databases import SqliteFile
from tests.chaos.life import LINK, PAGE
from tests.chaos.slack_people import key_of
from tests.support.fakes import FakePages
from tests.support.fuse import Fuse, Killed
from tests.support.hours import Hours
from tests.support.room import DESK, EDDA, ROSA, Room
from tests.support.slack import BOT_TOKEN, BOT_USER, FakeSlack, Faults, User
from tests.support.slack import TEAM as TEAM
from tests.support.slack.team import Channel

WORKSPACE = WorkspaceId(f"slack:{TEAM}")
ROUNDS = 60


class SlackLife:
    """All that outlives the process: the database, Slack, what Slack was told."""

    def __init__(self, file: Path, slack: FakeSlack, *, seed: int) -> None:
        self.file, self.slack = SqliteFile(file), slack
        self.hours = Hours(f"sqlite:///{file}")
        self.acknowledged: Counter[str] = Counter()
        slack.world.clock = lambda: self.hours.time.timestamp()
        slack.faults = Faults(p=0.25, seed=seed)
        people = [User(str(one.id), str(one.id), TEAM, one.name) for one in (ROSA, EDDA)]
        slack.team.users |= {one.id: one for one in people}
        slack.team.channels[str(DESK)] = Channel(DESK, "desk", [*(one.id for one in people), BOT_USER])
        self.tip = slack.person(str(ROSA.id)).post(f"look {LINK}", channel=str(DESK))

    async def live(self, story: Callable[[Room], Awaitable[None]], *, fuse: Fuse | None = None) -> bool:
        """Runs one process; False where it was killed."""
        async with open_database(self.hours.url, now=self.hours) as database:
            chat = cast(Any, self._chat(database.ledger))
            pages = FakePages({LINK: PAGE})
            room = Room(
                database, pages=pages, chat=chat, time=self.hours.time, fuse=fuse, workspace=WORKSPACE
            )
            lived = True
            try:
                await story(room)
            except* Killed:
                lived = False
        if not lived:
            # A real death gives its locks back at once; here what died has to be swept up first.
            gc.collect()
            await asyncio.sleep(0)
        return lived

    def _chat(self, ledger: Ledger) -> SlackChat:
        """Its clock jumps ahead, so that it never waits for its turn."""
        client, ticks = web_client(BOT_TOKEN, base_url=self.slack.api_url), count(0, 100)
        return SlackChat(WORKSPACE, OneClient(client, WORKSPACE), ledger=ledger, clock=lambda: next(ticks))

    async def day(self, room: Room) -> None:
        """A link, read; a vote. Slack sends again what was not acknowledged."""
        if not self.acknowledged["paste"]:
            await self._paste(room)
            self.acknowledged["paste"] += 1
        await self.settle(room)
        if not self.acknowledged["vote"]:
            (story,) = await room.stories()
            await room.vote(story.claims[0].claim.id, Rating.FALSE, by=EDDA, event="vote")
            self.acknowledged["vote"] += 1
        await self.settle(room)

    async def _paste(self, room: Room) -> None:
        posted = MessagePosted(
            id="paste",
            workspace=WORKSPACE,
            place=DESK,
            person=ROSA,
            at=room.time,
            message=MessageId(self.tip),
            text=LINK,
            asked=False,
        )
        await intake.take_message(posted, ledger=room.ledger, now=room.time)

    async def settle(self, room: Room) -> None:
        """Until nothing is owed; between the rounds time goes by, for what is tried again."""
        for _ in range(ROUNDS):
            await room.settle()
            if not await self.file.ask(self.file.tasks):
                return
            await self.hours.pass_by(timedelta(seconds=20))
            room.time = self.hours.time
            await delivery.watchdog(ledger=room.ledger, before=room.time - timedelta(seconds=60))
        raise AssertionError(f"still owed: {await self.file.ask(self.file.tasks)}")

    def keys(self) -> Counter[str]:
        """What stands there, by key."""
        return Counter(
            key
            for place in self.slack.team.channels.values()
            for one in place.messages.values()
            if (key := key_of(one))
        )
