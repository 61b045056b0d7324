"""Ownership: take, hand over, release."""

from datetime import datetime

from bot.acting import Scene, on_claim
from bot.errors import NotAllowed
from bot.events import ClaimHandedOver, ClaimReleased, ClaimTaken
from bot.model.act import Ownership
from bot.model.answer import Answer
from bot.ports import Ledger, Roster
from bot.rules import rights
from bot.turning import check_open


async def take(event: ClaimTaken, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Takes a claim that nobody has."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        _check_unsettled(here)
        owner = here.status.owner
        if owner is not None and owner.owner == event.person.id:
            return Answer("You have it already.")
        if owner is not None:
            raise NotAllowed(f"{owner.owner_name} has it. Hand over, in its menu, moves it.")
        act = await here.add(Ownership(**here.head(), owner=event.person.id, owner_name=event.person.name))
        await here.done("took it")
        return Answer("You took it.", claim=event.claim, undo=act)


async def hand_over(event: ClaimHandedOver, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Gives a claim to somebody who can work on it: its owner may, and any editor."""
    found = await roster.now(event.workspace, event.place, [event.to])
    to = found.get(event.to)
    if to is None or not to.role.member:
        raise NotAllowed("A claim can be handed over only to a person who works on this desk.")
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        _check_unsettled(here)
        _check_moves(here, "hand it over")
        owner = here.status.owner
        if owner is not None and owner.owner == to.id:
            return Answer(f"{to.name} has it already.")
        act = await here.add(Ownership(**here.head(), owner=to.id, owner_name=to.name))
        await here.done(f"handed it over to {to.name}")
        return Answer(f"{to.name} has it now, and is told so.", claim=event.claim, undo=act)


async def release(event: ClaimReleased, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Lets a claim go: its owner may, and any editor."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        if here.status.owner is None:
            raise NotAllowed("Nobody has taken this claim.")
        _check_moves(here, "release it")
        act = await here.add(Ownership(**here.head(), owner=None))
        await here.done("released it")
        return Answer("It is released.", claim=event.claim, undo=act)


def _check_unsettled(here: Scene) -> None:
    rights.check_vote(here.event.person, here.view.desk)
    check_open(here)
    if here.status.settled:
        raise NotAllowed("This claim is settled; reopen it first, with a reason.")


def _check_moves(here: Scene, what: str) -> None:
    owner = here.status.owner
    if owner is not None and owner.owner == here.event.person.id:
        return
    if not here.edits:
        raise NotAllowed(f"Only whoever has it, or an editor, can {what}.")
