"""Guests, strangers and bots: whatever they do, nothing changes."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import NotAllowed
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
from bot.model.ballot import Via
from bot.model.ids import ClaimId, MessageId
from bot.model.people import Person
from bot.model.recall import RecallAnswer
from tests.support.acts import FALSE, TRUE
from tests.support.room import BOT, CHANDRA, EDDA, GUEST, ROSA, Room

SECOND = timedelta(seconds=1)
EVERY_ACT: list[tuple[type[ClaimEvent], dict[str, Any]]] = [
    (BallotCast, {"rating": FALSE, "reason": "seen", "via": Via.BUTTON}),
    (BallotCast, {"rating": FALSE, "via": Via.REACTION}),
    (BallotWithdrawn, {"rating": TRUE, "via": Via.BUTTON}),
    (ClaimDismissed, {"via": Via.BUTTON}),
    (ClaimReopened, {"reason": "new figures", "via": Via.BUTTON}),
    (ClaimReopened, {"via": Via.REACTION}),
    (ClaimReworded, {"text": "other words"}),
    (ClaimSnoozed, {"span": SnoozeFor.HOUR}),
    (SaidAsked, {}),
    (ClaimTaken, {}),
    (ClaimHandedOver, {"to": ROSA.id}),
    (ClaimReleased, {}),
    (EvidenceGiven, {"text": "https://ministry.example.org/figures"}),
    (EvidenceMarked, {"evidence": "given", "stance": Stance.REFUTES}),
    (EvidenceRemoved, {"evidence": "given"}),
    (ClaimUsed, {"slug": "bridge"}),
    (UseChanged, {"step": UseStep.CUT}),
    (RecallAnswered, {"recall": "recall", "answer": RecallAnswer.FIXED}),
    (ActUndone, {}),
    (ReplyPosted, {"message": MessageId("m"), "text": "see https://other.example.org/", "kept_here": True}),
]


@pytest.mark.parametrize("person", [GUEST, BOT], ids=["guest", "bot"])
async def test_nothing_that_a_guest_or_a_bot_does_changes_anything(
    room: Room, claim: ClaimId, person: Person, rows: Callable[[], Mapping[str, int]]
) -> None:
    await room.do(EvidenceGiven, claim, by=EDDA, text="called the ministry")
    await room.settle_as(claim, TRUE)
    await room.do(ClaimUsed, claim, by=ROSA)
    room.wait(SECOND)
    await room.reopen(claim, by=CHANDRA, reason="new figures")
    await room.settle()
    before, written = await room.claim(claim), rows()
    (given,), (recall,) = before.status.evidence, before.recalls
    ids = {"evidence": given.evidence, "recall": recall.id}
    for kind, more in EVERY_ACT:
        room.wait(SECOND)
        doing = room.do(kind, claim, by=person, **(more | {key: ids[key] for key in more if key in ids}))
        if person is BOT and kind is ReplyPosted:
            assert not (await doing).text
            continue
        with pytest.raises(NotAllowed, match=r"bot does changes nothing|guests can read"):
            await doing
    assert await room.claim(claim) == before
    assert rows() == written


def test_every_act_on_a_claim_is_tried() -> None:
    assert {kind.__name__ for kind, _ in EVERY_ACT} == {one.__name__ for one in ClaimEvent.__subclasses__()}
