"""What follows from an act is a dated row, and is told once; what ends is kept with its end."""

from datetime import datetime, timedelta

from bot.events import BallotCast, ClaimReworded, ClaimUsed
from bot.model.ballot import Rating, Via
from bot.model.decision import Decision, DecisionKind
from bot.model.ids import ClaimId
from tests.bot.conftest import TICK, state
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, NOON, ROSA, Room


async def decided(room: Room, claim: ClaimId) -> list[tuple[str, str | None, int, int | None]]:
    """The rows, oldest first: kind, rating, from which second after noon, until which."""

    def second(at: datetime | None) -> int | None:
        return None if at is None else round((at - NOON).total_seconds())

    rows = (await room.claim(claim)).decisions
    return [(str(row.kind), row.rating, second(row.at) or 0, second(row.until)) for row in rows]


async def standing(room: Room, kind: DecisionKind) -> list[Decision]:
    async with room.database.ledger.look(room.workspace) as tx:
        return list(await tx.decisions.standing(DESK, kind, limit=9))


async def test_each_decision_is_a_row_with_its_time_and_its_end(room: Room, claim: ClaimId) -> None:
    steps = [
        (EDDA, Rating.FALSE, "the count", []),
        (ELIAS, Rating.TRUE, "", [("disputed", None, 1, None)]),
        (
            CHANDRA,
            Rating.FALSE,
            "recounted",
            [("disputed", None, 1, 2), ("verdict", "false", 2, None)],
        ),
    ]
    for person, rating, reason, rows in steps:
        await room.vote(claim, rating, by=person, reason=reason)
        assert await decided(room, claim) == rows
        room.wait(TICK)
    (verdict,) = await standing(room, DecisionKind.VERDICT)
    assert (verdict.names, verdict.chief, verdict.reason) == (("Chandra Moss",), True, "recounted")
    assert await standing(room, DecisionKind.DISPUTED) == []
    await room.reopen(claim, by=EDDA, reason="new count")
    room.wait(TICK)
    await room.dismiss(claim, by=EDDA)
    assert await decided(room, claim) == [
        ("disputed", None, 1, 2),
        ("verdict", "false", 2, 3),
        ("dismissed", None, 4, None),
    ]
    (verdict,) = (await room.claim(claim)).was
    assert verdict.ended == "new count"
    room.wait(TICK)
    await room.reopen(claim, by=EDDA, reason="it is one")
    assert await standing(room, DecisionKind.DISMISSED) == []


async def test_a_dispute_that_comes_again_is_told_again_and_one_that_lasts_is_not(
    room: Room, claim: ClaimId
) -> None:
    steps = [
        (EDDA, Rating.FALSE, 0),
        (ELIAS, Rating.TRUE, 1),
        (CHANDRA, Rating.UNPROVEN, 1),
        (EDDA, Rating.TRUE, 1),
        (CHANDRA, Rating.TRUE, 1),
        (CHANDRA, Rating.FALSE, 2),
    ]
    for person, rating, briefs in steps:
        await room.vote(claim, rating, by=person, via=Via.REACTION)
        room.wait(TICK)
        await room.settle()
        assert len([line for line in room.in_thread(claim) if line.startswith("Disputed")]) == briefs


async def test_an_older_ballot_that_arrives_late_undoes_a_verdict_and_its_users_hear(
    room: Room, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    room.wait(TICK)
    await room.vote(claim, Rating.FALSE, by=EDDA, reason="the count")
    between = room.time + TICK
    room.wait(2 * TICK)
    await room.vote(claim, Rating.FALSE, by=ELIAS)
    assert await state(room, claim) == "Verdict: False (Edda, Elias)"
    late = await room.do(BallotCast, claim, by=EDDA, rating=Rating.TRUE, via=Via.BUTTON, at=between)
    assert late.text == "You signed: True. Editors have signed different ratings: it is disputed."
    view = await room.claim(claim)
    assert view.state == "Disputed"
    assert await decided(room, claim) == [("verdict", "false", 3, 4), ("disputed", None, 3, None)]
    (recall,) = view.recalls
    assert (recall.old, recall.new, recall.person) == (Rating.FALSE, "Disputed", ROSA.id)
    assert recall.why
    await room.settle()
    assert len(room.told(ROSA)) == 1


async def test_a_ballot_that_arrives_late_is_not_overruled_by_what_the_desk_counted_again(
    room: Room, claim: ClaimId
) -> None:
    await room.ask("settings signoffs:3", by=CHANDRA)
    await room.vote(claim, Rating.FALSE, by=EDDA)
    await room.ask("settings signoffs:2", by=CHANDRA)
    between = room.time + TICK
    room.wait(2 * TICK)
    await room.vote(claim, Rating.TRUE, by=ELIAS)
    assert await state(room, claim) == "Disputed"
    await room.vote(claim, Rating.TRUE, by=EDDA, reason="I called", at=between)
    assert await state(room, claim) == "Verdict: True (Edda, Elias)"


async def test_a_verdict_is_bound_to_its_wording_and_is_found_by_it(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimReworded, claim, by=EDDA, text="Lorries are not counted")
    await room.settle_as(claim, Rating.TRUE)
    (verdict,) = await standing(room, DecisionKind.VERDICT)
    assert verdict.wording == (await room.claim(claim)).status.wordings[0].id
    await room.do(ClaimReworded, claim, by=EDDA, text="Bicycles are not counted")
    assert await standing(room, DecisionKind.VERDICT) == []
    assert "1.1 · Open" in await room.ask("search bicycles counted")
    assert await room.ask("search lorries") == "No claim here holds all of these words."


async def test_what_no_act_has_followed_up_is_followed_up_by_the_next_whatever_it_is(
    room: Room, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.ask("settings signoffs:3", by=CHANDRA)
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, reason="I called")
    await room.ask("settings signoffs:2", by=CHANDRA)
    room.wait(TICK)
    await room.do(ClaimUsed, claim, by=ROSA)
    view = await room.claim(claim)
    stands = int(view.state == "Verdict: True (Edda, Elias)")
    assert len(await decided(room, claim)) == stands
    await room.settle()
    assert len(room.in_thread(claim)) == stands


async def test_a_claim_without_a_thread_is_decided_in_silence(room: Room, claim: ClaimId) -> None:
    (story,) = await room.stories()
    bare = story.claims[8]
    assert bare.root is None
    await room.settle_as(bare.claim.id, Rating.FALSE)
    await room.settle()
    assert (await room.claim(bare.claim.id)).state == "Verdict: False (Edda, Elias)"
    assert room.in_thread(bare.claim.id) == []
    room.wait(timedelta(minutes=2))
    await room.sweep()
    assert room.chat.kinds() == {"card": 1, "claim": 3}
