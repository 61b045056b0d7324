"""`/claims …`: every answer is private to the asker."""

import re
from collections.abc import Collection
from datetime import datetime

from bot import adjusting, digesting, dues, gates, lists, using, views
from bot.errors import NotThere
from bot.events import ClaimUsed, CommandGiven, DueSet, MessagePosted
from bot.extract.links import links_in
from bot.intake import take_message
from bot.model.answer import Answer
from bot.model.ids import PlaceId
from bot.model.story import Story
from bot.model.view import ClaimView
from bot.ports import Ledger, Roster, Tx

HELP = """/claims check URL: read a page, whatever kind of link it is
/claims open: the claims of this desk that nobody has settled
/claims mine: what you have taken
/claims vote: what is in play and waits for your vote
/claims disputed: where editors differ
/claims search WORDS: claims that hold all of these words
/claims show N: a story (12) or one claim of it (12.3)
/claims history N: all that was done with a claim
/claims use N [slug]: a piece of yours depends on this claim
/claims gate [N or slug]: can the story, or the piece, run?
/claims due [N] WHEN: when a story has to be settled (18:00, tomorrow 9, in 2h, none)
/claims digest: what changed and what waits
/claims recalls: changed verdicts that somebody has not answered for
/claims settings [name:value …]: how this desk works
/claims help: this list"""
_NUMBER = re.compile(r"(\d{1,9})(?:\.(\d{1,4}))?")


async def answer(event: CommandGiven, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """Does what the command says; raises NotThere, NotAllowed or PageRefused with a sentence."""
    word, _, rest = event.text.strip().partition(" ")
    match word.lower():
        case "" | "help":
            return Answer(HELP)
        case "check":
            return Answer(await _check(event, rest.strip(), ledger=ledger, now=now))
        case "use":
            return await _use(event, rest.strip(), ledger=ledger, roster=roster, now=now)
        case "due":
            return await _due(event, rest.strip(), ledger=ledger, now=now)
        case "gate":
            return Answer(await _gate(event, rest.strip(), ledger=ledger, roster=roster, now=now))
        case "settings":
            return Answer(await adjusting.adjust(event, rest, ledger=ledger, roster=roster, now=now))
        case _:
            async with ledger.look(event.workspace) as tx:
                return Answer(await _looked_up(tx, event, word, rest.strip(), roster=roster, now=now))


async def _looked_up(
    tx: Tx, event: CommandGiven, word: str, rest: str, *, roster: Roster, now: datetime
) -> str:
    match word.lower():
        case "open":
            return await lists.opened(tx, event)
        case "mine":
            return await lists.mine(tx, event, roster=roster)
        case "vote":
            return await lists.needs_my_vote(tx, event)
        case "disputed":
            return await lists.disputed(tx, event)
        case "search":
            return await lists.search(tx, event, rest, roster=roster)
        case "recalls":
            return await lists.recalls(tx, event)
        case "digest":
            return await digesting.so_far(tx, await tx.desks.get(event.place), now=now)
        case "show":
            return await _show(tx, event, rest)
        case "history":
            return await lists.history(tx, await _one(tx, event, rest))
        case _:
            raise NotThere(f"There is no command “{word[:40]}”. What there is:\n{HELP}")


async def _check(event: CommandGiven, rest: str, *, ledger: Ledger, now: datetime) -> str:
    if not links_in(rest):
        raise NotThere("Say which page: /claims check followed by its address.")
    asked = MessagePosted(
        **event.head(),
        message=event.message,
        text=rest,
        asked=True,
    )
    taken = await take_message(asked, ledger=ledger, now=now)
    return "Reading it." if taken.tips else ""


async def _use(event: CommandGiven, rest: str, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    number, _, slug = rest.partition(" ")
    async with ledger.look(event.workspace) as tx:
        view = await _one(tx, event, number)
    used = ClaimUsed(
        **event.head(),
        claim=view.claim.id,
        slug=slug,
    )
    return await using.use(used, ledger=ledger, roster=roster, now=now)


async def _due(event: CommandGiven, rest: str, *, ledger: Ledger, now: datetime) -> Answer:
    """`due 18:00` for the newest story, `due 12 18:00` for another; a claim's number names its story."""
    number, _, words = rest.partition(" ")
    if not (words.strip() and _NUMBER.fullmatch(number)):
        number, words = "", rest
    async with ledger.look(event.workspace) as tx:
        story, _ = await _numbered(tx, event, number)
    due = DueSet(
        **event.head(),
        story=story.id,
        words=words,
    )
    return await dues.set_due(due, ledger=ledger, now=now)


async def _gate(event: CommandGiven, rest: str, *, ledger: Ledger, roster: Roster, now: datetime) -> str:
    """A number is a story; any other word is the slug of a piece."""
    piece = rest if rest and not _NUMBER.fullmatch(rest) else None
    seen: Collection[PlaceId] = ()
    if piece is not None:
        async with ledger.look(event.workspace) as tx:
            places = await gates.places_of(tx, piece)
        seen = await roster.sees(event.workspace, event.person.id, places)
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            return ""
        if piece is not None:
            return await gates.of_piece(tx, event, piece, seen=seen, now=now)
        story, number = await _numbered(tx, event, rest)
        claim = await _claim(tx, story, number) if number is not None else None
        return await gates.of_story(tx, event, story, claim=claim, now=now)


async def _show(tx: Tx, event: CommandGiven, rest: str) -> str:
    story, number = await _numbered(tx, event, rest)
    if number is not None:
        return lists.line(await _claim(tx, story, number))
    (view,) = await views.story_views(tx, [story])
    head = f"Story {story.number}: {story.title}"
    return "\n".join([head, *(lists.line(claim) for claim in view.claims)])


async def _one(tx: Tx, event: CommandGiven, rest: str) -> ClaimView:
    """The claim that is named; a story alone will do where it has one claim."""
    story, number = await _numbered(tx, event, rest)
    if number is not None:
        return await _claim(tx, story, number)
    (view,) = await views.story_views(tx, [story])
    if len(view.claims) != 1:
        raise NotThere(f"Say which claim of story {story.number}: {story.number}.1, for example.")
    return view.claims[0]


async def _claim(tx: Tx, story: Story, number: int) -> ClaimView:
    (view,) = await views.story_views(tx, [story])
    for claim in view.claims:
        if claim.appearance.number == number:
            return claim
    raise NotThere(f"Story {story.number} has no claim {number}.")


async def _numbered(tx: Tx, event: CommandGiven, rest: str) -> tuple[Story, int | None]:
    """The story that is named, else the desk's newest."""
    if not rest:
        newest = await tx.stories.newest(event.place, limit=1)
        if not newest:
            raise NotThere("There is no story on this desk yet.")
        return newest[0], None
    match = _NUMBER.fullmatch(rest)
    if match is None:
        raise NotThere("Say a number as on the card: 12 for a story, 12.3 for its third claim.")
    story = await tx.stories.by_number(event.place, int(match[1]))
    if story is None:
        raise NotThere(f"There is no story {match[1]} on this desk.")
    return story, int(match[2]) if match[2] else None
