"""When a story is due: said by people, in the desk's zone."""

from dataclasses import replace
from datetime import datetime

from bot import drawing, planning, views
from bot.errors import NotThere
from bot.events import DueSet
from bot.model.answer import Answer
from bot.ports import Ledger
from bot.record import record
from bot.rules import rights, when
from bot.rules.calendar_of import calendar

CLEARED = ("none", "off", "never")


async def set_due(event: DueSet, *, ledger: Ledger, now: datetime) -> Answer:
    """Sets or clears when a story has to be settled, and plans its reminders anew. Raises NotAllowed."""
    rights.check_member(event.person)
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return Answer()
        story = await tx.stories.get(event.story)
        if story is None or story.place != event.place:
            raise NotThere("This story is not on this desk.")
        desk = await tx.desks.get(event.place)
        rights.check_vote(event.person, desk)
        zone = calendar(desk).zone
        before = when.say(story.due_at, zone, now=now) if story.due_at else None
        if event.words.strip().lower() in CLEARED:
            story = replace(story, due_at=None, due_since=None)
            after, text = None, f"Story {story.number} has no due time now."
        else:
            at = when.due(event.words, now=now, calendar=calendar(desk))
            story = replace(story, due_at=at, due_since=now)
            after = when.say(at, zone, now=now)
            shown = when.say(at, zone, now=now, reader=when.reader_zone(event.person.zone))
            text = f"Story {story.number} is due {shown}."
        await tx.stories.save(story)
        view = await views.story_view(tx, story.id)
        await planning.plan_story(tx, view)
        for claim in view.claims:
            await planning.plan_claim(tx, claim)
        in_use = [claim.claim.id for claim in view.claims if claim.status.uses]
        await planning.plan_stories_of(tx, in_use)
        await drawing.story(tx, view)
        await record(tx, event, "set when it is due", story=story.id, before=before, after=after, now=now)
    return Answer(text)
