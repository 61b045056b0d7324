"""What people did with claims is written down as it was, and comes back by its own time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.model.act import (
    Act,
    Call,
    CallKind,
    Evidence,
    Ownership,
    Rewording,
    Snooze,
    Spoke,
    Stance,
    Undo,
    Use,
    UseStep,
)
from bot.model.ballot import Ballot, Question, Rating, Via
from bot.model.ids import ClaimId, PersonId, WorkspaceId
from storage.database import Database
from tests.storage.claims import a_claim
from tests.support.hours import NOON

W = WorkspaceId("web")
ONE, TWO, THREE = ClaimId("claim-1"), ClaimId("claim-2"), ClaimId("claim-3")
ROSA = PersonId("rosa")


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def head(key: str, claim: ClaimId = ONE, *, minutes: int = 0) -> dict[str, Any]:
    return {"id": key, "claim": claim, "person": ROSA, "name": "Rosa Reyes", "at": at(minutes)}


EVERY_SORT: tuple[Act, ...] = (
    Call(
        **head("a", minutes=1),
        kind=CallKind.REOPENED,
        via=Via.REACTION,
        question=Question.SAID,
        reason="new data",
    ),
    Call(**head("b", minutes=2), kind=CallKind.SAID_ASKED),
    Rewording(**head("c", minutes=3), text="Rents rose by 4 per cent."),
    Ownership(**head("d", minutes=4), owner=ROSA, owner_name="Rosa Reyes"),
    Ownership(**head("e", minutes=5), owner=None),
    Evidence(
        **head("f", minutes=6),
        evidence="f",
        giver="Rosa Reyes",
        stance=Stance.REFUTES,
        link="https://office.example.org/rents",
    ),
    Evidence(**head("g", minutes=7), evidence="f", giver="Rosa Reyes", note="called, 14:10", removed=True),
    Use(**head("h", minutes=8), step=UseStep.ATTRIBUTED, slug="Rents May"),
    Use(**head("i", minutes=9), step=UseStep.CUT),
    Undo(**head("j", minutes=10), act="i"),
    Snooze(**head("k", minutes=11), until=at(71)),
    Spoke(**head("l", minutes=12)),
)


@pytest.fixture(autouse=True)
async def claims(database: Database) -> None:
    """Three claims to act upon."""
    async with database.ledger.begin(W) as tx:
        await tx.claims.add([a_claim(key) for key in (ONE, TWO, THREE)])


async def write(database: Database, *acts: Act) -> None:
    async with database.ledger.begin(W) as tx:
        for act in acts:
            await tx.acts.add(act)


async def test_every_sort_of_act_comes_back_as_it_was(database: Database) -> None:
    await write(database, *EVERY_SORT)
    async with database.ledger.look(W) as tx:
        assert tuple(await tx.acts.of([ONE])) == EVERY_SORT


async def test_acts_stand_by_their_own_time_then_by_their_ids_whichever_arrived_first(
    database: Database,
) -> None:
    late = Undo(**head("a", TWO, minutes=3), act="x")
    same = [Undo(**head(key, minutes=2), act="x") for key in ("d", "c", "b")]
    early = Undo(**head("e", minutes=1), act="x")
    await write(database, late, *same, early)
    async with database.ledger.look(W) as tx:
        assert [act.id for act in await tx.acts.of([TWO, ONE, TWO])] == ["e", "b", "c", "d", "a"]
        assert [act.id for act in await tx.acts.of([TWO])] == ["a"]
        assert await tx.acts.of([]) == []


async def test_acts_of_more_claims_than_one_question_takes_are_all_there_once(database: Database) -> None:
    await write(database, Undo(**head("a", ONE), act="x"), Undo(**head("b", TWO), act="x"))
    many = [ONE, *(ClaimId(f"none-{number}") for number in range(1200)), TWO, ONE]
    async with database.ledger.look(W) as tx:
        assert [act.id for act in await tx.acts.of(many)] == ["a", "b"]


async def test_ballots_keep_reason_signature_and_what_the_desk_asked_for(database: Database) -> None:
    plain = Ballot("b", ONE, Question.SO, ROSA, "Rosa Reyes", Rating.FALSE, Via.BUTTON, at(2))
    signed = replace(plain, id="c", at=at(1), reason="the office says so", signs=True, needs=3, rules=True)
    async with database.ledger.begin(W) as tx:
        await tx.ballots.add(plain)
        await tx.ballots.add(signed)
    async with database.ledger.look(W) as tx:
        assert await tx.ballots.of([ONE, TWO]) == [signed, plain]


async def test_whoever_has_or_had_a_claim_finds_it_the_newest_taken_first(database: Database) -> None:
    await write(
        database,
        Ownership(**head("a", ONE, minutes=1), owner=ROSA),
        Ownership(**head("b", TWO, minutes=2), owner=ROSA),
        Ownership(**head("c", THREE, minutes=3), owner=PersonId("edda")),
        Ownership(**head("d", ONE, minutes=4), owner=ROSA),
        Ownership(**head("e", TWO, minutes=5), owner=None),
    )
    async with database.ledger.look(W) as tx:
        assert await tx.acts.held_by(ROSA, limit=9) == [ONE, TWO]
        assert await tx.acts.held_by(ROSA, limit=1) == [ONE]
        assert await tx.acts.held_by(PersonId("elias"), limit=9) == []


async def test_the_claims_of_a_piece_are_found_by_its_name_capitals_aside(database: Database) -> None:
    await write(
        database,
        Use(**head("a", ONE, minutes=1), step=UseStep.USED, slug="Große Mieten"),
        Use(**head("b", TWO, minutes=2), step=UseStep.USED, slug="GROSSE MIETEN"),
        Use(**head("c", ONE, minutes=3), step=UseStep.CUT, slug="große mieten"),
        Use(**head("d", THREE, minutes=4), step=UseStep.USED, slug="other"),
        Use(**head("e", THREE, minutes=5), step=UseStep.USED),
    )
    async with database.ledger.look(W) as tx:
        assert await tx.acts.used_in("große mieten", limit=9) == [ONE, TWO]
        assert await tx.acts.used_in("große mieten", limit=1) == [ONE]
        assert await tx.acts.used_in("große", limit=9) == []
        assert await tx.acts.used_in("", limit=9) == []
