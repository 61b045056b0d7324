"""Ownership: who has a claim, and who hears of it."""

import pytest

from bot.errors import NotAllowed
from bot.events import ClaimHandedOver, ClaimReleased, ClaimTaken
from bot.model.ballot import Rating
from bot.model.ids import ClaimId
from tests.bot.conftest import TICK, Acts, state
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

QUOTED = "“The bridge carries 40,000 cars a day.”"


async def test_a_claim_is_taken_by_one_person_and_released(room: Room, claim: ClaimId) -> None:
    with pytest.raises(NotAllowed, match="Nobody has taken"):
        await room.do(ClaimReleased, claim, by=ROSA)
    assert (await room.do(ClaimTaken, claim, by=ROSA)).text == "You took it."
    assert await state(room, claim) == "Taken by Rosa"
    assert (await room.do(ClaimTaken, claim, by=ROSA)).text == "You have it already."
    with pytest.raises(NotAllowed, match="Rosa Reyes has it"):
        await room.do(ClaimTaken, claim, by=EDDA)
    await room.vote(claim, Rating.TRUE, by=ELIAS)
    assert await state(room, claim) == "1 of 2: True (Elias)"
    await room.take_back(claim, Rating.TRUE, by=ELIAS)
    assert (await room.do(ClaimReleased, claim, by=ROSA)).text == "It is released."
    assert await state(room, claim) == "Open"


async def test_it_is_moved_by_whoever_has_it_or_an_editor(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    moves: Acts = [(ClaimReleased, {}), (ClaimHandedOver, {"to": ROSA.id})]
    for kind, more in moves:
        with pytest.raises(NotAllowed, match="Only whoever has it, or an editor"):
            await room.do(kind, claim, by=ROSA, **more)
    room.wait(TICK)
    answer = await room.do(ClaimHandedOver, claim, by=EDDA, to=ROSA.id)
    assert answer.text == "Rosa Reyes has it now, and is told so."
    room.wait(TICK)
    answer = await room.do(ClaimHandedOver, claim, by=ELIAS, to=ROSA.id)
    assert answer.text == "Rosa Reyes has it already."
    await room.do(ClaimHandedOver, claim, by=ROSA, to=CHANDRA.id)
    assert await state(room, claim) == "Taken by Chandra"
    await room.settle()
    assert room.told(ROSA) == [f"Edda Lind handed 1.1 over to you: {QUOTED}"]
    assert room.told(CHANDRA) == [f"Rosa Reyes handed 1.1 over to you: {QUOTED}"]


async def test_whose_claim_an_editor_moves_hears_so(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=ELIAS)
    room.wait(TICK)
    await room.do(ClaimHandedOver, claim, by=CHANDRA, to=EDDA.id)
    await room.settle()
    (told,) = room.told(ELIAS)
    assert "1.1" in told
    assert "Chandra Moss" in told


async def test_whose_claim_an_editor_releases_hears_so_and_nothing_of_reopening(
    room: Room, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=ELIAS)
    room.wait(TICK)
    await room.do(ClaimReleased, claim, by=CHANDRA)
    await room.settle()
    (told,) = room.told(ELIAS)
    assert told.startswith("1.1 is not with you any more; Chandra Moss ")
    assert "opened it again" not in told


async def test_a_settled_claim_is_not_taken_and_a_reopened_one_is_nobodys(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=ROSA)
    await room.settle_as(claim, Rating.TRUE)
    tried: Acts = [(ClaimTaken, {}), (ClaimHandedOver, {"to": EDDA.id})]
    for kind, more in tried:
        with pytest.raises(NotAllowed, match="settled"):
            await room.do(kind, claim, by=EDDA, **more)
    await room.reopen(claim, by=EDDA, reason="new count")
    assert await state(room, claim) == "Open"
    assert (await room.claim(claim)).status.owner is None
    await room.settle()
    assert room.told(ROSA) == [
        f"1.1 is not with you any more; Edda Lind opened it again: new count. {QUOTED}"
    ]
