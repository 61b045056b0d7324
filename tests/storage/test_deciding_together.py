"""Editors who act in the same instant, in one process and in two; votes that come late, and twice.

`python -m tests.storage.test_deciding_together URL` is the other process: Elias, who signs each claim that he
is told.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.events import BallotCast, ClaimUsed
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId
from bot.model.people import Person
from storage.database import open_database
from tests.support.room import CHANDRA, EDDA, ELIAS, NOON, ROSA, Room

TEXT = "\n".join(["Bridge closes today", *(f"It carried {number},000 cars in May." for number in range(6))])
SECOND = timedelta(seconds=1)


@pytest.fixture
async def claims(room: Room) -> list[ClaimId]:
    """Six claims, each with a thread."""
    await room.ask("settings threads:6", by=CHANDRA)
    await room.paste(TEXT)
    await room.settle()
    (story,) = await room.stories()
    return [claim.claim.id for claim in story.claims]


async def check_one_verdict(room: Room, claim: ClaimId) -> None:
    """It stands, it is one row, and its thread was told once."""
    view = await room.claim(claim)
    assert view.state == "Verdict: False (Edda, Elias)"
    assert [str(row.kind) for row in view.decisions] == ["verdict"]
    assert room.in_thread(claim) == ["Verdict: False, signed by Edda Lind, Elias Okoro. the count"]


async def test_two_editors_who_sign_in_the_same_instant_make_one_verdict_told_once(
    room: Room, claims: list[ClaimId]
) -> None:
    await room.do(ClaimUsed, claims[0], by=ROSA)
    async with asyncio.TaskGroup() as group:
        for claim in claims:
            for person in (EDDA, ELIAS):
                group.create_task(room.vote(claim, Rating.FALSE, by=person, reason="the count"))
    await room.settle()
    for claim in claims:
        await check_one_verdict(room, claim)
    room.wait(timedelta(minutes=2))
    await asyncio.gather(*(room.sweep() for _ in range(3)))
    assert len([told for told in room.told(ROSA) if told.startswith("Settled")]) == 1


async def test_two_editors_who_differ_in_the_same_instant_are_briefed_once(
    room: Room, claims: list[ClaimId]
) -> None:
    async with asyncio.TaskGroup() as group:
        for claim in claims:
            group.create_task(room.vote(claim, Rating.FALSE, by=EDDA, reason="the count"))
            group.create_task(room.vote(claim, Rating.TRUE, by=ELIAS, reason="another count"))
    await room.settle()
    for claim in claims:
        assert (await room.claim(claim)).state == "Disputed"
        assert [line.partition(":")[0] for line in room.in_thread(claim)] == ["Disputed"]


async def send(room: Room, claim: ClaimId, person: Person, rating: Rating, second: int) -> None:
    """A ballot of this second, whenever it comes; the same one is the same event."""
    await room.do(
        BallotCast,
        claim,
        by=person,
        rating=rating,
        via=Via.BUTTON,
        reason="I looked",
        at=NOON + second * SECOND,
        event=f"{claim}-{second}",
    )


async def test_votes_that_arrive_out_of_order_or_twice_count_by_their_own_time(
    room: Room, claims: list[ClaimId]
) -> None:
    chance = Random(5)
    room.wait(timedelta(minutes=1))
    for first, second in zip(claims[::2], claims[1::2], strict=True):
        ballots = [
            (chance.choice((ROSA, EDDA, ELIAS)), chance.choice((Rating.TRUE, Rating.FALSE)), at)
            for at in range(8)
        ]
        for ballot in ballots:
            await send(room, first, *ballot)
        mixed = ballots + chance.sample(ballots, 4)
        chance.shuffle(mixed)
        await asyncio.gather(*(send(room, second, *ballot) for ballot in mixed))
        one, other = await room.claim(first), await room.claim(second)
        assert other.state == one.state
        assert {who: (vote.rating, vote.at) for who, vote in other.standing.items()} == {
            who: (vote.rating, vote.at) for who, vote in one.standing.items()
        }
        holds = [[row.rating for row in view.decisions if row.until is None] for view in (one, other)]
        assert holds[0] == holds[1]
        async with room.ledger.look(room.workspace) as tx:
            assert len(await tx.ballots.of([second])) == len(ballots)


@pytest.fixture
async def elias(url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The other process, ready to sign."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, url, cwd=Path(__file__).parents[2], stdin=PIPE, stdout=PIPE
    )
    try:
        await answer(process)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def answer(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), 30)).decode().strip()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
async def test_two_editors_who_sign_in_the_same_instant_in_two_processes_make_one_verdict_told_once(
    room: Room, claims: list[ClaimId], elias: asyncio.subprocess.Process
) -> None:
    assert elias.stdin is not None
    for claim in claims:
        elias.stdin.write(f"{claim}\n".encode())
        _, did = await asyncio.gather(
            room.vote(claim, Rating.FALSE, by=EDDA, reason="the count"), answer(elias)
        )
        assert did.startswith("You signed: False.")
    await room.settle()
    for claim in claims:
        await check_one_verdict(room, claim)


async def sign_what_comes(url: str) -> None:
    """Elias, in a process of his own."""
    async with open_database(url, now=lambda: NOON) as database:
        room = Room(database)
        print("ready", flush=True)  # noqa: T201 - how it speaks to the test
        while claim := (await asyncio.to_thread(sys.stdin.readline)).strip():
            vote = room.vote(ClaimId(claim), Rating.FALSE, by=ELIAS, reason="the count", event=f"his-{claim}")
            print(await vote, flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(sign_what_comes(sys.argv[1]))
