"""What a story's rungs say: offers, and what its due time asks of the desk, its chiefs and its users."""

from collections import defaultdict
from datetime import datetime

from bot import gates, planning
from bot.model.gate import Level
from bot.model.ids import PersonId
from bot.model.reminder import Reminder, Rung
from bot.model.text import quoted
from bot.model.view import StoryView
from bot.saying import NAME, US, Said

QUOTED = 100


async def say(said: Said, one: Reminder, story: StoryView) -> None:
    """What this rung of a story has to say now."""
    named = f"story {story.story.number}, {quoted(story.story.title, QUOTED)}"
    if one.rung is Rung.OFFERS:
        _offers(said, story, named)
    elif one.due_at is not None:
        due = f"Due {said.time(one.due_at)}"
        match one.rung:
            case Rung.DESK:
                _desk(said, story, f"{due}: {named}")
            case Rung.CHIEF:
                await _gate(said, story, due)
            case Rung.RED:
                await _turned_red(said, story, due)
            case Rung.PRESS:
                _press(said, story, one.due_at)


def _desk(said: Said, story: StoryView, head: str) -> None:
    """What is in play and open, for the whole desk."""
    fresh = [claim for claim in story.claims if claim.status.in_play and said.speaks_of(claim)]
    fresh = [claim for claim in fresh if claim.claim.id not in said.listed]
    if fresh:
        said.listed |= {claim.claim.id for claim in fresh}
        listed = " · ".join(f"{claim.label} {claim.state}" for claim in fresh)
        said.to_desk.append((f"{head}. Still open: {listed}.", fresh[0].claim.id))


def _offers(said: Said, story: StoryView, named: str) -> None:
    offers = [claim for claim in planning.offers(story) if said.speaks_of(claim)]
    if offers:
        claims = "1 claim" if len(offers) == 1 else f"{len(offers)} claims"
        labels = ", ".join(claim.label for claim in offers)
        said.to_desk.append((f"{claims} not picked up: {named} ({labels}).", offers[0].claim.id))


async def _gate(said: Said, story: StoryView, head: str) -> None:
    """The chief's question at press time, answered before it is asked; kept as a snapshot."""
    gate = gates.gate_of(story.claims)
    by = gates.Asker(US, NAME, said.desk.place)
    text = await gates.answer(said.tx, gate, gates.about(story.story), by=by, now=said.now)
    in_use = {check.claim for check in gate.checks}
    if gate.level in (Level.NOTHING, Level.GREEN) or in_use <= said.gated:
        return
    said.gated |= in_use
    for chief in said.chiefs:
        said.to_people[chief.id].append((f"{head}. {text}", None))


async def _turned_red(said: Said, story: StoryView, head: str) -> None:
    before = await said.tx.snapshots.latest_of(story.story.id, by=US)
    was = before.red if before is not None else ()
    fresh = [
        check
        for check in gates.gate_of(story.claims).checks
        if check.level is Level.RED and check.claim not in was
    ]
    if fresh:
        lines = "; ".join(f"{check.label} {check.why}" for check in fresh)
        for chief in said.chiefs:
            said.to_people[chief.id].append((f"{head}: turned red since: {lines}.", None))


def _press(said: Said, story: StoryView, due: datetime) -> None:
    """Who uses what is still open hears so at press time."""
    open_for: dict[PersonId, list[str]] = defaultdict(list)
    for claim in story.claims:
        for person in dict.fromkeys(use.person for use in claim.status.uses):
            if said.speaks_of(claim) and (person, claim.claim.id) not in said.pressed:
                said.pressed.add((person, claim.claim.id))
                open_for[person].append(f"{claim.label} {claim.state}")
    for person, lines in open_for.items():
        listed = " · ".join(lines)
        words = f"{said.time(due)}, press time: still open of what you use: {listed}."
        said.to_people[person].append((words, None))
