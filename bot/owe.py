"""Owing: a row and its task, in one transaction. Every message of the bot begins here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.model.claim import Claim
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey, StoryId, WorkspaceId
from bot.model.post import Post, PostKind
from bot.model.story import Story, Tip
from bot.model.task import LATE, Task
from bot.model.text import quoted
from bot.ports import Tx

READ = "read"
# How the key of a message begins that is of no use some time after it was owed.
REMINDS = "remind:"
PRESSING = f"{REMINDS}due:"
DELIVER = "deliver"
# How the key of a root begins: the thread of a message may be named by it before it is posted.
ROOT, CARD = "claim:", "card:"


async def post(tx: Tx, message: Post) -> None:
    """Owes a message once; a key that is owed or posted already changes nothing."""
    if await tx.posts.owe(message):
        await tx.tasks.enqueue(delivery(tx.workspace, message))


def delivery(workspace: WorkspaceId, message: Post) -> Task:
    """The task that posts this message, in the order of its place."""
    return Task(
        workspace=workspace,
        kind=DELIVER,
        key=f"{DELIVER}:{message.key}",
        channel=channel(workspace, message.place),
        args={"post": message.key},
    )


def channel(workspace: WorkspaceId, place: PlaceId) -> str:
    """Where what is posted at a place waits its turn."""
    return f"{workspace}/{place}"


def anew(message: Post) -> Post:
    """The same message, as if nobody had tried to post it."""
    return replace(message, tries=0, refused=None, ref=None, posted_at=None)


def reading(workspace: WorkspaceId, story: StoryId) -> Task:
    """The task that reads this story, in a channel of its own: a slow page holds up no other."""
    return Task(
        workspace=workspace,
        kind=READ,
        key=f"{READ}:{story}",
        channel=f"{LATE}{READ}:{story}",
        args={"story": story},
    )


async def again(tx: Tx, tip: Tip, story: Story, *, at: datetime) -> None:
    """The one reply at a link that the desk has already; for whoever asked by command, alone."""
    words = f"Already on the desk: story {story.number}, {quoted(story.title)}."
    if tip.message:
        await line(tx, f"again:{tip.id}", tip, story, words, at=at)
    else:
        await whisper(tx, f"again:{tip.id}", tip, words, at=at)


async def line(tx: Tx, key: str, tip: Tip, story: Story, text: str, *, at: datetime) -> None:
    """One line under a person's message, which speaks of a story."""
    await post(
        tx,
        Post(
            key=PostKey(key),
            place=tip.place,
            kind=PostKind.LINE,
            owed_at=at,
            thread=tip.message or None,
            story=story.id,
            text=text,
        ),
    )


async def thread_line(
    tx: Tx, key: str, claim: Claim, text: str, *, at: datetime, kind: PostKind = PostKind.LINE
) -> None:
    """One line, or a brief, in the thread of a claim, where it has one."""
    root = (await tx.posts.of_claims([claim.id])).get(claim.id)
    if root is None:
        return
    await post(
        tx,
        Post(
            key=PostKey(key),
            place=claim.place,
            kind=kind,
            owed_at=at,
            thread=root.thread or MessageId(root.key),
            claim=claim.id,
            text=text,
        ),
    )


async def notice(
    tx: Tx, key: str, place: PlaceId, text: str, *, at: datetime, about: Sequence[str] = ()
) -> None:
    """Something for the whole desk, at its top level; `about` names the claim of each line."""
    await post(
        tx,
        Post(key=PostKey(key), place=place, kind=PostKind.NOTICE, owed_at=at, text=text, about=tuple(about)),
    )


async def tell(
    tx: Tx,
    key: str,
    person: PersonId,
    place: PlaceId,
    text: str,
    *,
    at: datetime,
    claim: ClaimId | None = None,
    recall: str | None = None,
) -> None:
    """Something for one person alone that nobody asked for; with `recall` it waits for an answer."""
    await post(
        tx,
        Post(
            key=PostKey(key),
            place=place,
            kind=PostKind.RECALL if recall else PostKind.TOLD,
            owed_at=at,
            claim=claim,
            text=text,
            to=person,
            recall=recall,
        ),
    )


async def aside(tx: Tx, key: str, person: PersonId, place: PlaceId, text: str, *, at: datetime) -> None:
    """Something for one person alone that goes with what they just did, and may vanish."""
    await post(
        tx, Post(key=PostKey(key), place=place, kind=PostKind.WHISPER, owed_at=at, text=text, to=person)
    )


async def whisper(tx: Tx, key: str, tip: Tip, text: str, *, at: datetime) -> None:
    """A sentence for the person who pasted, alone."""
    await post(
        tx,
        Post(
            key=PostKey(key),
            place=tip.place,
            kind=PostKind.WHISPER,
            owed_at=at,
            thread=tip.message or None,
            story=tip.story,
            text=text,
            to=tip.person,
        ),
    )
