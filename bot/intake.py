"""Takes what people paste: a message becomes tips, and a new link a story to read.

One transaction: the event is written down, the tip, the story, the task that reads it. A link whose story
the desk has already is answered with that story.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot import drawing, owe, placement, welcoming
from bot.errors import PageRefused
from bot.events import MessagePosted
from bot.extract.address import canonical, host_shown, readable
from bot.extract.links import links_in, looks_like_address
from bot.extract.skip import never_auto
from bot.model.desk import Desk, Mode
from bot.model.ids import StoryId, TipId, new_id
from bot.model.post import Line
from bot.model.story import Story, StoryState, Tip
from bot.model.text import clean, clean_lines, fingerprint
from bot.ports import Ledger, Tx
from bot.record import record

MOST_LINKS = 2
LONGEST_TEXT = 200_000
ARTICLE_WORDS = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message: its tips, and the hosts that were passed over."""

    tips: tuple[Tip, ...] = ()
    passed_over: tuple[str, ...] = ()


async def take_message(event: MessagePosted, *, ledger: Ledger, now: datetime) -> Taken:
    """Takes the links of a message, or its text where the platform keeps none. Raises PageRefused."""
    text = clean_lines(event.text)
    if not text:
        raise PageRefused("There is nothing to read in that: paste a link, or the text of an article.")
    if len(text) > LONGEST_TEXT:
        raise PageRefused("That text is longer than 200,000 characters; paste a part of it.")
    links = links_in(event.text)
    if not links and looks_like_address(text):
        raise PageRefused("That is not the address of a page: only http and https links can be read.")
    if not (links or event.kept_here or event.asked):
        # Most of what is said in a channel is not for the desk.
        return Taken()
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return Taken()
        desk = await tx.desks.get(event.place)
        if event.kept_here:
            await tx.lines.add(_line(event, text, now))
        if links and not (event.kept_here and _is_article(text, links)):
            return await _take_links(tx, event, desk, links, now)
        if event.kept_here or event.asked:
            return Taken(tips=(await _take_text(tx, event, desk, text, now),))
        return Taken()


def _is_article(text: str, links: tuple[str, ...]) -> bool:
    """An article pasted whole may hold links of its own; a message around a link is shorter."""
    return len(text.split()) - len(links) >= ARTICLE_WORDS


def _line(event: MessagePosted, text: str, now: datetime) -> Line:
    who = event.person
    return Line(id=event.message, place=event.place, person=who.id, name=who.name, text=text, at=now)


async def _take_links(
    tx: Tx, event: MessagePosted, desk: Desk, links: tuple[str, ...], now: datetime
) -> Taken:
    if not event.asked and desk.mode is Mode.ASKED:
        return Taken()
    had = {canonical(link) for link in links_in(event.before)}
    links = tuple(link for link in links if canonical(link) not in had)
    wanted = [link for link in links if event.asked or not never_auto(link, own=desk.own)]
    by_address = {canonical(link): link for link in reversed(wanted)}
    taken = list(by_address.items())[::-1][:MOST_LINKS]
    tips = [
        await _take(tx, event, desk, address=address, url=readable(link), pasted=link, now=now)
        for address, link in taken
    ]
    left = [link for address, link in list(by_address.items())[::-1][MOST_LINKS:]]
    if left:
        await owe.whisper(tx, f"rest:{tips[0].id}", tips[0], _offer(left), at=now)
    return Taken(
        tips=tuple(tips), passed_over=tuple(host_shown(link) for link in links if link not in wanted)
    )


def _offer(left: list[str]) -> str:
    return "The first two links of a message are taken. To have the others read too, send: " + " · ".join(
        f"/claims check {clean(link)}" for link in left[:10]
    )


async def _take_text(tx: Tx, event: MessagePosted, desk: Desk, text: str, now: datetime) -> Tip:
    address = "text:" + sha256(fingerprint(text).encode()).hexdigest()
    tip = await _take(tx, event, desk, address=address, url=None, pasted=None, now=now)
    if not await tx.stories.text(tip.story):
        await tx.stories.keep_text(tip.story, text.split("\n"), at=now)
    return tip


async def _take(
    tx: Tx,
    event: MessagePosted,
    desk: Desk,
    *,
    address: str,
    url: str | None,
    pasted: str | None,
    now: datetime,
) -> Tip:
    home = desk.feeds or desk.place
    story = await tx.stories.by_address(home, address)
    if story is None:
        story = Story(
            id=StoryId(new_id(now)),
            place=home,
            url=url,
            address=address,
            state=StoryState.READING,
            created_at=now,
        )
        await tx.stories.add(story)
        await tx.stories.name(story.id, home, address)
        await tx.tasks.enqueue(owe.reading(tx.workspace, story.id))
    elif story.state is StoryState.FAILED:
        story = replace(story, state=StoryState.READING, url=url, tries=0, retry_at=None, created_at=now)
        await tx.stories.save(story)
        await tx.tasks.enqueue(owe.reading(tx.workspace, story.id))
    tip = Tip(
        id=TipId(new_id(now)),
        story=story.id,
        place=event.place,
        message=event.message,
        person=event.person.id,
        name=event.person.name,
        pasted=pasted,
        at=event.at,
    )
    await tx.stories.add_tip(tip)
    if not event.kept_here:
        await drawing.mark_tip(tx, tip)
    await welcoming.hello(tx, event.person, event.place, at=now)
    if story.state is StoryState.READ and not await placement.bring_back(tx, story, tip, now=now):
        await owe.again(tx, tip, story, at=now)
    await record(tx, event, "pasted", story=story.id, now=now)
    return tip
