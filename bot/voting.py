"""Ballots: cast and taken back. Every function gives the private line that the person sees."""

from datetime import datetime

from bot import welcoming
from bot.acting import Scene, on_claim, words
from bot.errors import NotAllowed, NotThere, ReasonNeeded
from bot.events import BallotCast, BallotWithdrawn
from bot.model.answer import Answer, Offer
from bot.model.ballot import Ballot, Via
from bot.model.status import Standing
from bot.model.view import ClaimView
from bot.ports import Ledger, Roster
from bot.rules import rights, wording

BLIND = "This desk votes blind: reactions are no votes here, the buttons are."


async def cast(event: BallotCast, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Casts or changes a ballot; an editor's signs, a chief's with a reason rules on what is disputed."""
    reason = words(event.reason, what="A reason")
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        standing = _votable(here, event)
        if here.view.desk.blind and event.via is Via.REACTION:
            return Answer(BLIND)
        if event.wording is not None and event.wording != _wording(here):
            raise NotAllowed("The wording was changed meanwhile: read it again before you vote.")
        ballot = _ballot(here, event, reason=reason or None)
        await here.add(ballot)
        await welcoming.hello(here.tx, event.person, event.place, at=now)
        late = _stood_before(standing, event.at)
        did = "signed" if ballot.signs else "voted"
        after = await here.done(f"{did} on what was settled" if late else did, why=reason)
        return _settled(here, standing, ballot) if late else _counted(standing, after, ballot)


async def withdraw(event: BallotWithdrawn, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Takes back the ballot of this rating that was cast the same way; an older one does not revive."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        standing = _votable(here, event)
        if here.view.desk.blind and event.via is Via.REACTION:
            return Answer(BLIND)
        ballot = _ballot(here, event, reason=None)
        # Written down also where nothing stands yet: the vote that it takes back may arrive later.
        await here.add(ballot)
        await here.done("took back")
        stood = standing.votes.get(event.person.id)
        if stood is None or stood.rating is not event.rating:
            return Answer("You have no such vote here to take back.")
        if _stood_before(standing, event.at):
            return _settled(here, standing, ballot)
        text = f"Your vote {here.view.desk.call(event.rating)} is taken back."
        return Answer(text, claim=event.claim, undo=ballot.id)


def _votable(here: Scene, event: BallotCast | BallotWithdrawn) -> Standing:
    rights.check_vote(event.person, here.view.desk)
    dismissed = here.status.dismissed
    if dismissed is not None and event.at >= dismissed.at:
        raise NotAllowed("This was called not a claim; reopen it to vote on it.")
    standing = here.status.asked(event.question)
    if standing is None:
        raise NotThere("Nobody has asked “Was it said?” of this claim.")
    return standing


def _wording(here: Scene) -> str:
    return here.status.wording.id if here.status.wording else ""


def _stood_before(standing: Standing, at: datetime) -> bool:
    """Whether the verdict was there when the person acted; an older act that arrives late still counts."""
    return standing.verdict is not None and at >= standing.verdict.at


def _ballot(here: Scene, event: BallotCast | BallotWithdrawn, *, reason: str | None) -> Ballot:
    desk, who = here.view.desk, event.person
    return Ballot(
        **here.head(),
        question=event.question,
        rating=event.rating,
        via=event.via,
        withdrawn=isinstance(event, BallotWithdrawn),
        reason=reason,
        signs=rights.edits(who, desk),
        needs=desk.signoffs,
        rules=_rules(here, event, reason),
    )


def _rules(here: Scene, event: BallotCast | BallotWithdrawn, reason: str | None) -> bool:
    """Whether this is a chief's ruling, should it be disputed then: a vote that arrives later may make it so.

    A click without a reason on what was disputed is refused; a reaction is a vote like any other.
    """
    if isinstance(event, BallotWithdrawn) or not rights.leads(event.person, here.view.desk):
        return False
    standing = here.status.asked(event.question)
    since = standing.disputed_since if standing is not None else None
    if reason is None and event.via is Via.BUTTON and since is not None and since <= event.at:
        raise ReasonNeeded("This claim is disputed: a chief's rating rules on it, and needs a reason.")
    return reason is not None


def _settled(here: Scene, standing: Standing, ballot: Ballot) -> Answer:
    """What somebody hears who votes on what is decided: nothing changed, and the way to change it."""
    verdict = standing.verdict
    assert verdict is not None
    held = standing.votes.get(ballot.person)
    if ballot.reason and not ballot.withdrawn and held is not None and held.rating is ballot.rating:
        return Answer("Your reason is added.", claim=ballot.claim, undo=ballot.id)
    stands = f"The verdict {here.view.desk.call(verdict.rating)} ({wording.signers(verdict)}) stands"
    if not here.edits:
        return Answer(f"{stands}, so this changes nothing. An editor can reopen it, with a reason.")
    return Answer(
        f"{stands}, so this changes nothing. Do you want to reopen it? That needs a reason.",
        claim=ballot.claim,
        offer=Offer.REOPEN,
    )


def _counted(before: Standing, after: ClaimView, ballot: Ballot) -> Answer:
    desk = after.desk
    standing = after.status.asked(ballot.question)
    ruled = standing is not None and standing.verdict is not None and standing.verdict.chief
    did = "ruled" if ruled else "signed" if ballot.signs else "voted"
    held = before.votes.get(ballot.person)
    explained = ballot.reason and held is not None and held.rating is ballot.rating and not ruled
    text = "Your reason is added." if explained else f"You {did}: {desk.call(ballot.rating)}."
    if standing is not None:
        text += _tail(after, standing)
    ask = ballot.signs and not ballot.reason and ballot.via is Via.BUTTON
    return Answer(text, claim=ballot.claim, undo=ballot.id, offer=Offer.REASON if ask else None)


def _tail(after: ClaimView, standing: Standing) -> str:
    if standing.verdict is not None:
        return " The verdict stands."
    if standing.disputed:
        return " Editors have signed different ratings: it is disputed."
    if after.hidden(standing.question):
        return f" So far: {wording.spread(standing.votes, after.desk)}."
    if standing.agreed is not None:
        return " The editors agree; a reason or a source is missing."
    return ""
