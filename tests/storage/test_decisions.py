"""Decisions, and who is told of them: rows that lists read."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.model.ballot import Question, Rating
from bot.model.decision import Decision, DecisionKind
from bot.model.desk import Desk, Mode
from bot.model.gate import Level, Snapshot
from bot.model.ids import ClaimId, PersonId, PlaceId, PostKey, StoryId, WorkspaceId
from bot.model.post import Post, PostKind
from bot.model.story import Story, StoryState
from storage.database import Database
from tests.storage.claims import a_claim
from tests.support.hours import NOON

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")
DESK, ELSEWHERE = PlaceId("desk"), PlaceId("sports")
CLAIMS = tuple(ClaimId(f"claim-{number}") for number in range(4))
ROSA, EDDA = PersonId("rosa"), PersonId("edda")
QUIET = timedelta(minutes=2)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
async def claims(database: Database) -> None:
    """The same claims in two workspaces, to decide upon."""
    for workspace in (W, OTHER):
        async with database.ledger.begin(workspace) as tx:
            await tx.claims.add([a_claim(key) for key in CLAIMS])


def decision(
    key: str, kind: DecisionKind = DecisionKind.DISMISSED, *, of: int = 0, minutes: int = 0, **more: Any
) -> Decision:
    return Decision(id=key, claim=CLAIMS[of], place=DESK, kind=kind, at=at(minutes), **more)


def verdict(key: str, *, question: Question = Question.SO, of: int = 0, **more: Any) -> Decision:
    return decision(key, DecisionKind.VERDICT, of=of, question=question, rating=Rating.FALSE, **more)


async def test_a_decision_comes_back_as_it_was_oldest_first(database: Database) -> None:
    full = verdict(
        "b",
        minutes=2,
        names=("Edda Lind", "Elias Okoro"),
        chief=True,
        reason="looked",
        wording="act-7",
        until=at(3),
        ended="new data",
    )
    plain = [decision("c", minutes=1), decision("a", of=1, minutes=2)]
    async with database.ledger.begin(W) as tx:
        for one in (full, *plain):
            await tx.decisions.add(one)
    async with database.ledger.look(W) as tx:
        assert await tx.decisions.of(CLAIMS) == [plain[0], plain[1], full]
        assert await tx.decisions.of([CLAIMS[1]]) == [plain[1]]


async def test_a_decision_ends_once(database: Database) -> None:
    async with database.ledger.begin(W) as tx:
        await tx.decisions.add(decision("a"))
        await tx.decisions.end("a", at=at(1), why="first")
        await tx.decisions.end("a", at=at(2), why="second")
        await tx.decisions.end("absent", at=at(2), why="second")
    async with database.ledger.look(W) as tx:
        assert await tx.decisions.of(CLAIMS) == [decision("a", until=at(1), ended="first")]


async def test_those_of_a_desk_that_hold_stand_newest_first(database: Database) -> None:
    disputed = [decision(f"{n}", DecisionKind.DISPUTED, of=n, minutes=n) for n in range(4)]
    async with database.ledger.begin(W) as tx:
        for one in disputed:
            await tx.decisions.add(one)
        await tx.decisions.add(decision("other kind", minutes=9))
        await tx.decisions.add(replace(disputed[0], id="other desk", place=ELSEWHERE))
        await tx.decisions.end("2", at=at(9), why="one side changed its mind")
    async with database.ledger.look(W) as tx:
        standing = await tx.decisions.standing(DESK, DecisionKind.DISPUTED, limit=2)
        assert standing == [disputed[3], disputed[1]]
        assert await tx.decisions.standing(DESK, DecisionKind.VERDICT, limit=9) == []


async def test_verdicts_made_or_ended_since_then_are_told_oldest_first(database: Database) -> None:
    before, ended, made, both = (
        verdict("before", minutes=1),
        verdict("ended", minutes=2, until=at(20), ended="new data"),
        verdict("made", of=1, minutes=11),
        verdict("both", of=2, minutes=10, until=at(12), ended="one side changed"),
    )
    long_over = verdict("long over", of=3, minutes=3, until=at(9), ended="new data")
    others = (
        decision("other kind", DecisionKind.DISPUTED, minutes=15),
        replace(made, id="other desk", place=ELSEWHERE),
    )
    async with database.ledger.begin(W) as tx:
        for one in (before, ended, made, both, long_over, *others):
            await tx.decisions.add(one)
    async with database.ledger.look(W) as tx:
        assert await tx.decisions.since(DESK, at(10)) == [ended, both, made]
        assert await tx.decisions.since(DESK, at(13)) == [ended]
        assert await tx.decisions.since(DESK, at(21)) == []


async def test_unsettled_roots_are_those_without_a_dismissal_or_a_verdict_that_holds(
    database: Database,
) -> None:
    async with database.ledger.begin(W) as tx:
        for minutes, claim in enumerate(CLAIMS):
            key = PostKey(f"claim:{claim}")
            await tx.posts.owe(Post(key, DESK, PostKind.CLAIM, owed_at=at(minutes), claim=claim))
        await tx.decisions.add(decision("a", of=0))
        await tx.decisions.add(verdict("b", of=1))
        await tx.decisions.add(verdict("c", of=2, question=Question.SAID))
        await tx.decisions.add(decision("d", DecisionKind.DISPUTED, of=2))
        await tx.decisions.add(decision("e", of=3, until=at(1), ended="reopened"))
    async with database.ledger.begin(OTHER) as tx:
        await tx.decisions.add(decision("theirs", of=3))

    async def unsettled(**more: Any) -> list[ClaimId | None]:
        async with database.ledger.look(W) as tx:
            more = {"limit": 9, "unsettled": True} | more
            return [root.claim for root in await tx.posts.roots(DESK, **more)]

    assert await unsettled() == [CLAIMS[3], CLAIMS[2]]
    assert await unsettled(limit=1) == [CLAIMS[3]]
    assert await unsettled(before=at(3)) == [CLAIMS[2]]
    assert len(await unsettled(unsettled=False)) == 4
    async with database.ledger.begin(W) as tx:
        await tx.decisions.end("b", at=at(9), why="reopened")
    assert await unsettled() == [CLAIMS[3], CLAIMS[2], CLAIMS[1]]


async def test_gates_as_they_were_answered_stand_newest_first(database: Database) -> None:
    story = Story(StoryId("s"), DESK, None, "address", StoryState.READ, NOON)
    red: dict[str, Any] = {"story": story.id, "red": (CLAIMS[1], CLAIMS[0])}
    first = Snapshot("b", DESK, ROSA, "Rosa", at(1), Level.RED, ("Red: 2 block.", "12.3 …"), **red)
    second = Snapshot("a", DESK, ROSA, "Rosa", at(2), Level.NOTHING, (), slug="rents")
    async with database.ledger.begin(W) as tx:
        await tx.stories.add(story)
        for one in (first, second, replace(first, id="c", place=ELSEWHERE)):
            await tx.snapshots.add(one)
    async with database.ledger.look(W) as tx:
        assert await tx.snapshots.latest(DESK, limit=9) == [second, first]
        assert await tx.snapshots.latest(DESK, limit=1) == [second]


async def test_the_newest_gate_of_a_story_that_a_person_asked_for_is_known(database: Database) -> None:
    one, other = (Story(StoryId(key), DESK, None, key, StoryState.READ, NOON) for key in ("one", "other"))
    old = Snapshot("a", DESK, ROSA, "Rosa", at(1), Level.RED, (), story=one.id, red=(CLAIMS[0],))
    new = replace(old, id="b", at=at(2), level=Level.GREEN, red=())
    async with database.ledger.begin(W) as tx:
        for story in (one, other):
            await tx.stories.add(story)
        of_piece = replace(old, id="c", at=at(9), story=None, slug="rents")
        hers = replace(old, id="d", at=at(9), person=EDDA)
        for snapshot in (new, old, of_piece, hers):
            await tx.snapshots.add(snapshot)
        assert await tx.snapshots.latest_of(one.id, by=ROSA) == new
        assert await tx.snapshots.latest_of(one.id, by=EDDA) == hers
        assert await tx.snapshots.latest_of(other.id, by=ROSA) is None


async def test_settings_of_a_desk_are_kept_and_its_stories_go_on_counting(database: Database) -> None:
    desk = Desk(
        DESK,
        Mode.ASKED,
        threads=1,
        own=("house.example",),
        editors=(EDDA,),
        chiefs=(PersonId("chandra"),),
        voters=(ROSA, EDDA),
        signoffs=3,
        blind=True,
        ratings=("Right", "Half right", "Wrong", "Unclear"),
    )
    async with database.ledger.begin(W) as tx:
        await tx.desks.save(desk)
        assert await tx.desks.next_number(DESK) == 1
        await tx.desks.save(replace(desk, signoffs=2, editors=()))
        assert await tx.desks.next_number(DESK) == 2
        assert await tx.desks.get(DESK) == replace(desk, signoffs=2, editors=())
        assert await tx.desks.get(ELSEWHERE) == Desk(ELSEWHERE)
