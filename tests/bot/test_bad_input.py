"""What cannot be done gets a sentence for a person, and changes nothing: no row, no view, no message."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot import events
from bot.errors import ClaimdeskError, NotAllowed, NotThere, PageRefused
from bot.events import (
    ActUndone,
    BallotCast,
    BallotWithdrawn,
    ClaimDismissed,
    ClaimEvent,
    ClaimHandedOver,
    ClaimReleased,
    ClaimReopened,
    ClaimReworded,
    ClaimSnoozed,
    ClaimTaken,
    ClaimUsed,
    EvidenceGiven,
    EvidenceMarked,
    EvidenceRemoved,
    RecallAnswered,
    ReplyPosted,
    SaidAsked,
    UseChanged,
)
from bot.model.act import SnoozeFor, Stance, UseStep
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, WorkspaceId
from bot.model.people import Person, Role
from bot.model.recall import RecallAnswer
from tests.bot.conftest import TICK, Fields, state
from tests.support.room import BOT, CHANDRA, EDDA, ELIAS, GUEST, ROSA, Room

GONE = ClaimId("gone")
LONG = "x" * 10_000
VOTE: Fields = {"rating": Rating.TRUE, "via": Via.BUTTON}
BUTTON: Fields = {"via": Via.BUTTON}
# One of each kind; those that name a thing name one that is not there.
EVERY: list[tuple[type[ClaimEvent], Fields]] = [
    (BallotCast, VOTE),
    (BallotWithdrawn, VOTE),
    (ClaimDismissed, BUTTON),
    (ClaimReopened, BUTTON | {"reason": "new count"}),
    (ClaimReworded, {"text": "40,000 cars"}),
    (ClaimSnoozed, {"span": SnoozeFor.HOUR}),
    (SaidAsked, {}),
    (ClaimTaken, {}),
    (ClaimHandedOver, {"to": EDDA.id}),
    (ClaimReleased, {}),
    (EvidenceGiven, {"text": "https://council.example/minutes"}),
    (EvidenceMarked, {"evidence": "none", "stance": Stance.REFUTES}),
    (EvidenceRemoved, {"evidence": "none"}),
    (ClaimUsed, {}),
    (UseChanged, {"step": UseStep.CUT}),
    (RecallAnswered, {"recall": "none", "answer": RecallAnswer.FIXED}),
    (ActUndone, {}),
    (ReplyPosted, {"message": MessageId("m"), "text": "https://council.example/minutes", "kept_here": True}),
]


@dataclass
class Witness:
    """Sees whether anything has changed."""

    room: Room
    claim: ClaimId
    rows: Callable[[], Mapping[str, int]]

    @asynccontextmanager
    async def nothing_changes(self) -> AsyncIterator[None]:
        """Not one row more or less, the claim as it was."""
        rows, view = self.rows(), await self.room.claim(self.claim)
        yield
        assert self.rows() == rows
        assert await self.room.claim(self.claim) == view

    async def refuses(
        self,
        kind: type[ClaimEvent],
        error: type[ClaimdeskError],
        says: str,
        *,
        by: Person = EDDA,
        claim: ClaimId | None = None,
        room: Room | None = None,
        **more: Any,
    ) -> None:
        """This act is answered with this sentence."""
        with pytest.raises(error, match=says) as wrong:
            await (room or self.room).do(kind, claim or self.claim, by=by, **more)
        assert wrong.value.reason.endswith(".")
        assert "\n" not in wrong.value.reason


@pytest.fixture
def witness(room: Room, claim: ClaimId, rows: Callable[[], Mapping[str, int]]) -> Witness:
    """Of what Ana Novak said."""
    return Witness(room, claim, rows)


def test_every_kind_of_act_is_tried() -> None:
    kinds = {
        kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, ClaimEvent)
    }
    assert {kind for kind, _ in EVERY} == kinds - {ClaimEvent}


async def test_who_is_no_member_changes_nothing_whatever_they_try(room: Room, witness: Witness) -> None:
    await room.vote(witness.claim, Rating.FALSE)
    room.wait(TICK)
    left = replace(EDDA, role=Role.GUEST)
    async with witness.nothing_changes():
        for kind, more in EVERY:
            for person in (left, GUEST):
                await witness.refuses(kind, NotAllowed, "guests can read", by=person, **more)
            if kind is not ReplyPosted:
                await witness.refuses(kind, NotAllowed, "a bot does", by=BOT, **more)


async def test_a_claim_that_is_gone_elsewhere_or_of_another_workspace_is_not_there(
    room: Room, witness: Witness
) -> None:
    other = Room(room.database, workspace=WorkspaceId("slack:T1"))
    elsewhere = PlaceId("elsewhere")
    async with witness.nothing_changes():
        for kind, more in EVERY:
            await witness.refuses(kind, NotThere, "not on the desk", by=CHANDRA, claim=GONE, **more)
            await witness.refuses(kind, NotThere, "not on the desk", by=CHANDRA, room=other, **more)
            await witness.refuses(kind, NotThere, "not on this desk", by=CHANDRA, place=elsewhere, **more)


async def test_words_are_neither_endless_nor_missing(room: Room, witness: Witness) -> None:
    reason = "A reason has at most 2,000 characters; this one has 10,000"
    reply: Fields = {"message": MessageId("m"), "text": LONG, "kept_here": True}
    async with witness.nothing_changes():
        await witness.refuses(BallotCast, NotAllowed, reason, **VOTE, reason=LONG)
        await witness.refuses(ClaimReworded, NotAllowed, "2,000 characters", text=LONG)
        await witness.refuses(ClaimReworded, NotAllowed, "Write the wording", text="\u202e")
        await witness.refuses(EvidenceGiven, NotAllowed, "2,000 characters", text=LONG)
        await witness.refuses(EvidenceGiven, NotAllowed, "Give a link", text=" ")
        await witness.refuses(ClaimUsed, NotAllowed, "80 characters", slug=LONG)
        await witness.refuses(ReplyPosted, NotAllowed, "4,000 characters", **reply)
    await room.settle_as(witness.claim, Rating.TRUE)
    async with witness.nothing_changes():
        await witness.refuses(ClaimReopened, NotAllowed, reason, **BUTTON, reason=LONG)
        await witness.refuses(ClaimReopened, NotAllowed, "why it is reopened", **BUTTON, reason=" ")


async def test_a_claim_is_handed_over_to_nobody_but_people_of_the_desk(room: Room, witness: Witness) -> None:
    await room.do(ClaimTaken, witness.claim, by=EDDA)
    room.roster.people[ELIAS.id] = replace(ELIAS, role=Role.GUEST)
    async with witness.nothing_changes():
        for person in (BOT.id, GUEST.id, ELIAS.id, PersonId("nobody"), PersonId("")):
            await witness.refuses(ClaimHandedOver, NotAllowed, "works on this desk", to=person)


async def test_an_address_that_nobody_outside_can_read_is_no_evidence(witness: Witness) -> None:
    addresses = {
        "http://10.0.0.7/minutes": "private network",
        "http://localhost:8750/desk": "private network",
        "ftp://council.example/minutes": "http and https",
        "javascript:alert(1)": "http and https",
    }
    async with witness.nothing_changes():
        for address, says in addresses.items():
            await witness.refuses(EvidenceGiven, PageRefused, says, by=ROSA, text=address)


async def test_who_is_no_chief_rules_on_nothing(room: Room, witness: Witness) -> None:
    await room.vote(witness.claim, Rating.TRUE, by=EDDA, reason="the count")
    await room.vote(witness.claim, Rating.FALSE, by=ELIAS, reason="the other count")
    room.wait(TICK)
    async with witness.nothing_changes():
        await witness.refuses(BallotCast, NotAllowed, "needs a reason", by=CHANDRA, **VOTE)
    await room.ask("settings chiefs:Edda", by=CHANDRA)
    for person, rating in ((ROSA, Rating.FALSE), (ELIAS, Rating.MISLEADING), (CHANDRA, Rating.TRUE)):
        answer = await room.vote(witness.claim, rating, by=person, reason="I rule")
        assert answer.endswith("it is disputed.")
        assert await state(room, witness.claim) == "Disputed"


async def test_a_click_on_an_old_message_is_answered_and_counts_for_nothing(
    room: Room, witness: Witness
) -> None:
    note = (await room.do(EvidenceGiven, witness.claim, by=ROSA, text="called, 14:10")).undo
    await room.ask("use 1.1 tunnel")
    await room.settle_as(witness.claim, Rating.FALSE)
    async with witness.nothing_changes():
        await witness.refuses(ClaimTaken, NotAllowed, "settled")
        await witness.refuses(ClaimDismissed, NotAllowed, "A verdict stands", **BUTTON)
    await room.reopen(witness.claim, by=ELIAS, reason="new count")
    await room.do(ClaimReworded, witness.claim, text="40,000 cars")
    await room.do(EvidenceRemoved, witness.claim, evidence=note)
    room.wait(TICK)
    (recall,) = (await room.claim(witness.claim)).recalls
    answered: Fields = {"recall": recall.id, "answer": RecallAnswer.NOT_AFFECTED}
    said = VOTE | {"question": Question.SAID}
    async with witness.nothing_changes():
        await witness.refuses(RecallAnswered, NotAllowed, "asked of Rosa Reyes", **answered)
        await witness.refuses(BallotCast, NotAllowed, "wording was changed meanwhile", **VOTE, wording="")
        await witness.refuses(BallotCast, NotThere, "Nobody has asked", **said)
        await witness.refuses(EvidenceRemoved, NotThere, "not there any more", evidence=note)
        await witness.refuses(ClaimReopened, NotAllowed, "open already", **BUTTON, reason="new")
        await witness.refuses(ActUndone, NotThere, "nothing of that kind", act="none")
    await room.dismiss(witness.claim, by=EDDA)
    room.wait(TICK)
    async with witness.nothing_changes():
        for kind in (
            BallotCast,
            BallotWithdrawn,
            ClaimReworded,
            SaidAsked,
            ClaimTaken,
            EvidenceGiven,
            ClaimUsed,
        ):
            await witness.refuses(kind, NotAllowed, "called not a claim; reopen it", **dict(EVERY)[kind])


async def test_a_vote_on_what_is_settled_changes_neither_the_verdict_nor_who_signed(
    room: Room, witness: Witness
) -> None:
    await room.settle_as(witness.claim, Rating.FALSE)
    before = await room.claim(witness.claim)
    for person in (CHANDRA, ROSA, EDDA):
        answer = await room.vote(witness.claim, Rating.TRUE, by=person, reason="it is true")
        assert "stands, so this changes nothing" in answer
    after = await room.claim(witness.claim)
    assert (after.state, after.status.so) == (before.state, before.status.so)
    assert (after.decisions, after.recalls) == (before.decisions, before.recalls)


async def test_an_act_that_comes_twice_is_done_once(room: Room, witness: Witness) -> None:
    await room.do(ClaimTaken, witness.claim, by=ROSA, event="same")
    async with witness.nothing_changes():
        for kind, more in EVERY:
            assert (await room.do(kind, witness.claim, by=EDDA, event="same", **more)).text == ""
