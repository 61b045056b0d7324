"""Undo, for five minutes, on one's own act. Both stay in the history."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.acting import on_claim
from bot.errors import NotAllowed, NotThere
from bot.events import ActUndone
from bot.model.act import (
    Answered,
    Call,
    CallKind,
    Deed,
    Evidence,
    Ownership,
    Recount,
    Rewording,
    Snooze,
    Spoke,
    Undo,
    Use,
)
from bot.model.answer import Answer
from bot.model.ballot import Ballot, Question
from bot.model.status import Status
from bot.ports import Ledger, Roster
from bot.rules import deciding

WINDOW = timedelta(minutes=5)
NEVER = (Undo, Recount, Spoke)


async def undo(event: ActUndone, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """As if the act had not been. A verdict that somebody uses is not undone: that takes Reopen."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        ballots = await here.tx.ballots.of([event.claim])
        acts = await here.tx.acts.of([event.claim])
        deeds: list[Deed] = [*ballots, *acts]
        deed = _own(deeds, event)
        _check_time(deed.at, event.at)
        gone = {one.act for one in acts if isinstance(one, Undo)}
        asked = _said_is_needed(here.status, deed)
        _check_alone(deed, [one for one in ballots if one.id not in gone], said_is_needed=asked)
        together = _together(deed, deeds, said_is_needed=asked)
        undone = [Undo(**here.head(), act=one.id) for one in together]
        _check_uses(here.status, deciding.decide(ballots, [*acts, *undone]))
        for one in undone:
            await here.add(one)
        if isinstance(deed, Answered):
            await here.tx.recalls.answer(deed.recall, None, at=None)
        # What a vote was is told to nobody else while votes are covered.
        await here.done("undid: a vote" if isinstance(deed, Ballot) else f"undid: {_called(deed)}")
        return Answer(f"Undone: {_called(deed)}.")


def undoable(deeds: Sequence[Deed]) -> list[Deed]:
    """What somebody did and has not undone; a recount is nobody's act, and words stay said."""
    undone = {deed.act for deed in deeds if isinstance(deed, Undo)}
    return [deed for deed in deeds if not isinstance(deed, NEVER) and deed.id not in undone]


def _own(deeds: Sequence[Deed], event: ActUndone) -> Deed:
    """The act of this person that is meant."""
    left = undoable(deeds)
    if event.act is None:
        own = [deed for deed in left if deed.person == event.person.id]
        if not own:
            raise NotThere("You have done nothing here that could be undone.")
        newest = max(deed.at for deed in own)
        # Of what one act brought the first is what the person did.
        return min((deed for deed in own if deed.at == newest), key=lambda deed: deed.id)
    for deed in deeds:
        if deed.id == event.act and not isinstance(deed, NEVER):
            if deed.person != event.person.id:
                raise NotAllowed("Only whoever did it can undo it.")
            if deed not in left:
                raise NotAllowed("That is undone already.")
            return deed
    raise NotThere("There is nothing of that kind to undo.")


def _said_is_needed(status: Status, deed: Deed) -> bool:
    """Whether "was it said?" has votes, or another piece is judged by it."""
    voted = status.said is not None and bool(status.said.votes)
    others = [use for use in status.uses if (use.person, use.at) != (deed.person, deed.at)]
    return voted or any(use.question is Question.SAID for use in others)


def _together(deed: Deed, deeds: Sequence[Deed], *, said_is_needed: bool) -> list[Deed]:
    """All that one act brought: attributed asks "was it said?", fixed ends uses, a reply has two links."""
    if isinstance(deed, Ballot):
        return [deed]
    return [
        one
        for one in deeds
        if (one.person, one.at) == (deed.person, deed.at)
        and not isinstance(one, Ballot | Undo | Recount)
        and not (said_is_needed and one is not deed and isinstance(one, Call))
    ]


def _check_time(done_at: datetime, at: datetime) -> None:
    if at - done_at > WINDOW:
        raise NotAllowed("It can be undone for five minutes only; what you do now is a change of its own.")


def _check_alone(deed: Deed, ballots: Sequence[Ballot], *, said_is_needed: bool) -> None:
    """What people have voted on since is not taken from under them: their votes were for how it stood."""
    match deed:
        case Call(kind=CallKind.SAID_ASKED) if said_is_needed:
            raise NotAllowed("“Was it said?” has votes or a piece that depends on it; it stays asked.")
        case Rewording() | Call(kind=CallKind.REOPENED | CallKind.DISMISSED):
            since = [one for one in ballots if one.at > deed.at]
        case _:
            return
    if since:
        raise NotAllowed("People have voted on it since, so it cannot be undone any more; change it anew.")


def _check_uses(before: Status, after: Status) -> None:
    if not before.uses:
        return
    for one in before.standings:
        asked = after.asked(one.question)
        stands = asked.verdict.rating if asked is not None and asked.verdict is not None else None
        if one.verdict is not None and stands is not one.verdict.rating:
            raise NotAllowed("Somebody uses this verdict already: reopen it, with a reason.")


def _called(deed: Deed) -> str:
    """What people call this sort of act."""
    match deed:
        case Ballot():
            return "the vote taken back" if deed.withdrawn else f"the vote {deed.rating.capitalize()}"
        case Call():
            return str(deed.kind)
        case Rewording():
            return "the wording"
        case Ownership():
            return f"owner {deed.owner_name}" if deed.owner else "the release"
        case Evidence():
            return "evidence taken away" if deed.removed else "evidence"
        case Use():
            return f"“{deed.step}”"
        case Answered():
            return "the answer; the question stands again"
        case Snooze():
            return "snooze"
        case Recount() | Spoke() | Undo():
            return "words"
