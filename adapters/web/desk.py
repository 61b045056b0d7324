"""What stands on the desk's page: lines, cards, claims and notices in the order of time.

Gathered with few queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.web import own
from adapters.web.chat import WebChat
from adapters.web.events import ASKED
from adapters.web.items import CardItem, ClaimItem, Item, LineItem, PageView
from adapters.web.notices import notice_items
from adapters.web.people import PLACE
from bot import views
from bot.model.ids import ClaimId, MessageId, PostKey, StoryId
from bot.model.people import Person
from bot.model.post import Line, Post, PostKind
from bot.model.story import Story, StoryState, Tip
from bot.model.view import ClaimView, StoryView
from bot.ports import Tx
from bot.rules.brief import brief_now

WINDOW = 30
WIDEST = 600
WHISPERS = 5
SHOWN_UNDER = (PostKind.CARD, PostKind.LINE, PostKind.BRIEF)


async def desk_page(tx: Tx, *, person: Person, chat: WebChat, limit: int = WINDOW) -> PageView:
    """The newest `limit` items of the desk, oldest first, and what the bot told this person alone."""
    lines = await tx.lines.latest(PLACE, limit=limit + 1)
    roots = [post for post in await tx.posts.roots(PLACE, limit=limit + 1) if post.ref]
    asked = await _asked(tx, limit=limit + 1)
    notices = [post for post in await tx.posts.notices(PLACE, limit=limit + 1) if post.ref]
    heads: list[Line | Post] = sorted([*lines, *roots, *asked, *notices], key=_when)
    # What was posted in one go stays together: its order is known only once it has been read.
    since = [_when(head) for head in heads[-limit:][:1]]
    shown = [head for head in heads if _when(head) >= since[0]]
    posts = [head for head in shown if isinstance(head, Post)]
    items: list[Item] = [
        *await _threads(tx, [head for head in shown if isinstance(head, Line)], posts, person, chat),
        *await notice_items(tx, [post for post in posts if post.kind is PostKind.NOTICE]),
    ]
    return PageView(
        items=tuple(sorted(items, key=_place)),
        whispers=await _whispers(tx, person),
        recalls=await _recalls(tx, person),
        earlier=len(heads) > len(shown),
        desk=await tx.desks.get(PLACE),
    )


async def _threads(
    tx: Tx, lines: Sequence[Line], posts: Sequence[Post], person: Person, chat: WebChat
) -> list[Item]:
    """Lines, cards and claims, each with what stands under it."""
    messages = [line.id for line in lines]
    said = await tx.posts.under(PLACE, [*messages, *(MessageId(post.key) for post in posts)])
    under = _by_thread(post for post in said if post.ref and post.kind in SHOWN_UNDER)
    replies = await _replies(tx, posts)
    tips, read = await _tips(tx, messages)
    cards = await _cards(tx, [*posts, *(post for posts in under.values() for post in posts)])
    found = [_line(line, tips[line.id], read, under[line.id], cards, chat) for line in lines]
    heads = [_post(post, cards, replies[MessageId(post.key)], under[MessageId(post.key)]) for post in posts]
    return await _with_own(tx, [*found, *(item for item in heads if item is not None)], person)


async def _with_own(tx: Tx, items: Sequence[Item], person: Person) -> list[Item]:
    """The items, each claim with what this person did last on it."""
    claims = [item.claim for item in items if isinstance(item, ClaimItem)]
    acts = await own.newest(tx, claims, person)
    return [
        replace(item, own=acts.get(item.claim.claim.id)) if isinstance(item, ClaimItem) else item
        for item in items
    ]


async def _whispers(tx: Tx, person: Person) -> tuple[Post, ...]:
    return tuple(post for post in await tx.posts.whispers(person.id, limit=WHISPERS) if post.ref)


async def _recalls(tx: Tx, person: Person) -> tuple[Post, ...]:
    """What this person still has to answer, newest first."""
    asked = await tx.recalls.open_for(person.id)
    posts = [await tx.posts.get(PostKey(f"recall:{recall.id}")) for recall in asked]
    return tuple(post for post in posts if post is not None and post.ref)


def _when(head: Line | Post) -> datetime:
    return head.at if isinstance(head, Line) else head.owed_at


def _place(item: Item) -> tuple[datetime, int]:
    """Claims that were posted in one go stand in the order of their numbers."""
    if isinstance(item, LineItem):
        return (item.line.at, 0)
    return (item.post.owed_at, item.claim.appearance.number if isinstance(item, ClaimItem) else 0)


async def _asked(tx: Tx, *, limit: int) -> list[Post]:
    """Cards that a command brought."""
    newest = await tx.stories.newest(PLACE, limit=limit)
    cards = await tx.posts.of_stories([story.id for story in newest])
    return [post for post in cards if post.ref and (post.thread or "").startswith(ASKED)]


def _by_thread(posts: Iterable[Post]) -> dict[MessageId, list[Post]]:
    threads: dict[MessageId, list[Post]] = defaultdict(list)
    for post in posts:
        if post.thread is not None:
            threads[post.thread].append(post)
    return threads


async def _replies(tx: Tx, roots: Sequence[Post]) -> dict[MessageId, list[Line]]:
    threads: dict[MessageId, list[Line]] = defaultdict(list)
    for line in await tx.lines.under(PLACE, [MessageId(root.key) for root in roots]):
        if line.thread is not None:
            threads[line.thread].append(line)
    return threads


async def _tips(
    tx: Tx, messages: Sequence[MessageId]
) -> tuple[dict[MessageId, list[Tip]], Mapping[StoryId, Story]]:
    tips: dict[MessageId, list[Tip]] = defaultdict(list)
    found = await tx.stories.tips_at(PLACE, messages)
    for tip in found:
        tips[tip.message].append(tip)
    return tips, await tx.stories.many(list({tip.story for tip in found}))


async def _cards(tx: Tx, posts: Sequence[Post]) -> dict[StoryId, StoryView]:
    """The stories of these cards and claims, each with all its claims."""
    wanted = {post.story for post in posts if post.story and post.kind in (PostKind.CARD, PostKind.CLAIM)}
    stories = await tx.stories.many(list(wanted))
    return {view.story.id: view for view in await views.story_views(tx, list(stories.values()))}


def _line(
    line: Line,
    tips: Sequence[Tip],
    stories: Mapping[StoryId, Story],
    under: Sequence[Post],
    cards: Mapping[StoryId, StoryView],
    chat: WebChat,
) -> LineItem:
    states = [stories[tip.story].state for tip in tips if tip.story in stories]
    carded = [post.story for post in under if post.kind is PostKind.CARD and post.story]
    return LineItem(
        line=line,
        taken=bool(states),
        failed=bool(states) and all(state is StoryState.FAILED for state in states),
        reading=tuple(chat.step(line.id) for state in states if state is StoryState.READING),
        said=tuple(post for post in under if post.kind is PostKind.LINE),
        cards=tuple(cards[story] for story in carded if story in cards),
    )


def _said(post: Post, claim: ClaimView) -> Post:
    """A brief is drawn anew while its claim is disputed."""
    if post.kind is not PostKind.BRIEF:
        return post
    return replace(post, text=brief_now(post, claim))


def _post(
    post: Post, cards: Mapping[StoryId, StoryView], replies: Sequence[Line], under: Sequence[Post]
) -> Item | None:
    story = cards.get(post.story) if post.story else None
    if story is None:
        return None
    if post.kind is PostKind.CARD:
        return CardItem(post=post, card=story)
    claim = _claim(story, post.claim)
    if claim is None:
        return None
    return ClaimItem(
        post=post, claim=claim, replies=tuple(replies), said=tuple(_said(post, claim) for post in under)
    )


def _claim(story: StoryView, claim: ClaimId | None) -> ClaimView | None:
    return next((view for view in story.claims if view.claim.id == claim), None)
