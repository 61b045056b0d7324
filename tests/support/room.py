"""A small newsroom for tests: real ledger and queue, fake pages, reader and chat, time in our hands."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot import commands, delivery, desk, dues, intake, threads, views
from bot.events import (
    BallotCast,
    BallotWithdrawn,
    ClaimDismissed,
    ClaimEvent,
    ClaimReopened,
    CommandGiven,
    DueSet,
    MessagePosted,
    ReplyPosted,
    ThreadOpened,
)
from bot.model.answer import Answer
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId, MessageId, PlaceId, WorkspaceId
from bot.model.people import Person
from bot.model.post import Post, PostKind
from bot.model.view import ClaimView, StoryView
from bot.ports import Chat, Ledger, Pages, Reader
from bot.work import handlers_of
from storage.database import Database
from tests.support.fakes import FakeChat, FakePages, FakeReader, FakeRoster, greets
from tests.support.fuse import Fuse, FusedChat, FusedLedger, FusedPages, FusedReader
from tests.support.hours import NOON as NOON
from tests.support.staff import BOT as BOT
from tests.support.staff import CHANDRA as CHANDRA
from tests.support.staff import EDDA as EDDA
from tests.support.staff import ELIAS as ELIAS
from tests.support.staff import GUEST as GUEST
from tests.support.staff import ROSA as ROSA
from tests.support.staff import staff

IN_THREAD = (PostKind.LINE, PostKind.BRIEF)
WORKSPACE = WorkspaceId("web")
DESK = PlaceId("desk")


@dataclass
class Room:
    """What people do, in one line each; `settle` lets the queue do what is owed."""

    database: Database
    pages: FakePages = field(default_factory=FakePages)
    chat: FakeChat = field(default_factory=FakeChat)
    roster: FakeRoster = field(default_factory=staff)
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

    async def do(
        self,
        kind: type[ClaimEvent],
        claim: ClaimId,
        *,
        by: Person = EDDA,
        at: datetime | None = None,
        event: str | None = None,
        place: PlaceId = DESK,
        **more: Any,
    ) -> Answer:
        """Any act on a claim: an event of this kind with its own fields, as a platform would hand it in."""
        return await desk.do(
            kind(
                id=event or self.event(),
                workspace=self.workspace,
                place=place,
                person=by,
                at=at or self.time,
                claim=claim,
                **more,
            ),
            ledger=self.ledger,
            roster=self.roster,
            pages=self.pages,
            now=self.time,
        )

    async def vote(
        self, claim: ClaimId, rating: Rating, *, by: Person = EDDA, via: Via = Via.BUTTON, **more: Any
    ) -> str:
        return (await self.do(BallotCast, claim, by=by, rating=rating, via=via, **more)).text

    async def take_back(
        self, claim: ClaimId, rating: Rating, *, by: Person = EDDA, via: Via = Via.BUTTON, **more: Any
    ) -> str:
        return (await self.do(BallotWithdrawn, claim, by=by, rating=rating, via=via, **more)).text

    async def dismiss(self, claim: ClaimId, *, by: Person, via: Via = Via.BUTTON) -> str:
        return (await self.do(ClaimDismissed, claim, by=by, via=via)).text

    async def reopen(self, claim: ClaimId, *, by: Person, reason: str = "", via: Via = Via.BUTTON) -> str:
        return (await self.do(ClaimReopened, claim, by=by, reason=reason, via=via)).text

    async def settle_as(self, claim: ClaimId, rating: Rating, *, reason: str = "we looked") -> None:
        """Two editors sign this rating, so that the verdict stands."""
        for editor in (EDDA, ELIAS):
            self.wait(timedelta(seconds=1))
            await self.vote(claim, rating, by=editor, reason=reason)
        self.wait(timedelta(seconds=1))

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
        return (await threads.open_thread(opened, ledger=self.ledger, now=self.time)).text

    async def reply(self, claim: ClaimId, text: str, *, by: Person = EDDA, place: PlaceId = DESK) -> str:
        event = self.event()
        more: dict[str, Any] = {"message": MessageId(event), "text": text, "kept_here": True}
        return (await self.do(ReplyPosted, claim, by=by, event=event, place=place, **more)).text

    async def ask(self, text: str, *, by: Person = ROSA, place: PlaceId = DESK) -> str:
        """`/claims …`"""
        event = self.event()
        given = CommandGiven(
            id=event,
            workspace=self.workspace,
            place=place,
            person=by,
            at=self.time,
            message=MessageId(event),
            text=text,
        )
        answered = await commands.answer(given, ledger=self.ledger, roster=self.roster, now=self.time)
        return answered.text

    async def sweep(self) -> None:
        """What has come to its time is done, and what is then owed."""
        await delivery.sweep(ledger=self.ledger, rosters=lambda _: self.roster, now=self.time)
        await self.settle()

    async def settle(self) -> None:
        """Runs what is due until nothing is left that may run now."""
        stop = asyncio.Event()
        ledger, (pages, reader, chat) = self.ledger, self._outside()

        def chats(_: WorkspaceId) -> Chat:
            return chat

        handlers, buried = handlers_of(ledger, pages=pages, reader=reader, chats=chats, now=self.now)
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

    def _texts(self) -> list[tuple[Post, str]]:
        shown = self.chat.posts.values()
        return [(post, text) for post, text in shown if isinstance(text, str) and not greets(post)]

    def said(self) -> list[str]:
        """Every line and whisper of the bot, the greetings aside."""
        return [text for _, text in self._texts()]

    def told(self, person: Person) -> list[str]:
        """What the bot told one person alone, oldest first, the greeting aside."""
        return [text for post, text in self._texts() if post.to == person.id]

    async def due(self, story: StoryView, words: str, *, by: Person = EDDA) -> str:
        """Says when a story has to be settled."""
        event = DueSet(
            id=self.event(),
            workspace=self.workspace,
            place=DESK,
            person=by,
            at=self.time,
            story=story.story.id,
            words=words,
        )
        return (await dues.set_due(event, ledger=self.ledger, now=self.time)).text

    def noticed(self) -> list[str]:
        """What the bot said to the whole desk, oldest first."""
        return [text for post, text in self._texts() if post.kind is PostKind.NOTICE]

    def in_thread(self, claim: ClaimId) -> list[str]:
        """What the bot said in the thread of a claim, oldest first."""
        return [text for post, text in self._texts() if post.kind in IN_THREAD and post.claim == claim]
