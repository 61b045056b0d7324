"""App Home: what waits for one person, on every desk that they see."""

from collections.abc import Callable, Iterator, Sequence

from adapters.slack.render.words import (
    Json,
    between,
    bullets,
    link,
    moment,
    plain,
    rich,
    rich_of,
    said,
    styled,
)
from adapters.slack.values import pack
from bot.home import Home, HomeDesk, Item, Part
from bot.model.ids import MessageId, PlaceId
from bot.model.text import cut

Link = Callable[[PlaceId, MessageId], str | None]
QUOTED, STATE, NAME, WHY = 160, 120, 80, 160
# With three parts of three blocks each, a view stays far below its hundred.
MOST_DESKS = 60


def home(home: Home, *, link: Link = lambda place, message: None) -> Json:
    """The view; `link` gives the address of a message, so that a claim leads to its thread."""
    return {"type": "home", "blocks": list(_blocks(home, link))}


def _blocks(home: Home, link: Link) -> Iterator[Json]:
    yield from _part("Needs you", home.needs, link, "Nothing waits for you.")
    yield from _part("At risk", home.at_risk, link, "Nothing in use or due soon is open.")
    yield from _part("Disputed", home.disputed, link, "Editors agree everywhere.")
    yield {"type": "header", "text": plain("Desks")}
    if not home.desks:
        invite = "There is no desk that you see. Invite Claimdesk to a channel: /invite @Claimdesk"
        yield rich([styled(invite, italic=True)])
    for one in home.desks[:MOST_DESKS]:
        yield _desk(one)
    if more := home.more + len(home.desks[MOST_DESKS:]):
        yield rich([styled(f"and {more} more", italic=True)])


def _part(name: str, part: Part, link: Link, none: str) -> Iterator[Json]:
    head = f"{name} ({part.count})" if part.count else name
    yield {"type": "header", "text": plain(head)}
    if not part.items:
        yield rich([styled(none, italic=True)])
        return
    yield rich_of([bullets(_line(item, link) for item in part.items)])
    if part.count > len(part.items):
        yield rich([styled(f"and {part.count - len(part.items)} more: /claims open", italic=True)])


def _line(item: Item, address: Link) -> Sequence[Json]:
    """Where, how it stands, what it asks for and when it is due, then the sentence."""
    view = item.view
    where = address(view.claim.place, view.stands) if view.stands is not None else None
    facts = [
        link(where, view.label, bold=True),
        said(item.desk, NAME),
        said(view.state, STATE),
        *([said(item.why, WHY)] if item.why else []),
    ]
    due = [styled(" · due "), moment(view.due.at)] if view.due is not None else []
    return [*between(facts), *due, styled("\n"), said(view.claim.text, QUOTED, italic=True)]


def _desk(one: HomeDesk) -> Json:
    mode = "links are taken by themselves" if one.desk.mode == "auto" else "only when asked"
    parts = [cut(one.name, NAME), mode]
    if one.feeds:
        parts.append(f"claims go to {cut(one.feeds, NAME)}")
    if one.leads:
        parts.append("you lead it")
    made: Json = {"type": "section", "block_id": f"desk:{one.desk.place}", "text": plain(" · ".join(parts))}
    if not one.leads:
        return made
    button = {
        "type": "button",
        "action_id": "settings",
        "text": plain("Settings"),
        "value": pack(one.desk.place),
    }
    return made | {"accessory": button}
