"""`/claims …`: every answer is private to the asker."""

import re
from datetime import datetime

from bot import views
from bot.errors import NotThere
from bot.events import CommandGiven, MessagePosted
from bot.extract.links import links_in
from bot.intake import take_message
from bot.model.page import Source
from bot.model.story import Story
from bot.model.view import ClaimView
from bot.ports import Ledger, Tx

HELP = """/claims check URL: read a page, whatever kind of link it is
/claims open: the claims of this desk that nobody has settled
/claims show N: a story (12) or one claim of it (12.3)
/claims help: this list"""
LISTED = 20
LOOKED_AT = 40
_NUMBER = re.compile(r"(\d{1,9})(?:\.(\d{1,4}))?")


async def answer(event: CommandGiven, *, ledger: Ledger, now: datetime) -> str:
    """Does what the command says; raises NotThere or PageRefused with a sentence."""
    word, _, rest = event.text.strip().partition(" ")
    match word.lower():
        case "" | "help":
            return HELP
        case "check":
            return await _check(event, rest.strip(), ledger=ledger, now=now)
        case "open":
            async with ledger.look(event.workspace) as tx:
                return await _open(tx, event)
        case "show":
            async with ledger.look(event.workspace) as tx:
                return await _show(tx, event, rest.strip())
        case _:
            raise NotThere(f"There is no command “{word[:40]}”. What there is:\n{HELP}")


async def _check(event: CommandGiven, rest: str, *, ledger: Ledger, now: datetime) -> str:
    if not links_in(rest):
        raise NotThere("Say which page: /claims check followed by its address.")
    asked = MessagePosted(
        id=event.id,
        workspace=event.workspace,
        place=event.place,
        person=event.person,
        at=event.at,
        message=event.message,
        text=rest,
        asked=True,
    )
    taken = await take_message(asked, ledger=ledger, now=now)
    return "Reading it." if taken.tips else ""


async def _open(tx: Tx, event: CommandGiven) -> str:
    roots = await tx.posts.roots(event.place, limit=LOOKED_AT)
    claims = [root.claim for root in roots if root.claim is not None]
    opened = [view for view in await views.views_of(tx, claims) if not view.dismissed]
    # Roots of one story were posted in one moment: newest story first, its claims by number.
    opened.sort(key=lambda view: (-(view.story.number or 0), view.appearance.number))
    listed = [_line(view) for view in opened]
    if not listed:
        return "Nothing is open on this desk."
    more = "\nand older ones" if len(listed) > LISTED else ""
    return "\n".join(listed[:LISTED]) + more


async def _show(tx: Tx, event: CommandGiven, rest: str) -> str:
    story, number = await _numbered(tx, event, rest)
    (view,) = await views.story_views(tx, [story])
    if number is None:
        title = story.article.title if story.article else story.address
        head = f"Story {story.number}: {title}"
        return "\n".join([head, *(_line(claim) for claim in view.claims)])
    for claim in view.claims:
        if claim.appearance.number == number:
            return _line(claim)
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


def _line(view: ClaimView) -> str:
    claim = view.claim
    who = claim.speaker or {Source.OUTLET: "the outlet's own voice", Source.UNNAMED: "no source named"}.get(
        claim.source, claim.source
    )
    return f"{view.label} · {view.state} · {claim.text} ({who})"
