"""What stands somewhere and has changed is drawn anew; what should not stand there is taken away.

Owed like everything else: a task that waits is not queued twice, so that many votes at once are one edit.
"""

import logging

from bot import owe, views
from bot.errors import ChatGone, ChatRefused
from bot.model.ids import ClaimId, MessageId, PlaceId, PostKey, StoryId, WorkspaceId
from bot.model.post import Post, PostKind
from bot.model.story import StoryState, Tip
from bot.model.task import Task
from bot.model.view import ClaimView, StoryView
from bot.ports import Chats, Ledger, Mark, Tx
from bot.ports.chat import Content

_log = logging.getLogger(__name__)
REDRAW, ERASE, MARK = "redraw", "erase", "mark"


async def claim(tx: Tx, view: ClaimView, *, cards: bool) -> None:
    """The root of a claim that changed; with `cards`, also the cards of the stories that it stands in."""
    if view.root is None or str(view.stands) == view.root:
        return
    root = await tx.posts.get(view.root)
    if root is None or root.live:
        return
    await _redraw(tx, root)
    if cards:
        await cards_of(tx, view.claim.id)


async def cards_of(tx: Tx, claim_id: ClaimId) -> None:
    """The cards of the stories in which a claim appears."""
    for story in dict.fromkeys(place.story for place in await tx.claims.appearances([claim_id])):
        await card(tx, story)


async def card(tx: Tx, story: StoryId) -> None:
    """The card of a story that changed."""
    for post in await tx.posts.of_stories([story]):
        if not post.live:
            await _redraw(tx, post)


async def story(tx: Tx, view: StoryView) -> None:
    """A story's card and the roots of its claims."""
    await card(tx, view.story.id)
    for root in (await tx.posts.of_claims([one.claim.id for one in view.claims])).values():
        if not root.live:
            await _redraw(tx, root)


async def _redraw(tx: Tx, post: Post) -> None:
    await tx.tasks.enqueue(
        Task(
            workspace=tx.workspace,
            kind=REDRAW,
            key=f"{REDRAW}:{post.key}",
            # After its posting, which may be under way, and beside what is posted next.
            channel=owe.channel(tx.workspace, post.place) if post.ref is None else f"{REDRAW}:{post.key}",
            args={"post": post.key},
        )
    )


async def redraw(task: Task, *, ledger: Ledger, chats: Chats) -> None:
    """Handles a task of kind `redraw`."""
    async with ledger.look(task.workspace) as tx:
        post = await tx.posts.get(PostKey(task.args["post"]))
        if post is None or post.ref is None or post.live:
            return
        content = await _now(tx, post)
    if content is None:
        return
    try:
        await chats(task.workspace).edit(post, content)
    except ChatGone:
        async with ledger.begin(task.workspace) as tx:
            await _replace(tx, post)
    except ChatRefused as why:
        # It stays as it was drawn last; whoever waits for something is told when that cannot be posted.
        _log.error("message %s of %s cannot be drawn anew: %s", post.key, task.workspace, why.reason)


async def _now(tx: Tx, post: Post) -> Content | None:
    if post.kind is PostKind.CARD and post.story is not None:
        return await views.story_view(tx, post.story)
    if post.kind is PostKind.CLAIM and post.claim is not None:
        return await views.claim_view(tx, post.claim)
    return None


async def _replace(tx: Tx, post: Post) -> None:
    """Somebody has deleted it. A claim that people work on gets a new thread; anything else stays away."""
    if post.kind is not PostKind.CLAIM or post.claim is None:
        return
    await tx.posts.forget(post.key)
    view = await views.claim_view(tx, post.claim)
    if view.status.in_play and not view.dismissed:
        await owe.post(tx, owe.anew(post))


async def erase_post(tx: Tx, post: Post) -> None:
    """Takes back a message that was owed: it is owed no more, and goes where it stands."""
    await tx.posts.forget(post.key)
    if post.ref is not None and not post.live:
        await erase_message(tx, post.place, post.ref)


async def erase_message(tx: Tx, place: PlaceId, message: MessageId) -> None:
    """Owes the taking away of one of the bot's own messages."""
    await tx.tasks.enqueue(
        Task(
            workspace=tx.workspace,
            kind=ERASE,
            key=f"{ERASE}:{place}:{message}",
            channel=owe.channel(tx.workspace, place),
            args={"place": place, "message": message},
        )
    )


async def erase(task: Task, *, chats: Chats) -> None:
    """Handles a task of kind `erase`."""
    place, message = PlaceId(task.args["place"]), MessageId(task.args["message"])
    try:
        await chats(task.workspace).delete(place, message)
    except ChatRefused as why:
        _log.error("message %s of %s cannot be taken away: %s", message, task.workspace, why.reason)


async def mark_tip(tx: Tx, tip: Tip) -> None:
    """Owes the mark on the message of a tip, in a channel of its own: nothing holds it up."""
    if tip.message:
        await tx.tasks.enqueue(marking(tx.workspace, tip))


def marking(workspace: WorkspaceId, tip: Tip) -> Task:
    """The task that marks a tip's message."""
    key = f"{MARK}:{tip.place}:{tip.message}"
    return Task(workspace=workspace, kind=MARK, key=key, channel=key, args={"tip": tip.id})


async def mark(task: Task, *, ledger: Ledger, chats: Chats) -> None:
    """Handles a task of kind `mark`: one mark a message, unreadable only if none of its pages was read."""
    async with ledger.look(task.workspace) as tx:
        tip = await tx.stories.tip(owe.tip_of(task))
        if tip is None:
            return
        tips = await tx.stories.tips_at(tip.place, [tip.message])
        stories = await tx.stories.many([one.story for one in tips])
    failed = all(one.state is StoryState.FAILED for one in stories.values())
    try:
        await chats(task.workspace).mark(tip.place, tip.message, Mark.UNREADABLE if failed else Mark.TAKEN)
    except ChatRefused as why:
        _log.error("message %s of %s has no mark: %s", tip.message, task.workspace, why.reason)
