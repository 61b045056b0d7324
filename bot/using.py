"""Use: whose piece depends on a claim, how that ends, and what they answer when a verdict changed."""

from datetime import datetime

from bot import placement
from bot.acting import Scene, on_claim
from bot.errors import NotAllowed, NotThere
from bot.events import ClaimUsed, RecallAnswered, UseChanged
from bot.model.act import Answered, Call, CallKind, Use, UseStep
from bot.model.answer import Answer
from bot.model.page import Source
from bot.model.recall import RecallAnswer
from bot.model.text import clean
from bot.ports import Ledger, Roster
from bot.turning import check_open

LONGEST_SLUG = 80
_DONE = {UseStep.CUT: "cut", UseStep.CORRECTED: "corrected", UseStep.ATTRIBUTED: "attributed"}


async def use(event: ClaimUsed, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Notes that a piece of this person depends on the claim."""
    slug = clean(event.slug)
    if len(slug) > LONGEST_SLUG:
        raise NotAllowed(f"The name of a piece has at most {LONGEST_SLUG} characters.")
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        check_open(here)
        named = f" in “{slug}”" if slug else ""
        if any(slug.casefold() == one.slug.casefold() for one in _own(here)):
            return Answer(f"You use {here.view.label}{named} already.")
        act = await here.add(Use(**here.head(), step=UseStep.USED, slug=slug))
        if here.view.root is None:
            # What a piece depends on has to be voted on somewhere.
            await placement.root(here.tx, here.claim, here.view.story.id, opened_by=event.person.id, now=now)
        await here.done(f"uses it{named}")
        tail = (
            "You will hear when it changes." if here.status.settled else "You will hear when it is settled."
        )
        text = f"You use {here.view.label}{named}. It stands at: {here.view.state}. {tail}"
        return Answer(text, claim=event.claim, undo=act)


async def change(event: UseChanged, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Cut and corrected end the use; attributed is judged by "was it said?", which is asked then."""
    if event.step is UseStep.USED:
        raise NotAllowed("Use, on the claim, says that you use it.")
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        own = [
            use for use in _own(here) if event.slug is None or use.slug.casefold() == event.slug.casefold()
        ]
        if not own:
            raise NotAllowed("You use this claim in no piece.")
        if event.step is UseStep.ATTRIBUTED:
            check_open(here)
            await _attributable(here)
        acts = [await here.add(Use(**here.head(), step=event.step, slug=one.slug)) for one in own]
        await here.done(f"{_DONE[event.step]} it")
        tail = (
            "It is judged by “Was it said?” now."
            if event.step is UseStep.ATTRIBUTED
            else "It counts no more."
        )
        text = f"Noted: {_DONE[event.step]}. {tail}"
        return Answer(text, claim=event.claim, undo=acts[0])


async def _attributable(here: Scene) -> None:
    if here.claim.source is Source.OUTLET:
        raise NotAllowed("The outlet says this in its own voice: there is nobody to attribute it to.")
    if here.status.said is None:
        await here.add(Call(**here.head(), kind=CallKind.SAID_ASKED))


async def answer_recall(event: RecallAnswered, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Closes a recall: fixed ends the use, not affected leaves it."""
    if event.answer is RecallAnswer.RESTORED:
        raise NotAllowed("Answer Fixed or Not affected.")
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        recall = await here.tx.recalls.get(event.recall)
        if recall is None or recall.claim != event.claim:
            raise NotThere("There is no such question any more.")
        if recall.person != event.person.id:
            raise NotAllowed(f"That was asked of {recall.name}.")
        if recall.answer is not None:
            return Answer(f"That is answered already: {recall.answer}.")
        await here.tx.recalls.answer(recall.id, event.answer, at=event.at)
        act = await here.add(Answered(**here.head(), recall=recall.id))
        if event.answer is RecallAnswer.FIXED:
            for one in _own(here):
                # What the person began to use since then was not what the recall was about.
                told = one.slug in recall.slugs or not one.slug
                if one.question is recall.question and one.at <= recall.at and told:
                    await here.add(Use(**here.head(), step=UseStep.CORRECTED, slug=one.slug))
        await here.done(f"answered: {event.answer}")
        text = (
            "Noted: fixed. Your use of it has ended."
            if event.answer is RecallAnswer.FIXED
            else ("Noted: not affected.")
        )
        return Answer(text, claim=event.claim, undo=act)


def _own(here: Scene) -> list[Use]:
    return [use for use in here.status.uses if use.person == here.event.person.id]
