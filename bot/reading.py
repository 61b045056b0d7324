"""Reads a story: fetch, extract, write down what was found, owe the card and the threads.

1. What is true now: the story must still wait to be read.
2. The page is fetched and read, outside any transaction; people see how far it is.
3. One transaction: the story turns out to be another's (one canonical link), or repeats what the desk
   has, or gets its number, its claims and what is owed to people. Or it failed, and they are told why.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import drawing, owe, placement
from bot.errors import FailCode, PageFailed, PageUnreadable
from bot.extract.address import canonical
from bot.model.ids import StoryId
from bot.model.page import Document, Reading
from bot.model.story import Failure, Story, StoryState, Tip
from bot.model.task import Task
from bot.ports import Chats, Ledger, Pages, Reader, Step, Tx

MOST_TRIES = 3
PASTE_INSTEAD = "You can paste the article's text here instead."


async def read_story(
    task: Task,
    *,
    ledger: Ledger,
    pages: Pages,
    reader: Reader,
    chats: Chats,
    now: Callable[[], datetime],
) -> None:
    """Handles a task of kind `read`; safe to run twice."""
    story_id = StoryId(task.args["story"])
    async with ledger.look(task.workspace) as tx:
        story = await tx.stories.get(story_id)
        tips = await tx.stories.tips([story_id])
        text = await tx.stories.text(story_id)
    if story is None or story.state is not StoryState.READING:
        return

    async def progress(step: Step) -> None:
        for tip in tips:
            await chats(task.workspace).progress(tip.place, tip.message, step)

    try:
        if story.url is None:
            document = Document(body="\n".join(text).encode(), content_type="text/plain; charset=utf-8")
        else:
            await progress(Step.FETCHING)
            page = await pages.fetch(story.url)
            document = Document(body=page.body, content_type=page.content_type, url=page.final_url)
        reading = await reader.read(document, progress=progress)
    except PageFailed as failed:
        async with ledger.begin(task.workspace) as tx:
            await _failed(tx, story_id, failed, now=now())
    else:
        async with ledger.begin(task.workspace) as tx:
            await _read(tx, story_id, reading, now=now())


async def give_up(task: Task, *, ledger: Ledger, now: Callable[[], datetime]) -> None:
    """A reading that never came to an end for a reason nobody foresaw: people are told all the same."""
    async with ledger.begin(task.workspace) as tx:
        failed = PageUnreadable("Something went wrong here while this was read; the log says where.")
        await _failed(tx, StoryId(task.args["story"]), failed, now=now())


async def _failed(tx: Tx, story_id: StoryId, failed: PageFailed, *, now: datetime) -> None:
    story = await tx.stories.get(story_id)
    if story is None or story.state is not StoryState.READING:
        return
    tries = story.tries + 1
    retry_at = None
    if isinstance(failed, PageUnreadable) and failed.retry_after is not None and tries < MOST_TRIES:
        retry_at = now + timedelta(seconds=failed.retry_after)
    await tx.stories.save(
        replace(
            story,
            state=StoryState.FAILED,
            tries=tries,
            retry_at=retry_at,
            failure=Failure(code=failed.code, reason=failed.reason),
        )
    )
    for tip in await tx.stories.tips([story_id]):
        await drawing.mark_tip(tx, tip)
        await owe.whisper(tx, f"failed:{tip.id}", tip, _sentence(failed, retry_at, now), at=now)
        if tries == MOST_TRIES:
            words = f"{failed.reason} I tried {MOST_TRIES} times and leave it now. {PASTE_INSTEAD}"
            await owe.whisper(tx, f"gave-up:{tip.id}", tip, words, at=now)


def _sentence(failed: PageFailed, retry_at: datetime | None, now: datetime) -> str:
    if retry_at is not None:
        minutes = max(1, round((retry_at - now).total_seconds() / 60))
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        return f"{failed.reason} I will try again in {wait}. {PASTE_INSTEAD}"
    if failed.code is FailCode.UNREADABLE and "paste" not in failed.reason.lower():
        return f"{failed.reason} {PASTE_INSTEAD}"
    return failed.reason


async def _read(tx: Tx, story_id: StoryId, reading: Reading, *, now: datetime) -> None:
    story = await tx.stories.get(story_id)
    if story is None or story.state is not StoryState.READING:
        return
    tips = await tx.stories.tips([story_id])
    if await _merged(tx, story, tips, reading, now=now):
        return
    number = await tx.desks.next_number(story.place)
    article = replace(reading.article, paragraphs=())
    story = replace(
        story,
        state=StoryState.READ,
        number=number,
        article=article,
        failure=None,
        retry_at=None,
        read_at=now,
    )
    await tx.stories.save(story)
    await tx.stories.keep_text(story.id, reading.article.paragraphs, at=now)
    for tip in tips if story.tries else ():
        await drawing.mark_tip(tx, tip)
    await placement.place(tx, story, reading, tips, now=now)


async def _merged(tx: Tx, story: Story, tips: Sequence[Tip], reading: Reading, *, now: datetime) -> bool:
    """Whether the page names itself by an address that is another story's; then its tips go there."""
    if reading.article.canonical_url is None:
        return False
    address = canonical(reading.article.canonical_url)
    other = await tx.stories.by_address(story.place, address)
    if other is None or other.id == story.id:
        await tx.stories.name(story.id, story.place, address)
        return False
    if other.state is StoryState.FAILED:
        await tx.stories.move(other.id, into=story.id)
        await tx.stories.save(replace(other, state=StoryState.MERGED, same_as=story.id, retry_at=None))
        return False
    await tx.stories.move(story.id, into=other.id)
    await tx.stories.save(replace(story, state=StoryState.MERGED, same_as=other.id))
    if other.state is StoryState.READ:
        for tip in tips:
            await owe.again(tx, tip, other, at=now)
    return True
