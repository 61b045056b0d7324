"""A newsroom in a fake Slack, open for all the tests of a file: each takes a channel that nobody has used."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from bot import views
from bot.model.ids import MessageId, PlaceId
from bot.model.page import Document, Reading
from bot.model.view import ClaimView
from bot.ports import Progress, unseen
from storage.database import open_database
from tests.support.fakes import FakeReader
from tests.support.slack import (
    BOT_USER,
    CHAN,
    EDDA,
    ELIAS,
    GUEST,
    ROSA,
    STRANGER,
    TEAM,
    Channel,
    FakeSlack,
    Person,
    payloads,
    shown,
)
from tests.support.slack.message import Ephemeral, Message
from tests.support.slack_desk import WORKSPACE, SlackDesk, slack_desk

T = TypeVar("T")
PATIENCE = 20.0
STALE = timedelta(minutes=2)
EVERYBODY = (ROSA, EDDA, ELIAS, CHAN, GUEST, STRANGER, BOT_USER)
SENTENCE = "Ana Novak: The bridge cost {} million euros in 2025."


@dataclass
class GatedReader:
    """Reads while its gate is open."""

    inner: FakeReader = field(default_factory=FakeReader)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, document: Document, *, progress: Progress = unseen) -> Reading:
        await self.gate.wait()
        return await self.inner.read(document, progress=progress)


@dataclass
class Stand:
    """A channel in which Rosa has pasted the link of a story with one claim, and its thread stands."""

    floor: "Floor"
    channel: str
    link: str
    paste: str

    @property
    def root(self) -> Message:
        """The message of the claim."""
        return self.floor.roots(self.channel)[0]

    def of(self, who: str) -> list[Ephemeral]:
        """What this person alone sees here."""
        return self.floor.slack.ephemerals(who, self.channel)

    async def told(self, who: str, part: str) -> Ephemeral:
        """Waits for a private line with these words."""
        seen = self.of(who)
        return await self.floor.until(
            lambda: next(one for one in self.of(who) if part in shown(one)),
            what=f"{part!r} for {who}; they see {[shown(one) for one in seen]}",
        )

    async def claim(self) -> ClaimView:
        """How the claim stands, once all that was done so far is written down."""
        await self.floor.heard()
        return await self.floor.claim(self.channel, self.root.ts)

    async def state(self) -> str:
        """How it stands in words."""
        return (await self.claim()).state

    async def shows(self, part: str) -> str:
        """Waits until the claim's message has these words."""
        return await self.floor.until(
            lambda: (words := shown(self.root)) if part in shown(self.root) else "",
            what=f"{part!r} in {shown(self.root)!r}",
        )


@dataclass
class Floor:
    """`stand` gives a claim that nobody has touched; `place` an empty channel with everybody in it."""

    desk: SlackDesk
    reader: GatedReader
    _free: list[Stand] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def slack(self) -> FakeSlack:
        return self.desk.slack

    def person(self, who: str) -> Person:
        return self.slack.person(who)

    def place(
        self, people: Iterable[str] = EVERYBODY, *, private: bool = False, name: str = "", id: str = ""
    ) -> str:
        """A new channel."""
        number = next(self._number)
        key = id or f"{'G' if private else 'C'}0NEW{number}"
        made = Channel(key, name or f"room-{number}", list(people), private=private)
        self.slack.team.channels[key] = made
        return key

    def page(self, *sentences: str, title: str = "Council spends millions on bridge") -> str:
        """A page of its own with these sentences as claims; gives its address."""
        number = next(self._number)
        link = f"https://paper{number}.test/story-{number}"
        said = sentences or (SENTENCE.format(number),)
        self.desk.pages.pages[link] = "\n".join([title, *said]) + "\n"
        return link

    def begin(self, channel: str = "", *sentences: str) -> Stand:
        """Rosa pastes a link; nobody waits."""
        channel, link = channel or self.place(), self.page(*sentences)
        return Stand(self, channel, link, self.person(ROSA).post(f"look: {link}", channel=channel))

    def raw(self, who: str, text: str, channel: str) -> str:
        """Says something in Slack's own mark-up."""
        place = self.slack.team.channels[channel]
        message = Message(self.slack.world.new_ts(), channel, TEAM, who, text)
        place.messages[message.ts] = message
        self.slack.world.tell(self.slack.team, payloads.message(place, message))
        return message.ts

    async def until(self, true: Callable[[], T], what: str = "") -> T:
        """Waits until something is so, and gives it; patient, for the machine may be busy."""
        found: T = await self.slack.until(true, seconds=PATIENCE, what=what)
        return found

    async def stand(self) -> Stand:
        """One that is ready, or will be in a moment."""
        stand = self._free.pop(0) if self._free else self.begin()
        await self.until(lambda: stand.root)
        await self.desk.settle()
        return stand

    def roots(self, channel: str) -> list[Message]:
        """What the app said at the top level of a channel, oldest first."""
        return self.slack.messages(channel, bot=True)

    async def claim(self, channel: str, ts: str) -> ClaimView:
        """The claim whose message this is."""
        async with self.desk.database.ledger.look(WORKSPACE) as tx:
            post = await tx.posts.at(PlaceId(channel), MessageId(ts))
            assert post is not None
            assert post.claim is not None
            return await views.claim_view(tx, post.claim)

    async def ask(self, who: str, text: str, channel: str) -> str:
        """`/claims …`, and the private answer."""
        before = len(self.slack.ephemerals(who, channel))
        sent = await self.person(who).command("/claims", text, channel=channel)
        assert sent.acked
        await self.until(
            lambda: len(self.slack.ephemerals(who, channel)) > before, what=f"an answer to {text!r}"
        )
        return shown(self.slack.ephemerals(who, channel)[-1])

    async def heard(self) -> None:
        """Until everything that people did is acknowledged, and so written down."""
        await self.until(lambda: all(one.settled.is_set() for one in self.slack.deliveries))

    async def quiet(self) -> None:
        """Until nothing is under way, the private lines included."""
        await self.heard()
        # The queue has to notice first that there is something to do.
        await asyncio.sleep(0.1)
        await self.desk.settle()
        await asyncio.sleep(0.1)


# The pace has tests of its own; here nobody needs to wait for it.
QUICK = 0.1


@asynccontextmanager
async def open_floor(file: Path, *, stands: int = 0) -> AsyncIterator[Floor]:
    """The desk on this database; nothing may be left unanswered, nor asked that Slack refuses."""
    reader = GatedReader()
    reader.gate.set()
    opened: list[Floor] = []

    def clock() -> float:
        # Slack's own timestamps follow the desk's time.
        return time.time() + (opened[0].desk.ahead.total_seconds() if opened else 0.0)

    async with (
        open_database(f"sqlite:///{file}", now=lambda: datetime.now(UTC)) as database,
        FakeSlack(clock=clock, rates=None) as slack,
        slack_desk(slack, database, reader=reader, pace=QUICK) as desk,
    ):
        floor = Floor(desk, reader)
        opened.append(floor)
        floor._free += [floor.begin() for _ in range(stands)]
        yield floor
        await floor.quiet()
        assert slack.complaints == []
        assert slack.unanswered == []
        assert [one for one in slack.deliveries if not one.acked] == []
        assert slack.world.mentions == [], "nobody is pinged"
