"""Ballots and "not a claim": one transaction each, the event written down with what it changes.

Every function gives the private line that the person sees.
"""

from datetime import datetime

from bot import views
from bot.errors import NotAllowed
from bot.events import BallotCast, BallotWithdrawn, ClaimDismissed, ClaimReopened, Event
from bot.model.ballot import Ballot, Decision, DecisionKind, Question, Via
from bot.model.ids import ClaimId, new_id
from bot.model.text import clean
from bot.model.view import ClaimView
from bot.ports import Ledger, Tx
from bot.record import record
from bot.rules import rights

LONGEST_REASON = 2_000


async def cast(event: BallotCast, *, ledger: Ledger, now: datetime) -> str:
    """Casts or changes a ballot on "is it so?"."""
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        before = await _open_claim(tx, event, event.claim)
        await tx.ballots.add(_ballot(event, now=now))
        await _note(tx, event, event.claim, "voted", before, now=now)
    return f"You voted {event.rating.capitalize()}."


async def withdraw(event: BallotWithdrawn, *, ledger: Ledger, now: datetime) -> str:
    """Takes back the ballot of this rating that was cast the same way; an older one does not revive."""
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        before = await _open_claim(tx, event, event.claim)
        # Written down also where nothing stands yet: the vote that it takes back may arrive later.
        await tx.ballots.add(_ballot(event, now=now))
        await _note(tx, event, event.claim, "took back", before, now=now)
        stood = before.standing.get(event.person.id)
    if stood is None or stood.rating is not event.rating:
        return "You have no such vote here to take back."
    return f"Your vote {event.rating.capitalize()} is taken back."


async def dismiss(event: ClaimDismissed, *, ledger: Ledger, now: datetime) -> str:
    """Calls it not a claim, for those who may."""
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        before = await views.claim_on(tx, event.claim, event.place)
        if before.dismissed:
            return "It was called not a claim already."
        rights.check_dismiss(event.person, pasted_by=before.pasted_by, votes=len(before.standing))
        await _decide(tx, event, event.claim, DecisionKind.DISMISSED, event.via, None, now=now)
        await _note(tx, event, event.claim, "called it not a claim", before, now=now)
    return "You called it not a claim. Reopen in its menu brings it back."


async def reopen(event: ClaimReopened, *, ledger: Ledger, now: datetime) -> str:
    """Brings back what was dismissed: with a reason, or by taking away the very reaction that did it."""
    reason = clean(event.reason)
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        before = await views.claim_on(tx, event.claim, event.place)
        if not before.dismissed or before.decision is None:
            return "It is open already."
        by_reaction = event.via is Via.REACTION
        if by_reaction and (before.decision.person, before.decision.via) != (event.person.id, event.via):
            return ""
        if not by_reaction:
            rights.check_dismiss(event.person, pasted_by=before.pasted_by, votes=len(before.standing))
            if not reason:
                raise NotAllowed("Say in a few words why it is reopened.")
            if len(reason) > LONGEST_REASON:
                raise NotAllowed("A reason has at most 2,000 characters.")
        await _decide(tx, event, event.claim, DecisionKind.REOPENED, event.via, reason or None, now=now)
        await _note(tx, event, event.claim, "reopened it", before, now=now)
    return "It is open again."


async def _open_claim(tx: Tx, event: Event, claim: ClaimId) -> ClaimView:
    view = await views.claim_on(tx, claim, event.place)
    if view.dismissed:
        raise NotAllowed("This was called not a claim; reopen it to vote on it.")
    return view


def _ballot(event: BallotCast | BallotWithdrawn, *, now: datetime) -> Ballot:
    return Ballot(
        id=new_id(now),
        claim=event.claim,
        question=Question.SO,
        person=event.person.id,
        name=event.person.name,
        rating=event.rating,
        via=event.via,
        at=event.at,
        withdrawn=isinstance(event, BallotWithdrawn),
    )


async def _decide(
    tx: Tx,
    event: Event,
    claim: ClaimId,
    kind: DecisionKind,
    via: Via,
    reason: str | None,
    *,
    now: datetime,
) -> None:
    await tx.ballots.decide(
        Decision(
            id=new_id(now),
            claim=claim,
            kind=kind,
            person=event.person.id,
            name=event.person.name,
            via=via,
            at=event.at,
            reason=reason,
        )
    )


async def _note(tx: Tx, event: Event, claim: ClaimId, act: str, before: ClaimView, *, now: datetime) -> None:
    """History says what people saw before and after, not what was sent."""
    after = await views.claim_view(tx, claim)
    await record(
        tx,
        event,
        act,
        claim=claim,
        story=after.story.id,
        before=before.state,
        after=after.state,
        now=now,
    )
