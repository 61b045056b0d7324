"""What a platform will not take: nobody tries any more, and somebody who can mend it is told."""

import logging
from datetime import datetime

from bot import owe
from bot.errors import ChatGone, ChatRefused
from bot.model.ids import PersonId, PlaceId
from bot.model.post import Post
from bot.ports import Tx

_log = logging.getLogger(__name__)
MOST = 200


async def refuse(tx: Tx, post: Post, why: ChatRefused, *, now: datetime) -> None:
    """Puts a message aside. Its key in the log and in `doctor` is all that an operator needs to find it."""
    await tx.posts.refused(post.key, why=why.reason)
    _log.error("message %s of %s is refused: %s", post.key, tx.workspace, why.reason)
    if post.kind.alone or isinstance(why, ChatGone):
        # Who cannot be told this cannot be told that either; whoever deleted a thread knows.
        return
    for person in await _who(tx, post):
        # Once a day for each reason, however many messages wait.
        key = f"refused:{post.place}:{person}:{now.date()}:{why.reason[:60]}"
        await owe.tell(tx, key, person, post.place, why.reason, at=now)


async def _who(tx: Tx, post: Post) -> list[PersonId]:
    """Whoever waits for it, and whoever brought the bot there."""
    stories = [post.story] if post.story else []
    waiting = [tip.person for tip in await tx.stories.tips(stories)][-1:]
    added_by = (await tx.desks.get(post.place)).added_by
    return list(dict.fromkeys([*waiting, *([added_by] if added_by else [])]))


async def try_again(
    tx: Tx, place: PlaceId | None = None, *, why: str | None = None, limit: int = MOST
) -> None:
    """What was refused is owed anew: the bot is back at a place, or what was in the way is gone."""
    for post in await tx.posts.refusals(place, limit=limit):
        if why in (None, post.refused):
            await tx.posts.forget(post.key)
            await owe.post(tx, owe.anew(post))
