"""The bot comes to a place, or leaves it: a desk begins, a desk rests."""

from dataclasses import replace
from datetime import datetime

from bot import digesting, planning, refusing, welcoming
from bot.events import PlaceJoined, PlaceLeft
from bot.model.ids import PlaceId, WorkspaceId
from bot.ports import Ledger, Tx

AT_ONCE = 500


async def joined(event: PlaceJoined, *, ledger: Ledger, now: datetime) -> None:
    """The first words, once; what could not be said here meanwhile is owed again."""
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return
        desk = await tx.desks.get(event.place)
        if event.person.role.member:
            await tx.desks.save(replace(desk, added_by=event.person.id))
        await welcoming.welcome(tx, event.place, added_by=event.person.name or None, at=now)
        await refusing.try_again(tx, event.place)
        # A desk that rested begins again where it was.
        await digesting.expect(tx, event.place, now=now)
        await tx.tasks.enqueue(planning.replanning(event.workspace, event.place))


async def left(event: PlaceLeft, *, ledger: Ledger, now: datetime) -> None:
    """Nothing is said there any more; what the desk has stays."""
    async with ledger.begin(event.workspace) as tx:
        if await tx.inbox.take(event.id, at=now):
            await _rest(tx, event.place)


async def removed(workspace: WorkspaceId, *, ledger: Ledger) -> None:
    """The bot was taken out of a workspace: all its desks rest."""
    async with ledger.begin(workspace) as tx:
        for desk in await tx.desks.all():
            await _rest(tx, desk.place)
        for post in await tx.posts.owed(limit=AT_ONCE):
            await tx.posts.forget(post.key)


async def _rest(tx: Tx, place: PlaceId) -> None:
    digests = await tx.desks.digests(place)
    await tx.desks.schedule(place, next_at=None, sent_at=digests.sent_at)
    await tx.reminders.stop(place)
