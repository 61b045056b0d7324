"""What the bot said to the whole desk, made ready to stand among what people said."""

from collections.abc import Sequence
from itertools import zip_longest

from adapters.web.items import NoticeItem
from bot.model.ids import ClaimId
from bot.model.post import Post
from bot.ports import Tx


async def notice_items(tx: Tx, posts: Sequence[Post]) -> list[NoticeItem]:
    """Each notice with its lines; a line leads to its claim where that has a thread."""
    named = [ClaimId(claim) for post in posts for claim in post.about if claim]
    threads = await tx.posts.of_claims(list(dict.fromkeys(named))) if named else {}
    return [
        NoticeItem(
            post=post,
            lines=tuple(
                (line, ClaimId(claim) if ClaimId(claim) in threads else None)
                for line, claim in zip_longest(_lines(post), post.about[: len(_lines(post))], fillvalue="")
            ),
        )
        for post in posts
    ]


def _lines(post: Post) -> list[str]:
    return (post.text or "").split("\n")
