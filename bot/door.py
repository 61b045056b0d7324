"""Where a chat platform hands in whatever it hears: each event goes to the use case that it is for."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot import commands, desk, dues, hearing, intake, joining, threads, withdrawing
from bot.events import (
    ClaimEvent,
    CommandGiven,
    DueSet,
    Event,
    MessagePosted,
    MessageWithdrawn,
    PlaceJoined,
    PlaceLeft,
    Reacted,
    ThreadOpened,
    ThreadSpoken,
)
from bot.model.answer import Answer
from bot.ports import Ledger, Pages, Roster

_Does = Callable[..., Awaitable[object]]

# What each needs besides the event, the ledger and the time.
_ALL, _ROSTER, _NEITHER = ("roster", "pages"), ("roster",), ()
_DOES: dict[type[Event], tuple[_Does, tuple[str, ...]]] = {
    MessagePosted: (intake.take_message, _NEITHER),
    MessageWithdrawn: (withdrawing.withdraw, _NEITHER),
    ThreadSpoken: (hearing.spoken, _ALL),
    Reacted: (hearing.reacted, _ALL),
    CommandGiven: (commands.answer, _ROSTER),
    ThreadOpened: (threads.open_thread, _NEITHER),
    DueSet: (dues.set_due, _NEITHER),
    PlaceJoined: (joining.joined, _NEITHER),
    PlaceLeft: (joining.left, _NEITHER),
}


async def take(event: Event, *, ledger: Ledger, roster: Roster, pages: Pages, now: datetime) -> Answer:
    """Does it, and gives the private line for whoever did; raises what the use case raises."""
    if isinstance(event, ClaimEvent):
        return await desk.do(event, ledger=ledger, roster=roster, pages=pages, now=now)
    does, needs = _DOES[type(event)]
    more: dict[str, Any] = {"roster": roster, "pages": pages}
    done = await does(event, ledger=ledger, now=now, **{name: more[name] for name in needs})
    return done if isinstance(done, Answer) else Answer()
