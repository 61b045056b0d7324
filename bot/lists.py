"""Lists that people ask for. What stands in a channel is shown only to those who see the channel now."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot import views
from bot.errors import NotThere
from bot.events import CommandGiven
from bot.model.decision import DecisionKind
from bot.model.ids import ClaimId, PersonId
from bot.model.page import Source
from bot.model.post import Entry
from bot.model.recall import Recall
from bot.model.view import ClaimView
from bot.ports import Roster, Tx
from bot.rules import rights

LISTED = 20
LOOKED_AT = 200
_WORD = re.compile(r"\w+")


async def opened(tx: Tx, event: CommandGiven) -> str:
    """The claims of this desk that nobody has settled, newest story first."""
    roots = await tx.posts.roots(event.place, limit=LISTED * 2, unsettled=True)
    found = await views.views_of(tx, [root.claim for root in roots if root.claim is not None])
    # Roots of one story were posted in one moment: newest story first, its claims by number.
    found.sort(key=lambda view: (-(view.story.number or 0), view.appearance.number))
    return _listed([view for view in found if not view.status.settled], none="Nothing is open on this desk.")


async def mine(tx: Tx, event: CommandGiven, *, roster: Roster) -> str:
    """What this person has taken and nobody has settled, on every desk that they see."""
    held = await _seen(tx, event, await tx.acts.held_by(event.person.id, limit=LOOKED_AT), roster=roster)
    own = [view for view in held if has(view, event.person.id)]
    return _listed(own, none="You have taken nothing that is open.")


def has(view: ClaimView, person: PersonId) -> bool:
    """Whether this person has the claim and nobody has settled it."""
    owner = view.status.owner
    return owner is not None and owner.owner == person and not view.status.settled


async def needs_my_vote(tx: Tx, event: CommandGiven) -> str:
    """What is in play on this desk, is not settled, and has no vote of this person yet."""
    roots = await tx.posts.roots(event.place, limit=LOOKED_AT, unsettled=True)
    found = await views.views_of(tx, [root.claim for root in roots if root.claim is not None])
    desk = await tx.desks.get(event.place)
    if not rights.votes(event.person, desk):
        return "You do not vote on this desk."
    waiting = sorted((view for view in found if lacks(view, event.person.id)), key=by_need)
    return _listed(waiting, none="Nothing in play waits for your vote.")


def lacks(view: ClaimView, person: PersonId) -> bool:
    """Whether the claim is in play, and this person has not voted on a question of it that is open."""
    if view.dismissed or not view.status.in_play:
        return False
    return any(one.verdict is None and person not in one.votes for one in view.status.standings)


def by_need(view: ClaimView) -> tuple[bool, bool]:
    """The order in which votes are wanted: what a piece depends on first, then what is disputed."""
    return (not view.status.uses, not view.status.so.disputed)


async def disputed(tx: Tx, event: CommandGiven) -> str:
    """The claims of this desk on which editors differ."""
    held = await tx.decisions.standing(event.place, DecisionKind.DISPUTED, limit=LOOKED_AT)
    found = await views.views_of(tx, list(dict.fromkeys(one.claim for one in held)))
    return _listed([view for view in found if not view.dismissed], none="Nothing is disputed on this desk.")


async def search(tx: Tx, event: CommandGiven, words: str, *, roster: Roster) -> str:
    """Claims that hold all the words, newest first, on every desk that this person sees."""
    wanted = _WORD.findall(words)
    if not wanted:
        raise NotThere("Say what to look for: /claims search followed by some words.")
    found = await _seen(tx, event, await tx.claims.search(wanted, limit=LOOKED_AT), roster=roster)
    return _listed(found, none="No claim here holds all of these words.")


async def recalls(tx: Tx, event: CommandGiven) -> str:
    """Who has not answered yet that a verdict which they use has changed; all of the desk's for a chief."""
    desk = await tx.desks.get(event.place)
    chief = rights.leads(event.person, desk)
    waiting = await tx.recalls.open_on(event.place, limit=LOOKED_AT)
    own = [one for one in waiting if chief or one.person == event.person.id]
    if not own:
        return "Nobody has an answer to give." if chief else "You have no answer to give."
    found = {view.claim.id: view for view in await views.views_of(tx, [one.claim for one in own])}
    return "\n".join(_recall(one, found[one.claim]) for one in own if one.claim in found)


def _recall(one: Recall, view: ClaimView) -> str:
    return (
        f"{view.label} · used by {one.name}{one.pieces} · was {view.desk.call(one.old)}, now: {view.state} · "
        f"{one.why} · asked {stamp(one.at)}, not answered"
    )


async def history(tx: Tx, view: ClaimView) -> str:
    """Everything that was done with a claim, oldest first."""
    entries = await tx.history.of_claim(view.claim.id)
    return "\n".join([f"{view.label} · {view.claim.text}", *(_entry(one) for one in entries)])


def _entry(one: Entry) -> str:
    changed = f": {one.before} → {one.after}" if one.before != one.after and one.after else ""
    return f"{stamp(one.at)} · {one.name} {one.act}{changed}"


def stamp(at: datetime) -> str:
    """A time with its zone."""
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


async def _seen(tx: Tx, event: CommandGiven, claims: Sequence[ClaimId], *, roster: Roster) -> list[ClaimView]:
    found = await views.views_of(tx, claims)
    seen = await roster.sees(event.workspace, event.person.id, {view.claim.place for view in found})
    return [view for view in found if view.claim.place in seen]


def _listed(claims: Sequence[ClaimView], *, none: str) -> str:
    if not claims:
        return none
    more = ["and older ones"] if len(claims) > LISTED else []
    return "\n".join([*(line(view) for view in claims[:LISTED]), *more])


def line(view: ClaimView) -> str:
    """A claim in one line."""
    claim = view.claim
    who = claim.speaker or {Source.OUTLET: "the outlet's own voice", Source.UNNAMED: "no source named"}.get(
        claim.source, claim.source
    )
    return f"{view.label} · {view.state} · {claim.text} ({who})"
