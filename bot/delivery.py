"""Posts what is owed: read what is true now, post it, write down where it stands."""

from collections.abc import Callable
from datetime import datetime

from bot import owe, telling, views
from bot.model.ids import PostKey
from bot.model.post import Post, PostKind
from bot.model.task import Task
from bot.ports import Chats, Ledger, Tx
from bot.ports.chat import Content
from bot.rules.brief import brief_now


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
    if post.kind is PostKind.BRIEF and post.claim is not None:
        # A reason is often given a moment after the click that made it disputed.
        return brief_now(post, await views.claim_view(tx, post.claim))
    if post.kind is PostKind.RECALL and post.recall is not None:
        recall = await tx.recalls.get(post.recall)
        return post.text if recall is not None and recall.answer is None else None
    return post.text


async def sweep(*, ledger: Ledger, now: datetime) -> None:
    """Stories whose next try has come go back into the queue; people hear what happened."""
    due = await ledger.due(now, quiet=telling.QUIET)
    for workspace, story_id in due.stories:
        async with ledger.begin(workspace) as tx:
            await tx.stories.retry(story_id, now=now)
            await tx.tasks.enqueue(owe.reading(workspace, story_id))
    for workspace, person in due.news:
        await telling.tell(workspace, person, ledger=ledger, now=now)


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
