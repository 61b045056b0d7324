"""A desk that was at work before it could decide goes on with all that it had."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.model.act import Call, CallKind
from bot.model.ballot import Ballot, Question, Rating, Via
from bot.model.decision import Decision, DecisionKind
from bot.model.desk import Desk, Mode
from bot.model.ids import ClaimId, MessageId, PersonId, PostKey, StoryId
from bot.rules.deciding import decide
from storage.database import open_database
from storage.migrate import migrate
from tests.storage.first_shape import DESK, OTHER, W, at, engine_of, make_old
from tests.storage.moving import back_to, differences, made
from tests.support.hours import NOON


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the first shape with rows in every table."""
    yield from made(request, tmp_path, make_old)


async def test_what_was_written_stays(old: str, now: Callable[[], datetime]) -> None:
    async with open_database(old, now=now) as database, database.ledger.begin(W) as tx:
        assert await tx.desks.get(DESK) == Desk(DESK, Mode.ASKED, threads=2, own=("house.example",))
        assert await tx.desks.next_number(DESK) == 13
        (story,) = await tx.stories.newest(DESK, limit=5)
        assert await tx.stories.text(story.id) == ("Hello.",)
        assert len(await tx.stories.tips([story.id])) == 1
        ((place, claim),) = await tx.claims.of_stories([StoryId("s1")])
        assert (place.number, claim.text) == (1, "The bridge carried 40,000 cars.")
        post = await tx.posts.get(PostKey("claim:c1"))
        assert post is not None
        assert (post.ref, post.recall) == (MessageId("c1"), None)
        assert len(await tx.lines.latest(DESK, limit=5)) == 1
        assert [entry.after for entry in await tx.history.of_claim(ClaimId("c1"))] == ["Leaning false (1)"]
        assert not await tx.inbox.take("e1", at=NOON)


async def test_ballots_are_as_they_were_and_sign_nothing(old: str, now: Callable[[], datetime]) -> None:
    async with open_database(old, now=now) as database, database.ledger.look(W) as tx:
        first, last = await tx.ballots.of([ClaimId("c1"), ClaimId("c4")])
    assert first == Ballot(
        id="b0",
        claim=ClaimId("c1"),
        question=Question.SO,
        person=PersonId("edda"),
        name="Edda Lind",
        rating=Rating.FALSE,
        via=Via.REACTION,
        at=at(1),
    )
    assert last.withdrawn


async def test_who_dismissed_and_who_brought_back_are_acts(old: str, now: Callable[[], datetime]) -> None:
    async with open_database(old, now=now) as database, database.ledger.look(W) as tx:
        acts = await tx.acts.of([ClaimId("c3")])
    assert [(act.id, act.kind, act.via) for act in acts if isinstance(act, Call)] == [
        ("d2", CallKind.DISMISSED, Via.REACTION),
        ("d3", CallKind.RESTORED, Via.REACTION),
        ("d4", CallKind.DISMISSED, Via.BUTTON),
        ("d5", CallKind.RESTORED, Via.BUTTON),
    ]
    assert acts[-1] == Call(
        id="d5",
        claim=ClaimId("c3"),
        person=PersonId("edda"),
        name="Edda Lind",
        at=at(5),
        kind=CallKind.RESTORED,
        reason="it is one after all",
    )


async def test_a_dismissal_held_until_the_claim_was_brought_back(
    old: str, now: Callable[[], datetime]
) -> None:
    def held(key: str, claim: str, minutes: int, *, by: str = "Edda Lind", **more: Any) -> Decision:
        kind = DecisionKind.DISMISSED
        return Decision(key, ClaimId(claim), DESK, kind, at(minutes), names=(by,), **more)

    async with open_database(old, now=now) as database, database.ledger.look(W) as tx:
        assert await tx.decisions.of([ClaimId(f"c{n}") for n in range(1, 5)]) == [
            held("d1", "c2", 2),
            held("d2", "c3", 2, by="Elias Okoro", until=at(3), ended="reopened"),
            held("d7", "c4", 3),
            held("d4", "c3", 4, until=at(5), ended="it is one after all"),
        ]


async def test_acts_and_decisions_say_the_same_of_every_claim(old: str, now: Callable[[], datetime]) -> None:
    async with open_database(old, now=now) as database, database.ledger.look(W) as tx:
        dismissed = {
            claim: decide(await tx.ballots.of([claim]), await tx.acts.of([claim])).dismissed is not None
            for claim in (ClaimId("c1"), ClaimId("c2"), ClaimId("c3"), ClaimId("c4"))
        }
        standing = await tx.decisions.standing(DESK, DecisionKind.DISMISSED, limit=9)
        unsettled = await tx.posts.roots(DESK, limit=9, unsettled=True)
    assert dismissed == {"c1": False, "c2": True, "c3": False, "c4": True}
    assert {one.claim for one in standing} == {"c2", "c4"}
    assert [root.claim for root in unsettled] == ["c3", "c1"]


async def test_claims_are_found_by_their_words_and_their_speakers(
    old: str, now: Callable[[], datetime]
) -> None:
    async with open_database(old, now=now) as database:
        async with database.ledger.look(W) as tx:
            assert await tx.claims.search(["bridge", "cars"], limit=9) == ["c2", "c1"]
            assert await tx.claims.search(["40,000"], limit=9) == ["c1"]
            assert await tx.claims.search(["novakova", "trains"], limit=9) == ["c3"]
        async with database.ledger.look(OTHER) as tx:
            assert await tx.claims.search(["bridge"], limit=9) == ["c1"]
            assert await tx.claims.search(["cars"], limit=9) == []


async def test_its_tables_are_those_of_a_fresh_database(old: str) -> None:
    assert await differences(old) == []


async def test_the_way_back_and_forth_keeps_what_the_old_tables_knew(
    old: str, now: Callable[[], datetime]
) -> None:
    engine = engine_of(old)
    await migrate(engine)
    async with engine.begin() as connection:
        await connection.run_sync(back_to, "0001")
    await engine.dispose()
    await test_ballots_are_as_they_were_and_sign_nothing(old, now)
    await test_who_dismissed_and_who_brought_back_are_acts(old, now)
    await test_acts_and_decisions_say_the_same_of_every_claim(old, now)
