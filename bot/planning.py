"""Plans what will be said of a claim or a story: made anew after every change, from what is true then."""

from bot import views
from bot.model.ids import PlaceId, StoryId, WorkspaceId
from bot.model.task import LATE, Task
from bot.model.view import ClaimView, StoryView
from bot.ports import Ledger, Tx
from bot.rules import ladder
from bot.rules.calendar_of import calendar

REPLAN = "replan"
AT_ONCE, MOST = 20, 2_000


async def plan_claim(tx: Tx, view: ClaimView) -> None:
    """What its owner will be told."""
    owner = view.status.owner
    wanted = []
    if owner is not None and owner.owner is not None and not view.status.settled:
        touched = max(owner.at, view.status.touched.get(owner.owner, owner.at))
        taken = ladder.Taken(view.claim.id, view.claim.place, touched, view.due)
        wanted = ladder.of_claim(taken, calendar(view.desk))
    await tx.reminders.plan(wanted, claim=view.claim.id)


async def plan_story(tx: Tx, story: StoryId) -> None:
    """What the desk, its chiefs and those who use its claims will be told."""
    view = await views.story_view(tx, story)
    read_at = view.story.read_at
    if read_at is None:
        return
    desk = await tx.desks.get(view.story.place)
    wanted = ladder.of_story(
        story,
        view.story.place,
        read_at=read_at,
        # A copy of a text that is on the desk is not asked for once more.
        offers=view.story.same_as is None and bool(offers(view)),
        due=view.due,
        calendar=calendar(desk),
    )
    await tx.reminders.plan(wanted, story=story)


def offers(view: StoryView) -> list[ClaimView]:
    """Its posted claims that nobody has touched."""
    return [claim for claim in view.claims if claim.root and not claim.dismissed and not claim.status.in_play]


async def plan_stories_of(tx: Tx, view: ClaimView) -> None:
    """The stories in which a claim appears, after somebody began or ended to use it."""
    for appearance in await tx.claims.appearances([view.claim.id]):
        await plan_story(tx, appearance.story)


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
                await plan_story(tx, view.story.id)
