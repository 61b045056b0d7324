"""What turns the page of a claim: not a claim, reopened, reworded, "was it said?"."""

from datetime import datetime

from bot.acting import Scene, on_claim, words
from bot.errors import NotAllowed
from bot.events import ClaimDismissed, ClaimReopened, ClaimReworded, SaidAsked
from bot.model.act import Call, CallKind, Rewording
from bot.model.answer import Answer
from bot.model.ballot import Question, Via
from bot.model.page import Source
from bot.ports import Ledger, Roster
from bot.rules import rights

WHY = "Say in a few words why it is reopened."


async def dismiss(event: ClaimDismissed, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Calls it not a claim, for those who may; what has its verdict is reopened first."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        if here.view.dismissed:
            return Answer("It was called not a claim already.")
        if any(one.verdict for one in here.status.standings):
            raise NotAllowed("A verdict stands on this claim; reopen it first, with a reason.")
        rights.check_dismiss(event.person, here.view.desk, pasted_by=here.view.pasted_by, status=here.status)
        call = Call(**here.head(), kind=CallKind.DISMISSED, via=event.via)
        await here.add(call)
        await here.done("called it not a claim")
        return Answer(
            "You called it not a claim. Reopen, in its menu, brings it back.", claim=event.claim, undo=call.id
        )


async def reopen(event: ClaimReopened, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Opens again what was settled or dismissed, with a reason; or takes away the reaction that dismissed."""
    if event.via is Via.REACTION:
        return await _take_reaction_away(event, ledger=ledger, roster=roster, now=now)
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        questions = _reopened(here, event)
        reason = words(event.reason, what="A reason", needed=WHY)
        acts = [
            await here.add(
                Call(**here.head(), kind=CallKind.REOPENED, via=event.via, question=question, reason=reason)
            )
            for question in questions
        ]
        await here.done("reopened it", why=reason)
        return Answer("It is open again.", claim=event.claim, undo=acts[0])


def _reopened(here: Scene, event: ClaimReopened) -> list[Question | None]:
    """What is opened again: all of a dismissed claim, else the questions that are settled."""
    if here.view.dismissed:
        rights.check_dismiss(event.person, here.view.desk, pasted_by=here.view.pasted_by, status=here.status)
        return [None]
    asked = [one for one in here.status.standings if event.question in (None, one.question)]
    settled: list[Question | None] = [
        one.question for one in asked if one.verdict and one.verdict.at <= event.at
    ]
    if not settled:
        raise NotAllowed("There is no verdict to reopen: it is open already.")
    rights.check_editor(event.person, here.view.desk, "reopen a verdict")
    return settled


async def _take_reaction_away(
    event: ClaimReopened, *, ledger: Ledger, roster: Roster, now: datetime
) -> Answer:
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        dismissed = here.status.dismissed if here else None
        if here is None or dismissed is None:
            return Answer()
        if (dismissed.person, dismissed.via) != (event.person.id, Via.REACTION):
            return Answer()
        await here.add(Call(**here.head(), kind=CallKind.RESTORED, via=event.via))
        await here.done("took back: not a claim")
        return Answer("It is a claim again.")


async def ask_said(event: SaidAsked, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Opens the second question of an attributed claim, with ballots of its own."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        rights.check_vote(event.person, here.view.desk)
        check_open(here)
        if here.status.said is not None:
            return Answer("“Was it said?” is asked already.")
        if here.claim.source is Source.OUTLET:
            raise NotAllowed("The outlet says this in its own voice: nobody else is said to have said it.")
        act = await here.add(Call(**here.head(), kind=CallKind.SAID_ASKED))
        await here.done("asked: was it said?")
        return Answer("Both questions are open now, each with its own votes.", claim=event.claim, undo=act)


async def reword(event: ClaimReworded, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Puts the claim in other words; what was signed was signed for the old ones, so it is open again."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        rights.check_editor(event.person, here.view.desk, "reword a claim")
        check_open(here)
        text = words(event.text, what="A wording", needed="Write the wording first.")
        if here.status.wording is not None and text == here.status.wording.text:
            return Answer("That is its wording already.")
        act = await here.add(Rewording(**here.head(), text=text))
        await here.done("reworded it", why=f"{event.person.name} changed the wording")
        voted = any(one.votes for one in here.status.standings)
        tail = " What was voted and signed was for the old wording, so it is open again." if voted else ""
        return Answer(f"The wording stands beside the sentence.{tail}", claim=event.claim, undo=act)


def check_open(here: Scene) -> None:
    """Nothing is done with what was called not a claim; raises NotAllowed."""
    if here.view.dismissed:
        raise NotAllowed("This was called not a claim; reopen it first.")
