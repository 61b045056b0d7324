"""The desk as one person sees it, drawn over the room's own ledger."""

import re
from typing import Any

from adapters.web import render
from adapters.web.chat import WebChat
from adapters.web.desk import desk_page
from adapters.web.items import PageView
from bot.model.ids import ClaimId
from bot.model.people import Person
from tests.adapters.web.running import ARTICLE, LINK
from tests.support.room import WORKSPACE, Room


async def page_of(room: Room, person: Person) -> PageView:
    """All that stands there for this person."""
    async with room.database.ledger.look(WORKSPACE) as tx:
        return await desk_page(tx, person=person, chat=WebChat())


async def article(room: Room, person: Person, claim: ClaimId) -> str:
    """The HTML of one claim."""
    parts = render.pieces(await page_of(room, person), person, now=room.time)
    return next(part.html for part in parts if part.id == render.dom_id("claim", claim))


async def card(room: Room, person: Person) -> str:
    """The HTML of the first story's card."""
    html = render.home(await page_of(room, person), person, now=room.time)
    found = re.search(r'<section class="story".*?</section>', html, re.DOTALL)
    assert found
    return found[0]


async def only_you(room: Room, person: Person) -> list[dict[str, Any]]:
    """What the bot told this person alone, as the page gets it."""
    return render.told(await page_of(room, person))


def names(html: str) -> list[str]:
    """The names of all buttons, in their order."""
    buttons = re.findall(r"<button [^>]*>(.*?)</button>", html, re.DOTALL)
    plain = [re.sub(r"<span[^>]*aria-hidden.*?</span>|<[^>]*>", "", button) for button in buttons]
    return [name.strip() for name in plain if name.strip()]


async def claims(room: Room) -> list[ClaimId]:
    """A story of seven claims, pasted by Rosa; the first is Marguerite Olander's, the rest the outlet's."""
    room.pages.pages[LINK] = ARTICLE
    await room.paste(LINK)
    await room.settle()
    (story,) = await room.stories()
    return [view.claim.id for view in story.claims]
