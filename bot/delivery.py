"""Posts what is owed: read what is true now, post it, write down where it stands."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import zip_longest

from bot import digesting, drawing, owe, refusing, reminding, telling, views
from bot.errors import ChatFailed, ChatRefused, ClaimdeskError
from bot.model.ids import ClaimId, MessageId, PostKey
from bot.model.post import Post, PostKind
from bot.model.task import Task
from bot.model.view import ClaimView
from bot.ports import Chats, Ledger, Rosters, Tx
from bot.ports.chat import Content
from bot.rules.brief import brief_now

STALE = timedelta(minutes=30)
_log = logging.getLogger(__name__)


async def deliver(task: Task, *, ledger: Ledger, chats: Chats, now: Callable[[], datetime]) -> None:
    """Handles a task of kind `deliver`; a second run looks before it posts again."""
    key = PostKey(task.args["post"])
    async with ledger.look(task.workspace) as tx:
        post = await tx.posts.get(key)
        if post is None or post.ref is not None or post.refused is not None:
            return
        stale = post.key.startswith(owe.PRESSING) and now() - post.owed_at > STALE
        content = None if stale else await _content(tx, post)
        there, thread = await _thread(tx, post)
    async with ledger.begin(task.workspace) as tx:
        if content is None or not there:
            await tx.posts.forget(key)
            return
        tries = await tx.posts.tried(key)
    try:
        ref = await chats(task.workspace).post(replace(post, thread=thread), content, again=tries > 1)
    except ChatRefused as why:
        async with ledger.begin(task.workspace) as tx:
            await refusing.refuse(tx, post, why, now=now())
        return
    async with ledger.begin(task.workspace) as tx:
        await _stands(tx, replace(post, ref=ref), now=now())


async def _thread(tx: Tx, post: Post) -> tuple[bool, MessageId | None]:
    """Whether the thread it belongs to is there, and the message that begins it."""
    named = post.thread
    if named is None or not named.startswith((owe.ROOT, owe.CARD)):
        return True, named
    root = await tx.posts.get(PostKey(named))
    if root is None or root.refused is not None:
        return False, None
    if root.ref is None:
        raise ChatFailed("Its thread is not there yet.")
    return True, root.ref


async def _stands(tx: Tx, post: Post, *, now: datetime) -> None:
    """Writes down where it stands; what was taken back while it was posted goes again."""
    assert post.ref is not None
    if not await tx.posts.posted(post.key, ref=post.ref, at=now):
        if not post.live and not post.kind.alone:
            await drawing.erase_message(tx, post.place, post.ref)
    elif post.kind is PostKind.CLAIM and post.claim is not None and not post.live:
        # The card leads to the threads that are there.
        await drawing.cards_of(tx, [one.story for one in await tx.claims.appearances([post.claim])])


async def _reminds_of(tx: Tx, post: Post) -> str | None:
    """What is left of a reminder: nothing is said of a claim that was settled since it was owed."""
    if post.kind is not PostKind.NOTICE:
        settled = post.claim is not None and (await views.claim_view(tx, post.claim)).status.settled
        return None if settled else post.text
    claims = [ClaimId(one) for one in post.about if one]
    gone = {view.claim.id for view in await views.views_of(tx, claims) if view.status.settled}
    lines = zip_longest((post.text or "").split("\n"), post.about, fillvalue="")
    return "\n".join(line for line, claim in lines if claim not in gone) or None


async def _content(tx: Tx, post: Post) -> Content | None:
    """What the message shows now; None where it has become pointless."""
    content = await drawing.current(tx, post)
    if content is not None:
        return None if isinstance(content, ClaimView) and content.dismissed else content
    if post.kind is PostKind.BRIEF and post.claim is not None:
        # A reason is often given a moment after the click that made it disputed.
        return brief_now(post, await views.claim_view(tx, post.claim))
    if post.key.startswith(owe.REMINDS):
        return await _reminds_of(tx, post)
    if post.kind is PostKind.RECALL and post.recall is not None:
        recall = await tx.recalls.get(post.recall)
        return post.text if recall is not None and recall.answer is None else None
    return post.text


async def sweep(*, ledger: Ledger, rosters: Rosters, now: datetime) -> None:
    """What has come to its time: stories to try again, news, reminders, digests."""
    due = await ledger.due(now, quiet=telling.QUIET)
    for workspace, story_id in due.stories:
        async with ledger.begin(workspace) as tx:
            await tx.stories.retry(story_id, now=now)
            await tx.tasks.enqueue(owe.reading(workspace, story_id))
    for workspace, person in due.news:
        await _go_on(telling.tell(workspace, person, ledger=ledger, now=now))
    for workspace, place in due.reminders:
        roster = rosters(workspace)
        await _go_on(reminding.remind(workspace, place, ledger=ledger, roster=roster, now=now))
    for workspace, place in due.digests:
        await _go_on(digesting.ring(workspace, place, ledger=ledger, now=now))


async def _go_on(one: Awaitable[None]) -> None:
    """What one desk cannot be told now is told at the next sweep; the others do not wait for it."""
    try:
        await one
    except (ClaimdeskError, OSError) as wrong:
        _log.warning("a desk is left for the next sweep: %s", type(wrong).__name__)


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
