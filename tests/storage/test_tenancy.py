"""Nothing of one workspace is read or written while another is served, whoever's ids are named."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound

from bot.model.claim import Appearance, Claim
from bot.model.decision import DecisionKind
from bot.model.desk import Desk, Digests
from bot.model.ids import MessageId, WorkspaceId
from bot.model.post import Entry, Line, Post
from bot.model.recall import RecallAnswer
from bot.model.story import Story, StoryState, Tip
from bot.ports import Tx, deciding, repos
from storage.database import Database
from tests.storage.everything import (
    a_ballot,
    a_decision,
    a_news,
    a_recall,
    a_reminder,
    a_snapshot,
    a_use,
    one_of_everything,
)
from tests.support.fakes import FakePages
from tests.support.hours import NOON
from tests.support.room import DESK, ROSA, WORKSPACE, Room

OTHER = WorkspaceId("slack:T1")
BEFORE, LATER = NOON - timedelta(days=1), NOON + timedelta(days=1)
LINK = "https://paper.example.org/news/bridge-closes-4711"
GONE = "https://paper.example.org/news/gone-1"
PAGE = "\n".join(["Bridge closes today", *(f"It carried {n},000 cars in May." for n in range(1, 6))])
MESSAGE = MessageId("message-theirs")


@dataclass(frozen=True)
class Theirs:
    """What the other workspace has, as somebody who learned its ids would name it."""

    story: Story
    failed: Story
    claim: Claim
    tip: Tip
    post: Post


@pytest.fixture
async def theirs(database: Database) -> Theirs:
    """A desk of the same name in another workspace, with something in every table."""
    room = Room(database, workspace=OTHER, pages=FakePages({LINK: PAGE}))
    await room.paste(LINK, event="theirs")
    await room.paste(GONE)
    await room.settle()
    (view,) = await room.stories()
    claim = view.claims[0].claim
    async with database.ledger.begin(OTHER) as tx:
        failed = await tx.stories.by_address(DESK, GONE)
        assert failed is not None
        failed = replace(failed, retry_at=NOON)
        await tx.stories.save(failed)
        await tx.lines.add(_line("reply", thread=MESSAGE))
        await one_of_everything(tx, claim.id, key="theirs")
        (post,) = await tx.posts.of_stories([view.story.id])
        return Theirs(view.story, failed, claim, view.tips[0], post)


def _line(key: str, *, thread: MessageId | None = None) -> Line:
    return Line(MessageId(key), DESK, ROSA.id, ROSA.name, "hello", NOON, thread)


async def _plan_anew(tx: Tx, their: Theirs) -> None:
    """Drops what is untold of the claim, and puts something else in its place."""
    await tx.reminders.plan([], claim=their.claim.id)
    await tx.reminders.plan([a_reminder("mine", their.claim.id)], claim=their.claim.id)


Act = Callable[[Tx, Theirs], Awaitable[Any]]
READS: Mapping[str, Act] = {
    "desks.get": lambda tx, their: tx.desks.get(DESK),
    "desks.all": lambda tx, their: tx.desks.all(),
    "desks.digests": lambda tx, their: tx.desks.digests(DESK),
    "stories.get": lambda tx, their: tx.stories.get(their.story.id),
    "stories.by_address": lambda tx, their: tx.stories.by_address(DESK, LINK),
    "stories.by_number": lambda tx, their: tx.stories.by_number(DESK, 1),
    "stories.many": lambda tx, their: tx.stories.many([their.story.id, their.failed.id]),
    "stories.newest": lambda tx, their: tx.stories.newest(DESK, limit=9),
    "stories.text": lambda tx, their: tx.stories.text(their.story.id),
    "stories.tip": lambda tx, their: tx.stories.tip(their.tip.id),
    "stories.tips": lambda tx, their: tx.stories.tips([their.story.id, their.failed.id]),
    "stories.tips_at": lambda tx, their: tx.stories.tips_at(DESK, [MESSAGE]),
    "claims.get": lambda tx, their: tx.claims.get(their.claim.id),
    "claims.many": lambda tx, their: tx.claims.many([their.claim.id]),
    "claims.known": lambda tx, their: tx.claims.known(DESK, [their.claim.fingerprint]),
    "claims.of_stories": lambda tx, their: tx.claims.of_stories([their.story.id]),
    "claims.appearances": lambda tx, their: tx.claims.appearances([their.claim.id]),
    "claims.search": lambda tx, their: tx.claims.search(["theirs"], limit=9),
    "ballots.of": lambda tx, their: tx.ballots.of([their.claim.id]),
    "acts.of": lambda tx, their: tx.acts.of([their.claim.id]),
    "acts.held_by": lambda tx, their: tx.acts.held_by(ROSA.id, limit=9),
    "acts.used_in": lambda tx, their: tx.acts.used_in("bridge", limit=9),
    "decisions.of": lambda tx, their: tx.decisions.of([their.claim.id]),
    "decisions.since": lambda tx, their: tx.decisions.since(DESK, BEFORE),
    "decisions.standing": lambda tx, their: tx.decisions.standing(DESK, DecisionKind.DISPUTED, limit=9),
    "recalls.get": lambda tx, their: tx.recalls.get("theirs"),
    "recalls.open_of": lambda tx, their: tx.recalls.open_of([their.claim.id]),
    "recalls.open_for": lambda tx, their: tx.recalls.open_for(ROSA.id),
    "recalls.open_on": lambda tx, their: tx.recalls.open_on(DESK, limit=9),
    "newsitems.untold": lambda tx, their: tx.news.untold(ROSA.id),
    "snapshots.latest": lambda tx, their: tx.snapshots.latest(DESK, limit=9),
    "snapshots.latest_of": lambda tx, their: tx.snapshots.latest_of(their.story.id, by=ROSA.id),
    "reminders.due": lambda tx, their: tx.reminders.due(DESK, now=LATER, limit=9),
    "reminders.of": lambda tx, their: tx.reminders.of(claim=their.claim.id),
    "posts.get": lambda tx, their: tx.posts.get(their.post.key),
    "posts.at": lambda tx, their: tx.posts.at(DESK, MessageId(f"ref:{their.post.key}")),
    "posts.owed": lambda tx, their: tx.posts.owed(limit=9),
    "posts.refusals": lambda tx, their: tx.posts.refusals(limit=9),
    "posts.roots_since": lambda tx, their: tx.posts.roots_since(DESK, BEFORE),
    "posts.of_claims": lambda tx, their: tx.posts.of_claims([their.claim.id]),
    "posts.of_stories": lambda tx, their: tx.posts.of_stories([their.story.id]),
    "posts.roots": lambda tx, their: tx.posts.roots(DESK, limit=9, unsettled=True),
    "posts.under": lambda tx, their: tx.posts.under(DESK, [MESSAGE]),
    "posts.notices": lambda tx, their: tx.posts.notices(DESK, limit=9),
    "posts.whispers": lambda tx, their: tx.posts.whispers(ROSA.id, limit=9),
    "lines.latest": lambda tx, their: tx.lines.latest(DESK, limit=9),
    "lines.under": lambda tx, their: tx.lines.under(DESK, [MESSAGE]),
    "history.of_claim": lambda tx, their: tx.history.of_claim(their.claim.id),
}
WRITES: Mapping[str, Act] = {
    "inbox.take": lambda tx, their: tx.inbox.take("theirs", at=LATER),
    "desks.save": lambda tx, their: tx.desks.save(Desk(DESK, signoffs=9)),
    "desks.schedule": lambda tx, their: tx.desks.schedule(DESK, next_at=LATER, sent_at=LATER),
    "desks.next_number": lambda tx, their: tx.desks.next_number(DESK),
    "stories.add": lambda tx, their: tx.stories.add(replace(their.story, number=None, url=None)),
    "stories.save": lambda tx, their: tx.stories.save(replace(their.story, state=StoryState.READING)),
    "stories.retry": lambda tx, their: tx.stories.retry(their.failed.id, now=LATER),
    "stories.name": lambda tx, their: tx.stories.name(their.failed.id, DESK, LINK),
    "stories.keep_text": lambda tx, their: tx.stories.keep_text(their.story.id, ["mine"], at=LATER),
    "stories.drop_tip": lambda tx, their: tx.stories.drop_tip(their.tip.id),
    "stories.move": lambda tx, their: tx.stories.move(their.story.id, into=their.failed.id),
    "stories.add_tip": lambda tx, their: tx.stories.add_tip(replace(their.tip, name="mine")),
    "claims.add": lambda tx, their: tx.claims.add([replace(their.claim, text="mine")]),
    "claims.appear": lambda tx, their: tx.claims.appear(
        [Appearance(their.story.id, their.claim.id, number=99, paragraph=1, before=None)]
    ),
    "claims.index": lambda tx, their: tx.claims.index({their.claim.id: "mine"}),
    "ballots.add": lambda tx, their: tx.ballots.add(a_ballot("mine", their.claim.id)),
    "acts.add": lambda tx, their: tx.acts.add(a_use("mine", their.claim.id)),
    "decisions.add": lambda tx, their: tx.decisions.add(a_decision("mine", their.claim.id)),
    "decisions.end": lambda tx, their: tx.decisions.end("theirs", at=LATER, why="mine"),
    "recalls.add": lambda tx, their: tx.recalls.add(a_recall("mine", their.claim.id)),
    "recalls.answer": lambda tx, their: tx.recalls.answer("theirs", RecallAnswer.FIXED, at=LATER),
    "newsitems.add": lambda tx, their: tx.news.add(a_news("mine", their.claim.id)),
    "newsitems.told": lambda tx, their: tx.news.told(["theirs"], at=LATER),
    "snapshots.add": lambda tx, their: tx.snapshots.add(a_snapshot("mine")),
    "reminders.plan": _plan_anew,
    "reminders.move": lambda tx, their: tx.reminders.move("theirs", at=LATER),
    "reminders.stop": lambda tx, their: tx.reminders.stop(DESK),
    "reminders.told": lambda tx, their: tx.reminders.told(["theirs"], at=LATER),
    "posts.owe": lambda tx, their: tx.posts.owe(replace(their.post, text="mine")),
    "posts.tried": lambda tx, their: tx.posts.tried(their.post.key),
    "posts.posted": lambda tx, their: tx.posts.posted(their.post.key, ref=MessageId("mine"), at=LATER),
    "posts.refused": lambda tx, their: tx.posts.refused(their.post.key, why="mine"),
    "posts.forget": lambda tx, their: tx.posts.forget(their.post.key),
    "lines.add": lambda tx, their: tx.lines.add(_line(MESSAGE)),
    "history.add": lambda tx, their: tx.history.add(
        Entry("mine", LATER, ROSA.id, ROSA.name, "mine", claim=their.claim.id)
    ),
}


def test_every_way_in_is_tried_here() -> None:
    protocols: Mapping[str, type[Any]] = {
        name.lower(): kind
        for name, kind in {**vars(repos), **vars(deciding)}.items()
        if isinstance(kind, type) and Protocol in kind.__bases__
    }
    ways = {
        f"{noun}.{name}"
        for noun, kind in protocols.items()
        for name, _ in inspect.getmembers(kind, inspect.iscoroutinefunction)
    }
    assert ways - {"tasks.enqueue"} == READS.keys() | WRITES.keys()


async def _all(database: Database, theirs: Theirs) -> Sequence[Any]:
    """What they see of their own."""
    async with database.ledger.look(OTHER) as tx:
        return [await read(tx, theirs) for read in READS.values()]


async def _after(way: str, database: Database, theirs: Theirs) -> Sequence[Any]:
    """What they see after we tried. A row of ours that would belong to one of theirs is refused."""
    with suppress(IntegrityError, NoResultFound):
        async with database.ledger.begin(WORKSPACE) as tx:
            await WRITES[way](tx, theirs)
    return await _all(database, theirs)


async def test_nothing_of_another_workspace_is_found(database: Database, theirs: Theirs) -> None:
    assert all(await _all(database, theirs))
    async with database.ledger.look(WORKSPACE) as tx:
        found = {way: await read(tx, theirs) for way, read in READS.items()}
    assert [way for way in found if found[way]] == ["desks.get", "desks.digests"]
    assert (found["desks.get"], found["desks.digests"]) == (Desk(DESK), Digests())


async def test_nothing_of_another_workspace_is_changed(database: Database, theirs: Theirs) -> None:
    before = await _all(database, theirs)
    assert [way for way in WRITES if await _after(way, database, theirs) != before] == []
    async with database.ledger.begin(OTHER) as tx:
        assert not await tx.inbox.take("theirs", at=NOON)
        assert await tx.desks.next_number(DESK) == 2


async def test_the_sweep_names_the_workspace_of_what_is_due(database: Database, theirs: Theirs) -> None:
    due = await database.ledger.due(LATER, quiet=timedelta(minutes=2))
    assert (due.stories, due.news) == ([(OTHER, theirs.failed.id)], [(OTHER, ROSA.id)])
    assert due.reminders == due.digests == [(OTHER, DESK)]
