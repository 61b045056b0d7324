"""Threads of claims: opening one, and what people write in it."""

from datetime import datetime

from bot import placement, views
from bot.errors import NotAllowed, NotThere
from bot.events import ReplyPosted, ThreadOpened
from bot.model.ids import MessageId
from bot.model.post import Line
from bot.model.text import clean_lines
from bot.ports import Ledger
from bot.record import record

LONGEST_REPLY = 4_000


async def open_thread(event: ThreadOpened, *, ledger: Ledger, now: datetime) -> str:
    """Gives a claim of a story its thread on the desk; roots that people open count against no cap."""
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        view = await views.claim_on(tx, event.claim, event.place)
        if event.story not in {place.story for place in await tx.claims.appearances([event.claim])}:
            raise NotThere("This claim is not in that story.")
        if view.dismissed:
            raise NotAllowed("This was called not a claim; reopen it first.")
        if view.root is not None:
            return "It has a thread already."
        await placement.root(tx, view.claim, event.story, opened_by=event.person.id, now=now)
        await record(tx, event, "opened a thread", claim=event.claim, story=event.story, now=now)
    return "Its thread is open."


async def reply(event: ReplyPosted, *, ledger: Ledger, now: datetime) -> str:
    """Keeps what a person wrote in a claim's thread, where no platform does."""
    text = clean_lines(event.text)
    if not text:
        raise NotAllowed("Write something first.")
    if len(text) > LONGEST_REPLY:
        raise NotAllowed("A reply has at most 4,000 characters.")
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        view = await views.claim_on(tx, event.claim, event.place)
        if view.root is None:
            raise NotThere("This claim has no thread here.")
        await tx.lines.add(
            Line(
                id=event.message,
                place=event.place,
                person=event.person.id,
                name=event.person.name,
                text=text,
                at=event.at,
                thread=MessageId(view.root),
            )
        )
    return ""
