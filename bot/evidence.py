"""Evidence: links and notes that people bring to a claim."""

from collections.abc import Sequence
from datetime import datetime

from bot.acting import Scene, on_claim, words
from bot.errors import NotAllowed, NotThere, PageRefused
from bot.events import EvidenceGiven, EvidenceMarked, EvidenceRemoved
from bot.extract.address import canonical, host_shown
from bot.extract.links import links_in, looks_like_address
from bot.model.act import Evidence, Stance
from bot.model.answer import Answer
from bot.model.text import clean
from bot.ports import Ledger, Pages, Roster
from bot.turning import check_open

MOST_LINKS = 10


async def give(
    event: EvidenceGiven, *, ledger: Ledger, roster: Roster, pages: Pages, now: datetime
) -> Answer:
    """Takes each link of the text as evidence, or the text itself as a note. Raises PageRefused."""
    text = words(
        event.text, what="A note", needed="Give a link, or a note such as “called the ministry, 14:10”."
    )
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        check_open(here)
        links = links_in(text)
        if not links and looks_like_address(text):
            raise PageRefused("That is not the address of a page: only http and https links can be evidence.")
        if not links:
            return await _note(here, text, event.stance)
        taken, sentence = await take_links(here, links, pages=pages, stance=event.stance)
        if not taken:
            raise PageRefused(sentence)
        await here.done("gave evidence")
        return Answer(sentence, claim=event.claim, undo=taken[0])


async def _note(here: Scene, text: str, stance: Stance) -> Answer:
    act = await here.add(_fresh(here, stance, note=text))
    await here.done("gave a note as evidence")
    return Answer("Your note is evidence now.", claim=here.claim.id, undo=act)


async def take_links(
    here: Scene, links: Sequence[str], *, pages: Pages, stance: Stance = Stance.CONTEXT
) -> tuple[list[str], str]:
    """Each link that can be read by anyone becomes evidence once; gives the acts, and a sentence."""
    have = {canonical(one.link) for one in here.status.evidence if one.link}
    taken: list[str] = []
    refused: list[str] = []
    for link in links[:MOST_LINKS]:
        try:
            pages.check(link)
        except PageRefused as wrong:
            refused.append(f"{clean(host_shown(link))} is no evidence: {wrong.reason}")
            continue
        address = canonical(link)
        if address in have:
            refused.append("That link is evidence here already.")
            continue
        have.add(address)
        taken.append(await here.add(_fresh(here, stance, link=clean(link))))
    what = {0: [], 1: ["Taken as evidence."]}.get(len(taken), [f"{len(taken)} links are taken as evidence."])
    return taken, " ".join([*what, *refused])


def _fresh(here: Scene, stance: Stance, *, link: str | None = None, note: str | None = None) -> Evidence:
    head = here.head()
    return Evidence(
        **head, evidence=head["id"], giver=here.event.person.name, stance=stance, link=link, note=note
    )


async def mark(event: EvidenceMarked, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Says what a piece of evidence does to the claim."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        check_open(here)
        found = _found(here, event.evidence)
        if found.stance is event.stance:
            return Answer(f"It {_does(event.stance)} already.")
        act = await here.add(_again(here, found, stance=event.stance))
        await here.done(f"marked evidence as {event.stance}")
        return Answer(f"Noted: it {_does(event.stance)}.", claim=event.claim, undo=act)


async def remove(event: EvidenceRemoved, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Takes evidence away, for whoever brought it and for editors; the thread shows that it was there."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        check_open(here)
        found = _found(here, event.evidence)
        brought = await _giver(here, found)
        if brought != event.person.id and not here.edits:
            raise NotAllowed("Only whoever brought it, or an editor, can take evidence away.")
        act = await here.add(_again(here, found, stance=found.stance, removed=True))
        await here.done("took evidence away")
        return Answer("It is taken away; the claim shows that it was there.", claim=event.claim, undo=act)


async def _giver(here: Scene, found: Evidence) -> str:
    acts = await here.tx.acts.of([here.claim.id])
    return next(act.person for act in acts if act.id == found.evidence)


def _found(here: Scene, evidence: str) -> Evidence:
    for one in here.status.evidence:
        if one.evidence == evidence:
            return one
    raise NotThere("That evidence is not there any more.")


def _again(here: Scene, found: Evidence, *, stance: Stance, removed: bool = False) -> Evidence:
    return Evidence(
        **here.head(),
        evidence=found.evidence,
        giver=found.giver,
        stance=stance,
        link=found.link,
        note=found.note,
        removed=removed,
    )


def _does(stance: Stance) -> str:
    return "is context" if stance is Stance.CONTEXT else f"{stance} the claim"
