"""Says what has come to its time: reads again what is true, and says nothing that has become pointless.

Several reminders at one time are one message a person, and one to the desk.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import drawing, planning, pressing, views
from bot.model.act import Ownership
from bot.model.desk import Desk
from bot.model.ids import PlaceId, StoryId, WorkspaceId, new_id
from bot.model.people import Person
from bot.model.post import Entry
from bot.model.reminder import Reminder, Rung
from bot.model.text import quoted
from bot.model.view import ClaimView, StoryView
from bot.ports import Ledger, Roster, Tx
from bot.rules import ladder, rights
from bot.rules.calendar_of import calendar
from bot.saying import NAME, US, Said

AT_ONCE = 100
QUOTED = 100


async def remind(
    workspace: WorkspaceId, place: PlaceId, *, ledger: Ledger, roster: Roster, now: datetime
) -> None:
    """Says all that is due on one desk, in order of due time, a part at a time: others get in between."""
    async with ledger.look(workspace) as tx:
        desk = await tx.desks.get(place)
    chiefs = await _chiefs(workspace, desk, roster)
    more = True
    while more:
        async with ledger.begin(workspace) as tx:
            items = await tx.reminders.due(place, now=now, limit=AT_ONCE)
            said = Said(tx=tx, desk=desk, chiefs=chiefs, now=now)
            await _round(said, items)
            more = len(items) == AT_ONCE


async def _chiefs(workspace: WorkspaceId, desk: Desk, roster: Roster) -> Sequence[Person]:
    """Whoever leads the desk now: named by it, or by the platform, or the one who brought the bot here."""
    if desk.chiefs:
        found = await roster.members(workspace, desk.place, desk.chiefs)
    else:
        found = await roster.chiefs(workspace, desk.place)
        if desk.added_by is not None:
            found = [*found, *(await roster.now(workspace, desk.place, [desk.added_by])).values()]
    return [person for person in {one.id: one for one in found}.values() if rights.leads(person, desk)]


async def _round(said: Said, items: Sequence[Reminder]) -> None:
    claims = {
        view.claim.id: view
        for view in await views.views_of(said.tx, [one.claim for one in items if one.claim is not None])
    }
    stories = await _stories(said.tx, [one.story for one in items if one.story is not None])
    for one in items:
        view = claims.get(one.claim) if one.claim else None
        story = stories.get(one.story) if one.story else None
        snoozed = view.status.snoozed_until if view else None
        at = ladder.moved(one, now=said.now, calendar=calendar(said.desk), snoozed=snoozed)
        if one.rung is Rung.LAPSE and view is not None:
            at = max(at, await _after_asking(said, one))
        if at > said.now:
            await said.tx.reminders.move(one.id, at=at)
            continue
        said.told.append(one.id)
        if ladder.pointless(one, now=said.now):
            continue
        if view is not None:
            await _of_claim(said, one, view)
        elif story is not None:
            await pressing.say(said, one, story)
    await said.post(items)


async def _stories(tx: Tx, stories: Sequence[StoryId]) -> Mapping[StoryId, StoryView]:
    found = await tx.stories.many(list(dict.fromkeys(stories)))
    return {view.story.id: view for view in await views.story_views(tx, list(found.values()))}


async def _of_claim(said: Said, one: Reminder, view: ClaimView) -> None:
    owner = view.status.owner
    if owner is None or owner.owner is None or not said.speaks_of(view):
        return
    named = f"{view.label} {quoted(view.claim.text, QUOTED)}"
    touched = view.status.owner_touched or owner.at
    if said.now - touched < ladder.JUST_NOW:
        return
    if one.rung is Rung.STILL:
        words = (
            f"Still on it? You took {named} and have not touched it since {said.time(touched)}. "
            "Without a sign of life it goes back to the pool on the next working day."
        )
        said.to_people[owner.owner].append((words, view.claim.id))
    elif one.rung is Rung.LAPSE:
        await _lapse(said, view, owner, named)
    elif one.rung is Rung.OWNER and one.due_at is not None:
        words = f"Due {said.time(one.due_at)}: {named}, which you have. It stands at: {view.state}."
        said.to_people[owner.owner].append((words, view.claim.id))


async def _after_asking(said: Said, lapse: Reminder) -> datetime:
    """Nothing goes back to the pool before its owner was asked, and had a working day to answer."""
    for one in await said.tx.reminders.of(claim=lapse.claim):
        if one.rung is Rung.STILL and ladder.anchor_of(one) == ladder.anchor_of(lapse):
            asked = said.now if one.told_at is None else one.told_at
            return calendar(said.desk).next_day(asked)
    return said.now


async def _lapse(said: Said, view: ClaimView, owner: Ownership, named: str) -> None:
    """Nobody is asked any more; what was found stays with the claim."""
    assert owner.owner is not None
    claim, now = view.claim.id, said.now
    await said.tx.acts.add(Ownership(id=new_id(now), claim=claim, person=US, name=NAME, at=now, owner=None))
    after = await views.claim_view(said.tx, view.claim.id)
    await said.tx.history.add(
        Entry(
            id=new_id(said.now),
            at=said.now,
            person=None,
            name=NAME,
            act=f"put it back into the pool: no word from {owner.owner_name}",
            claim=view.claim.id,
            story=view.story.id,
            before=view.state,
            after=after.state,
        )
    )
    await planning.plan_claim(said.tx, after)
    await planning.plan_stories_of(said.tx, [claim])
    await drawing.claim(said.tx, after, cards=True)
    words = f"{named} is back in the pool: there was no word since you were asked. {_found(after)}"
    said.to_people[owner.owner].append((words, None))


def _found(view: ClaimView) -> str:
    votes = sum(len(one.votes) for one in view.status.standings)
    evidence = len(view.status.evidence)
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((votes, "vote"), (evidence, "piece of evidence"))
        if number
    ]
    return f"What was found stays with it: {' and '.join(parts)}." if parts else "Nothing was found yet."
