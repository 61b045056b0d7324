"""The letters of a message: rich text and plain text, in which nothing that was written is mark-up."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack.render.fit import fit
from bot.model.ids import MessageId, PlaceId
from bot.model.text import clean, clean_lines, cut
from bot.rules import links

Json = dict[str, Any]

Link = Callable[[PlaceId, MessageId], str]

# Slack's limits, by where the words stand; a text beyond 4,000 cannot be edited.
PLAIN, HEADER, BUTTON, OPTION, CONTEXT = 3_000, 150, 75, 75, 2_000
NOTIFIED = 3_900
LONGEST_LINK = 2_000
DATE = "{date_short_pretty} at {time}"
_PING = re.compile(r"@(?=here|channel|everyone)", re.IGNORECASE)
# Joins words without being seen: what stands after it is no name any more.
_APART = "@\u2060"


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: `text` for notifications and screen readers, `blocks` for the eye."""

    text: str
    blocks: list[Json]


def compose(text: str, blocks: Sequence[Json]) -> Message:
    """A message within Slack's limits, whatever was written."""
    return Message(text=fallback(text), blocks=fit(blocks))


def fallback(text: str) -> str:
    """The text of a notification: no mark-up, no link and no ping is left in it."""
    plain = _PING.sub(_APART, clean_lines(text)) or "Claimdesk"
    limit = NOTIFIED
    while len(written := escaped(cut(plain, limit))) > NOTIFIED:
        limit -= max(1, (len(written) - NOTIFIED) // 5)
    return written


def escaped(text: str) -> str:
    """With the three letters that begin Slack's mark-up written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int = PLAIN) -> Json:
    """Plain text: no mark-up, no emoji names, not longer than its place allows."""
    return {"type": "plain_text", "text": cut(clean_lines(text), limit) or "…", "emoji": False}


def said(text: str, limit: int = PLAIN, *, bold: bool = False, italic: bool = False) -> Json:
    """One run of words inside rich text; what was written keeps its spaces only inside."""
    return styled(cut(clean(text), limit) or "…", bold=bold, italic=italic)


def styled(text: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> Json:
    """Words of our own, with the spaces that they have."""
    style = {"bold": bold, "italic": italic, "strike": strike}
    shown = {name: True for name, on in style.items() if on}
    return {"type": "text", "text": text, **({"style": shown} if shown else {})}


def link(url: str | None, text: str, limit: int = 300, *, bold: bool = False) -> Json:
    """A link by these words; the words alone where the address is none that may be followed."""
    address = links.safe(url)
    if address is None or len(address) > LONGEST_LINK:
        return said(text, limit, bold=bold)
    made = {"type": "link", "url": address, "text": cut(clean(text), limit) or links.short(address)}
    return made | ({"style": {"bold": True}} if bold else {})


def person(user: str) -> Json:
    """A mention, which pings: only where that is meant."""
    return {"type": "user", "user_id": user}


def moment(at: datetime) -> Json:
    """A time, which Slack shows to each reader in their own zone."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": DATE,
        "fallback": f"{at.day} {at:%b %Y, %H:%M} UTC",
    }


def linked(text: str, limit: int = PLAIN) -> list[Json]:
    """Words with the web addresses in them as links; an address is never cut, for it would lead elsewhere."""
    made: list[Json] = []
    left = limit
    for piece, is_link in links.pieces(clean_lines(text)):
        if is_link and len(piece) <= left:
            made.append(link(piece, links.short(piece) if links.misleads(piece) else piece, limit))
        elif left > 1:
            made.append(styled("…" if is_link else cut(piece, left)))
        left -= len(piece)
        if left <= 1:
            break
    return made or [styled("…")]


def rich(*lines: Iterable[Json], block_id: str | None = None) -> Json:
    """A block of rich text; each argument is a line of elements, an empty one is left out."""
    return rich_of([section(*lines)], block_id=block_id)


def rich_of(elements: Sequence[Json], *, block_id: str | None = None) -> Json:
    """A block of rich text of sections, quotes and lists."""
    return {
        "type": "rich_text",
        **({"block_id": block_id} if block_id else {}),
        "elements": list(elements),
    }


def section(*lines: Iterable[Json], sort: str = "section") -> Json:
    """Lines one below the other: a section, or a quote."""
    return {"type": f"rich_text_{sort}", "elements": list(_joined(lines))}


def bullets(rows: Iterable[Sequence[Json]]) -> Json:
    """A list with dots."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(row) for row in rows]}


def between(parts: Iterable[Json], mark: str = " · ") -> list[Json]:
    """The parts with a mark between them."""
    made: list[Json] = []
    for part in parts:
        made += [styled(mark), part] if made else [part]
    return made


def _joined(lines: Iterable[Iterable[Json]]) -> Iterator[Json]:
    first = True
    for line in lines:
        elements = list(line)
        if not elements:
            continue
        if not first:
            yield styled("\n")
        first = False
        yield from elements
