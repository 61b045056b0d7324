"""Threads of claims: opening one, and what people write in it."""

from datetime import datetime

from bot import evidence, placement, views
from bot.acting import on_claim
from bot.errors import NotAllowed, NotThere
from bot.events import ReplyPosted, ThreadOpened
from bot.extract.links import links_in
from bot.model.act import Spoke
from bot.model.answer import Answer
from bot.model.ids import MessageId, PostKey
from bot.model.people import Role
from bot.model.post import Line
from bot.model.text import clean_lines
from bot.ports import Ledger, Pages, Roster
from bot.record import record
from bot.rules import rights

LONGEST_REPLY = 4_000


async def open_thread(event: ThreadOpened, *, ledger: Ledger, now: datetime) -> Answer:
    """Gives a claim of a story its thread on the desk; roots that people open count against no cap."""
    rights.check_member(event.person)
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return Answer()
        view = await views.claim_on(tx, event.claim, event.place)
        if event.story not in {place.story for place in await tx.claims.appearances([event.claim])}:
            raise NotThere("This claim is not in that story.")
        if view.dismissed:
            raise NotAllowed("This was called not a claim; reopen it first.")
        if view.root is not None:
            return Answer("It has a thread already.")
        await placement.root(tx, view.claim, event.story, opened_by=event.person.id, now=now)
        await record(tx, event, "opened a thread", claim=event.claim, story=event.story, now=now)
    return Answer("Its thread is open.")


async def reply(event: ReplyPosted, *, ledger: Ledger, roster: Roster, pages: Pages, now: datetime) -> Answer:
    """Keeps what a person wrote in a claim's thread, where no platform does; each link in it is evidence."""
    if event.person.role is Role.BOT:
        return Answer()
    text = clean_lines(event.text)
    if not text:
        raise NotAllowed("Write something first.")
    if len(text) > LONGEST_REPLY:
        raise NotAllowed("A reply has at most 4,000 characters.")
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        if here.view.root is None:
            raise NotThere("This claim has no thread here.")
        if event.kept_here:
            await here.tx.lines.add(_line(event, text, here.view.root))
        links = links_in(text)
        if not links or here.view.dismissed:
            await here.add(Spoke(**here.head()))
            await here.planned()
            return Answer()
        taken, sentence = await evidence.take_links(here, links, pages=pages)
        if taken:
            await here.done("gave evidence")
        return Answer(sentence, claim=event.claim, undo=taken[0] if taken else None)


def _line(event: ReplyPosted, text: str, root: PostKey) -> Line:
    return Line(
        id=event.message,
        place=event.place,
        person=event.person.id,
        name=event.person.name,
        text=text,
        at=event.at,
        thread=MessageId(root),
    )
