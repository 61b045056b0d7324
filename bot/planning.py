"""Plans what will be said of a claim or a story: made anew after every change, from what is true then."""

from collections.abc import Sequence
from datetime import datetime

from bot import views
from bot.model.ids import ClaimId, PlaceId, WorkspaceId
from bot.model.story import Story
from bot.model.task import LATE, Task
from bot.model.view import ClaimView, StoryView
from bot.ports import Ledger, Tx
from bot.rules import ladder
from bot.rules.calendar_of import calendar

REPLAN = "replan"
AT_ONCE, MOST = 20, 2_000


async def plan_claim(tx: Tx, view: ClaimView) -> None:
    """What its owner will be told."""
    wanted = []
    touched = view.status.owner_touched
    if touched is not None and not view.status.settled:
        taken = ladder.Taken(view.claim.id, view.claim.place, touched, view.due)
        wanted = ladder.of_claim(taken, calendar(view.desk))
    await tx.reminders.plan(wanted, claim=view.claim.id)


async def plan_story(tx: Tx, view: StoryView) -> None:
    """What the desk, its chiefs and those who use its claims will be told."""
    read_at = view.story.read_at
    if read_at is None:
        return
    desk = await tx.desks.get(view.story.place)
    wanted = ladder.of_story(
        view.story.id,
        view.story.place,
        read_at=read_at,
        # A copy of a text that is on the desk is not asked for once more.
        offers=view.story.same_as is None and bool(offers(view)),
        due=view.due,
        calendar=calendar(desk),
    )
    await tx.reminders.plan(wanted, story=view.story.id)


async def plan_offers(tx: Tx, story: Story, *, now: datetime) -> None:
    """The same of a story just read that is not due and whose claims are all new: nobody has touched one."""
    here = calendar(await tx.desks.get(story.place))
    wanted = ladder.of_story(story.id, story.place, read_at=now, offers=True, due=None, calendar=here)
    await tx.reminders.plan(wanted, story=story.id)


def offers(view: StoryView) -> list[ClaimView]:
    """Its posted claims that nobody has touched."""
    return [claim for claim in view.claims if claim.root and not claim.dismissed and not claim.status.in_play]


async def plan_stories_of(tx: Tx, claims: Sequence[ClaimId]) -> None:
    """The stories in which these claims appear, each once: what is asked of them hangs on their claims."""
    places = await tx.claims.appearances(claims)
    stories = await tx.stories.many(list(dict.fromkeys(place.story for place in places)))
    for view in await views.story_views(tx, list(stories.values())):
        await plan_story(tx, view)


def replanning(workspace: WorkspaceId, place: PlaceId) -> Task:
    """The task that plans all of a desk anew, after its settings changed."""
    return Task(
        workspace=workspace,
        kind=REPLAN,
        key=f"{REPLAN}:{place}",
        channel=f"{LATE}{REPLAN}:{workspace}/{place}",
        args={"place": place},
    )


async def replan(task: Task, *, ledger: Ledger) -> None:
    """Handles a task of kind `replan`, in parts, so that nobody waits for all of it."""
    place = PlaceId(task.args["place"])
    async with ledger.look(task.workspace) as tx:
        stories = [story.id for story in await tx.stories.newest(place, limit=MOST)]
    for start in range(0, len(stories), AT_ONCE):
        async with ledger.begin(task.workspace) as tx:
            found = await tx.stories.many(stories[start : start + AT_ONCE])
            for view in await views.story_views(tx, list(found.values())):
                for claim in view.claims:
                    if claim.status.owner is not None:
                        await plan_claim(tx, claim)
                await plan_story(tx, view)
