"""Can it run? The gate over the claims in use, of a story or of a piece; each answer is kept and dated."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import views
from bot.events import CommandGiven
from bot.model.gate import Check, Gate, Level, Snapshot
from bot.model.ids import PersonId, PlaceId, new_id
from bot.model.story import Story
from bot.model.text import quoted
from bot.model.view import ClaimView
from bot.ports import Tx
from bot.rules import gating
from bot.rules.gating import InUse

MOST_CLAIMS = 500
QUOTED = 100
_HEADS = {
    Level.NOTHING: "nothing to judge: no claim is in use",
    Level.GREEN: "green",
    Level.AMBER: "amber",
    Level.RED: "red",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the gate was asked about, and how people call it."""

    name: str
    story: Story | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where; the desk itself asks before press time."""

    person: PersonId
    name: str
    place: PlaceId


async def of_story(
    tx: Tx, event: CommandGiven, story: Story, *, claim: ClaimView | None = None, now: datetime
) -> str:
    """The gate over all uses of a story's claims, or of one of them."""
    by = Asker(event.person.id, event.person.name, event.place)
    if claim is not None:
        return await answer(tx, gate_of([claim]), Asked(f"Claim {claim.label}", story=story), by=by, now=now)
    (view,) = await views.story_views(tx, [story])
    return await answer(tx, gate_of(view.claims), about(story), by=by, now=now)


def about(story: Story) -> Asked:
    """The gate of a story."""
    return Asked(f"Story {story.number}, {quoted(story.title)}", story=story)


def gate_of(claims: Sequence[ClaimView]) -> Gate:
    """The gate over every use of these claims."""
    return gating.gate(InUse(view, view.status.uses) for view in claims if view.status.uses)


async def places_of(tx: Tx, slug: str) -> set[PlaceId]:
    """The desks whose claims a piece uses, or has used."""
    return {view.claim.place for view in await _of_slug(tx, slug)}


async def _of_slug(tx: Tx, slug: str) -> list[ClaimView]:
    return await views.views_of(tx, await tx.acts.used_in(slug, limit=MOST_CLAIMS))


async def of_piece(
    tx: Tx, event: CommandGiven, slug: str, *, seen: Collection[PlaceId], now: datetime
) -> str:
    """The gate over the uses for one piece, whatever the stories; only of desks that the asker sees."""
    found = await _of_slug(tx, slug)
    uses = [
        InUse(view, [use for use in view.status.uses if use.slug.casefold() == slug.casefold()])
        for view in found
    ]
    gate = gating.gate(one for one in uses if one.uses and one.view.claim.place in seen)
    if any(one.uses and one.view.claim.place not in seen for one in uses):
        gate = replace(gate, level=gating.unseen(gate.level), hidden=True)
    by = Asker(event.person.id, event.person.name, event.place)
    return await answer(tx, gate, Asked(f"The piece “{slug}”", slug=slug), by=by, now=now)


async def answer(tx: Tx, gate: Gate, asked: Asked, *, by: Asker, now: datetime) -> str:
    """The gate in words; what was answered is kept."""
    lines = [line for check in gate.checks for line in _lines(check, now)]
    if gate.hidden:
        lines.append(
            "It also uses claims of desks that you do not see; whether those may run is not said here."
        )
    await tx.snapshots.add(
        Snapshot(
            id=new_id(now),
            place=by.place,
            person=by.person,
            name=by.name,
            at=now,
            level=gate.level,
            lines=tuple(lines),
            story=asked.story.id if asked.story else None,
            slug=asked.slug,
            red=tuple(check.claim for check in gate.checks if check.level is Level.RED),
        )
    )
    return "\n".join([f"Gate: {_HEADS[gate.level]} · {asked.name}", *lines])


def _lines(check: Check, now: datetime) -> list[str]:
    head = f"{check.level.capitalize()} · {check.label} · {check.why} · {quoted(check.text, QUOTED)}"
    if check.level is Level.GREEN:
        return [head]
    who = f"{check.owner} has it" if check.owner else "nobody has taken it"
    active = f"last activity {ago(check.last_activity, now)}" if check.last_activity else "no activity yet"
    return [f"{head} · {who}, {active} · Way out: {check.way_out}."]


def ago(then: datetime, now: datetime) -> str:
    """How long it is since then, in the largest unit that fits."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            number = minutes // size
            return f"{number} {unit}{'' if number == 1 else 's'} ago"
    return "just now"
