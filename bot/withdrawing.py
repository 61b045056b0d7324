"""Somebody deletes the message with which they brought a story: what nobody has touched goes with it."""

from datetime import datetime

from bot import drawing, placement, planning, views
from bot.events import MessageWithdrawn
from bot.model.ids import StoryId
from bot.model.story import StoryState
from bot.model.view import StoryView
from bot.ports import Ledger, Tx
from bot.record import record


async def withdraw(event: MessageWithdrawn, *, ledger: Ledger, now: datetime) -> None:
    """Takes away the card and the claims that nobody has touched; touched ones stay, without the words."""
    async with ledger.look(event.workspace) as tx:
        if not await tx.stories.tips_at(event.place, [event.message]):
            return
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return
        tips = await tx.stories.tips_at(event.place, [event.message])
        for tip in tips:
            await tx.stories.drop_tip(tip.id)
            await record(tx, event, "deleted the message", story=tip.story, now=now)
        for post in await tx.posts.under(event.place, [event.message]):
            if post.claim is None:
                await drawing.erase_post(tx, post)
        for story in dict.fromkeys(tip.story for tip in tips):
            await _story(tx, story, now=now)


async def _story(tx: Tx, story: StoryId, *, now: datetime) -> None:
    view = await views.story_view(tx, story)
    if view.tips:
        # Somebody else has brought it too: it stays, with a card at their message.
        had_card = view.story.state is StoryState.READ and view.story.same_as is None
        if had_card and not await tx.posts.of_stories([story]):
            await placement.card(tx, view.story, view.tips[0], now=now)
        return
    roots = await tx.posts.of_claims([one.claim.id for one in view.claims])
    for claim in view.claims:
        elsewhere = len({one.id for one in claim.stories}) > 1
        root = roots.get(claim.claim.id)
        if root is not None and not claim.status.in_play and not claim.dismissed and not elsewhere:
            await drawing.erase_post(tx, root)
    await _forget_words(tx, view, now=now)
    await planning.plan_story(tx, await views.story_view(tx, story))


async def _forget_words(tx: Tx, view: StoryView, *, now: datetime) -> None:
    """What a page says is public; what somebody pasted is theirs."""
    if view.story.url is None:
        await tx.stories.keep_text(view.story.id, [], at=now)
