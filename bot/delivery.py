"""Posts what is owed: read what is true now, post it, write down where it stands."""

from collections.abc import Callable
from datetime import datetime

from bot import owe, views
from bot.model.ids import PostKey
from bot.model.post import Post, PostKind
from bot.model.task import Task
from bot.ports import Chats, Ledger, Tx
from bot.ports.chat import Content


async def deliver(task: Task, *, ledger: Ledger, chats: Chats, now: Callable[[], datetime]) -> None:
    """Handles a task of kind `deliver`; a second run looks before it posts again."""
    key = PostKey(task.args["post"])
    async with ledger.look(task.workspace) as tx:
        post = await tx.posts.get(key)
        if post is None or post.ref is not None:
            return
        content = await _content(tx, post)
    async with ledger.begin(task.workspace) as tx:
        if content is None:
            await tx.posts.forget(key)
            return
        tries = await tx.posts.tried(key)
    ref = await chats(task.workspace).post(post, content, again=tries > 1)
    async with ledger.begin(task.workspace) as tx:
        await tx.posts.posted(key, ref=ref, at=now())


async def _content(tx: Tx, post: Post) -> Content | None:
    """What the message shows now; None where it has become pointless."""
    if post.kind is PostKind.CARD and post.story is not None:
        return await views.story_view(tx, post.story)
    if post.kind is PostKind.CLAIM and post.claim is not None:
        view = await views.claim_view(tx, post.claim)
        return None if view.dismissed else view
    return post.text


async def sweep(*, ledger: Ledger, now: datetime) -> None:
    """Stories whose next try has come go back into the queue."""
    for workspace, story_id in await ledger.due(now):
        async with ledger.begin(workspace) as tx:
            await tx.stories.retry(story_id, now=now)
            await tx.tasks.enqueue(owe.reading(workspace, story_id))


async def watchdog(*, ledger: Ledger, before: datetime) -> None:
    """What is owed since `before` gets its task again, should it have lost it."""
    owed = await ledger.owed(before=before)
    for workspace, story_id in owed.stories:
        async with ledger.begin(workspace) as tx:
            await tx.tasks.enqueue(owe.reading(workspace, story_id))
    for workspace, key in owed.posts:
        async with ledger.begin(workspace) as tx:
            post = await tx.posts.get(key)
            if post is not None and post.ref is None:
                await tx.tasks.enqueue(owe.delivery(workspace, post))
