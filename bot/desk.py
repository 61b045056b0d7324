"""The one way in for what people do with claims: every platform hands its events here."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot import evidence, holding, snoozing, threads, turning, undoing, using, voting
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
from bot.model.answer import Answer
from bot.ports import Ledger, Pages, Roster

# Each takes the event of its own kind; the type of the key is the type of the argument.
_DOES: dict[type[ClaimEvent], Callable[..., Awaitable[Answer]]] = {
    BallotCast: voting.cast,
    BallotWithdrawn: voting.withdraw,
    ClaimDismissed: turning.dismiss,
    ClaimReopened: turning.reopen,
    ClaimReworded: turning.reword,
    ClaimSnoozed: snoozing.snooze,
    SaidAsked: turning.ask_said,
    ClaimTaken: holding.take,
    ClaimHandedOver: holding.hand_over,
    ClaimReleased: holding.release,
    EvidenceMarked: evidence.mark,
    EvidenceRemoved: evidence.remove,
    ClaimUsed: using.use,
    UseChanged: using.change,
    RecallAnswered: using.answer_recall,
    ActUndone: undoing.undo,
}
# These look at addresses, too.
_READS: dict[type[ClaimEvent], Callable[..., Awaitable[Answer]]] = {
    EvidenceGiven: evidence.give,
    ReplyPosted: threads.reply,
}


async def do(event: ClaimEvent, *, ledger: Ledger, roster: Roster, pages: Pages, now: datetime) -> Answer:
    """Does it, and gives the private line for whoever did. Raises NotAllowed, NotThere or PageRefused."""
    more: dict[str, Any] = {"ledger": ledger, "roster": roster, "now": now}
    if type(event) in _READS:
        return await _READS[type(event)](event, pages=pages, **more)
    return await _DOES[type(event)](event, **more)
