"""A small newsroom for tests: real ledger and queue, fake pages, reader and chat, time in our hands."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from bot import commands, delivery, intake, reading, threads, views, voting
from bot.events import (
    BallotCast,
    BallotWithdrawn,
    ClaimDismissed,
    ClaimReopened,
    CommandGiven,
    MessagePosted,
    ReplyPosted,
    ThreadOpened,
)
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, WorkspaceId
from bot.model.people import Person, Role
from bot.model.task import Task
from bot.model.view import ClaimView, StoryView
from bot.ports import Chat, Handlers, Ledger, Pages, Reader
from storage.database import Database
from tests.support.fakes import FakeChat, FakePages, FakeReader
from tests.support.fuse import Fuse, FusedChat, FusedLedger, FusedPages, FusedReader
from tests.support.hours import NOON as NOON

WORKSPACE = WorkspaceId("web")
DESK = PlaceId("desk")
ROSA = Person(PersonId("rosa"), "Rosa Reyes", Role.REPORTER)
EDDA = Person(PersonId("edda"), "Edda Lind", Role.EDITOR)
ELIAS = Person(PersonId("elias"), "Elias Okoro", Role.EDITOR)


@dataclass
class Room:
    """What people do, in one line each; `settle` lets the queue do what is owed."""

    database: Database
    pages: FakePages = field(default_factory=FakePages)
    chat: FakeChat = field(default_factory=FakeChat)
    time: datetime = NOON
    fuse: Fuse | None = None
    workspace: WorkspaceId = WORKSPACE
    _ids: "count[int]" = field(default_factory=count)

    @property
    def ledger(self) -> Ledger:
        """The ledger, which dies with the fuse where there is one."""
        return FusedLedger(self.database.ledger, self.fuse) if self.fuse else self.database.ledger

    def _outside(self) -> tuple[Pages, Reader, Chat]:
        if self.fuse is None:
            return self.pages, FakeReader(), self.chat
        return (
            FusedPages(self.pages, self.fuse),
            FusedReader(FakeReader(), self.fuse),
            FusedChat(self.chat, self.fuse),
        )

    def now(self) -> datetime:
        return self.time

    def wait(self, span: timedelta) -> None:
        self.time += span

    def event(self) -> str:
        """A fresh event id."""
        return f"event-{next(self._ids)}"

    async def paste(
        self,
        text: str,
        *,
        by: Person = ROSA,
        event: str | None = None,
        asked: bool = False,
        kept: bool = True,
    ) -> intake.Taken:
        event = event or self.event()
        posted = MessagePosted(
            id=event,
            workspace=self.workspace,
            place=DESK,
            person=by,
            at=self.time,
            message=MessageId(f"message-{event}"),
            text=text,
            asked=asked,
            kept_here=kept,
        )
        return await intake.take_message(posted, ledger=self.ledger, now=self.time)

    async def vote(
        self,
        claim: ClaimId,
        rating: Rating,
        *,
        by: Person = EDDA,
        via: Via = Via.BUTTON,
        at: datetime | None = None,
        event: str | None = None,
    ) -> str:
        cast = BallotCast(
            id=event or self.event(),
            workspace=self.workspace,
            place=DESK,
            person=by,
            at=at or self.time,
            claim=claim,
            rating=rating,
            via=via,
        )
        return await voting.cast(cast, ledger=self.ledger, now=self.time)

    async def take_back(
        self,
        claim: ClaimId,
        rating: Rating,
        *,
        by: Person = EDDA,
        via: Via = Via.BUTTON,
        at: datetime | None = None,
    ) -> str:
        withdrawn = BallotWithdrawn(
            id=self.event(),
            workspace=self.workspace,
            place=DESK,
            person=by,
            at=at or self.time,
            claim=claim,
            rating=rating,
            via=via,
        )
        return await voting.withdraw(withdrawn, ledger=self.ledger, now=self.time)

    async def dismiss(self, claim: ClaimId, *, by: Person, via: Via = Via.BUTTON) -> str:
        event = ClaimDismissed(
            id=self.event(),
            workspace=self.workspace,
            place=DESK,
            person=by,
            at=self.time,
            claim=claim,
            via=via,
        )
        return await voting.dismiss(event, ledger=self.ledger, now=self.time)

    async def reopen(self, claim: ClaimId, *, by: Person, reason: str = "", via: Via = Via.BUTTON) -> str:
        event = ClaimReopened(
            id=self.event(),
            workspace=self.workspace,
            place=DESK,
            person=by,
            at=self.time,
            claim=claim,
            reason=reason,
            via=via,
        )
        return await voting.reopen(event, ledger=self.ledger, now=self.time)

    async def open_thread(self, story: StoryView, number: int, *, event: str | None = None) -> str:
        opened = ThreadOpened(
            id=event or self.event(),
            workspace=self.workspace,
            place=DESK,
            person=ROSA,
            at=self.time,
            story=story.story.id,
            claim=story.claims[number - 1].claim.id,
        )
        return await threads.open_thread(opened, ledger=self.ledger, now=self.time)

    async def reply(self, claim: ClaimId, text: str, *, place: PlaceId = DESK) -> str:
        event = self.event()
        posted = ReplyPosted(
            id=event,
            workspace=self.workspace,
            place=place,
            person=EDDA,
            at=self.time,
            claim=claim,
            message=MessageId(event),
            text=text,
        )
        return await threads.reply(posted, ledger=self.ledger, now=self.time)

    async def ask(self, text: str) -> str:
        """`/claims …`"""
        event = self.event()
        given = CommandGiven(
            id=event,
            workspace=self.workspace,
            place=DESK,
            person=ROSA,
            at=self.time,
            message=MessageId(event),
            text=text,
        )
        return await commands.answer(given, ledger=self.ledger, now=self.time)

    async def settle(self) -> None:
        """Runs what is due until nothing is left that may run now."""
        stop = asyncio.Event()
        ledger, (pages, reader, chat) = self.ledger, self._outside()

        def chats(_: WorkspaceId) -> Chat:
            return chat

        handlers: Handlers = {
            "read": partial(
                reading.read_story,
                ledger=ledger,
                pages=pages,
                reader=reader,
                chats=chats,
                now=self.now,
            ),
            "deliver": partial(delivery.deliver, ledger=ledger, chats=chats, now=self.now),
        }

        async def buried(task: Task) -> None:
            if task.kind == "read":
                await reading.give_up(task, ledger=ledger, now=self.now)

        async with asyncio.TaskGroup() as group:
            group.create_task(self.database.queue.work(handlers, buried=buried, stop=stop))
            await self.database.queue.idle()
            stop.set()

    async def stories(self) -> list[StoryView]:
        """All stories that have been read, oldest first."""
        async with self.database.ledger.look(self.workspace) as tx:
            newest = await tx.stories.newest(DESK, limit=100)
            return await views.story_views(tx, list(reversed(newest)))

    async def claim(self, claim: ClaimId) -> ClaimView:
        async with self.database.ledger.look(self.workspace) as tx:
            return await views.claim_view(tx, claim)

    def said(self) -> list[str]:
        """Every line and whisper of the bot."""
        return [content for _, content in self.chat.posts.values() if isinstance(content, str)]
