"""What stands somewhere and has changed is drawn anew; what should not stand there is taken away.

Owed like everything else: a task that waits is not queued twice, so that many votes at once are one edit.
"""

import logging
from collections.abc import Iterable, Sequence

from bot import owe, views
from bot.errors import ChatGone, ChatRefused
from bot.model.ids import MessageId, PlaceId, PostKey, StoryId, TipId
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
    await _redraw(tx, view.root, view.claim.place, stands=view.stands is not None)
    if cards:
        await cards_of(tx, [one.id for one in view.stories])


async def cards_of(tx: Tx, stories: Sequence[StoryId]) -> None:
    """The cards of stories of which something changed."""
    await _all(tx, await tx.posts.of_stories(stories))


async def story(tx: Tx, view: StoryView) -> None:
    """A story's card and the roots of its claims."""
    await cards_of(tx, [view.story.id])
    await _all(tx, (await tx.posts.of_claims([one.claim.id for one in view.claims])).values())


async def _all(tx: Tx, posts: Iterable[Post]) -> None:
    for post in posts:
        if not post.live:
            await _redraw(tx, post.key, post.place, stands=post.ref is not None)


async def _redraw(tx: Tx, key: PostKey, place: PlaceId, *, stands: bool) -> None:
    await tx.tasks.enqueue(
        Task(
            workspace=tx.workspace,
            kind=REDRAW,
            key=f"{REDRAW}:{key}",
            # After its posting, which may be under way, and beside what is posted next.
            channel=f"{REDRAW}:{key}" if stands else owe.channel(tx.workspace, place),
            args={"post": key},
        )
    )


async def redraw(task: Task, *, ledger: Ledger, chats: Chats) -> None:
    """Handles a task of kind `redraw`."""
    async with ledger.look(task.workspace) as tx:
        post = await tx.posts.get(PostKey(task.args["post"]))
        if post is None or post.ref is None or post.live:
            return
        content = await current(tx, post)
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


async def current(tx: Tx, post: Post) -> Content | None:
    """What a card or a claim shows now; None for all else, which stays as it was said."""
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
        key = f"{MARK}:{tip.place}:{tip.message}"
        task = Task(workspace=tx.workspace, kind=MARK, key=key, channel=key, args={"tip": tip.id})
        await tx.tasks.enqueue(task)


async def mark(task: Task, *, ledger: Ledger, chats: Chats) -> None:
    """Handles a task of kind `mark`: one mark a message, unreadable only if none of its pages was read."""
    async with ledger.look(task.workspace) as tx:
        tip = await tx.stories.tip(TipId(task.args["tip"]))
        if tip is None:
            return
        tips = await tx.stories.tips_at(tip.place, [tip.message])
        stories = await tx.stories.many([one.story for one in tips])
    failed = all(one.state is StoryState.FAILED for one in stories.values())
    try:
        await chats(task.workspace).mark(tip.place, tip.message, Mark.UNREADABLE if failed else Mark.TAKEN)
    except ChatRefused as why:
        _log.error("message %s of %s has no mark: %s", tip.message, task.workspace, why.reason)
