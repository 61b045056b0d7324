"""Stories as long and as hostile as they come, and what holds of every message that shows them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from adapters.slack.render.fit import ALL, size
from adapters.slack.render.words import NOTIFIED, Message
from bot.model.claim import Appearance
from bot.model.desk import Desk
from bot.model.due import Due
from bot.model.ids import ClaimId, MessageId, PlaceId, PostKey, StoryId
from bot.model.page import Article, DateSource, count
from bot.model.story import Story, StoryState
from bot.model.view import ClaimView, StoryView
from tests.support.acts import Told, viewed
from tests.support.hours import NOON
from tests.support.slack.checks import refuse_bad_message, refuse_bad_view
from tests.support.slack.rich import mentioned, pings

PLACE = PlaceId("C0DESK00001")
DESK = Desk(PLACE, zone="Europe/Berlin")
STORY = StoryId("0123456789abcdefghjkmnpqrs")
URL = "https://paper.example.org/news/bridge-closes-4711"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
HOSTILE = [
    "<!channel> <!here> <@U1AAAAAAA> @here @channel @everyone <!subteam^S1|desk> <https://evil.example|bank>",
    "*bold* _it_ ~no~ `code` ```pre``` > quote & amp &lt;!channel&gt; :x: :white_check_mark: #general",
    "\u202ereversed\u202c \u2066isolated\u2069 \u200fright\u200e \U000e0041tag \x00\x07 \ud800 end",
]
LONG = [
    (FAMILY + " ") * 250,
    "پل روزانه چهل هزار خودرو را از خود عبور می‌دهد و " * 40,
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " * 34,
    "&<>" * 700,
]
WORDS = [*HOSTILE, *(one[:2_000] for one in LONG)]


def link(place: PlaceId, message: MessageId) -> str:
    """Where a message stands."""
    return f"https://news.slack.com/archives/{place}/p{message.replace('.', '')}"


def article(words: str = "Bridge closes today") -> Article:
    """Of one paper; all that it says of itself in these words."""
    return Article(
        canonical_url=URL,
        title=words,
        outlet=words if words in WORDS else "The Paper",
        byline=words if words in WORDS else "Jo Byline",
        published="2026-05-03",
        published_source=DateSource.GUESSED,
        language="en",
        words=500,
        paragraphs=(),
    )


def story(words: str = "Bridge closes today") -> Story:
    """A story that has been read."""
    return Story(STORY, PLACE, URL, URL, StoryState.READ, NOON, number=12, article=article(words))


def seen(told: Told | None = None, words: str = "", *, desk: Desk = DESK, **more: Any) -> ClaimView:
    """A claim after these acts; with `words`, whatever can be said of it is said in them."""
    number = more.pop("number", 3)
    view = viewed((told or Told()).status, desk, number=number)
    every: dict[str, Any] = {
        "text": words,
        "speaker": words,
        "reasons": (words,) * 3,
        "notes": (words,) * 3,
        "first_check": words,
    }
    claim = replace(view.claim, id=ClaimId(f"{number:026}"), place=PLACE, **(every if words else {}))
    appearance = Appearance(STORY, claim.id, number, 4, words or None)
    shown = replace(view, claim=claim, appearance=appearance, story=story(words or "Bridge closes today"))
    elsewhere: dict[str, Any] = (
        {"outlets": (words,) * 12, "earlier": "3.1", "due": Due(NOON, NOON)} if words else {}
    )
    return replace(shown, **elsewhere | more)


def storied(number: int, words: str = "", *, posted: int = 3) -> StoryView:
    """A story with so many claims, the first of them with threads."""
    claims = tuple(
        seen(
            words=words,
            number=at + 1,
            root=PostKey(f"claim:{at}") if at < posted else None,
            stands=MessageId(f"1764000000.{at:06}") if at < posted else None,
        )
        for at in range(number)
    )
    return StoryView(
        story=story(words or "Bridge closes today"),
        strip=count((one.claim.source, one.claim.direct_quote) for one in claims),
        claims=claims,
        tips=(),
        same_as=story(words) if words else None,
        due=Due(NOON, NOON),
    )


def sound(message: Message) -> Message:
    """The message, which Slack takes, which pings nobody, and of which nothing is mark-up."""
    refuse_bad_message(message.blocks)
    assert size(message.blocks) <= ALL
    assert 0 < len(message.text) <= NOTIFIED
    assert not [*pings(message.blocks), *mentioned(message.blocks)]
    assert "mrkdwn" not in [one.get("type") for one in nodes(message.blocks)]
    assert not re.search(r"[<>]|&(?!(?:amp|lt|gt);)", message.text)
    assert not re.search(r"@(?:here|channel|everyone)", message.text, re.IGNORECASE)
    return message


def sound_view(view: dict[str, Any]) -> dict[str, Any]:
    """A modal that Slack opens, and that pings nobody."""
    refuse_bad_view(view, home=False)
    assert not [*pings(view), *mentioned(view)]
    return view


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object inside blocks."""
    if isinstance(node, list):
        for one in node:
            yield from nodes(one)
    elif isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)


def shown(blocks: list[dict[str, Any]]) -> str:
    """All that a person reads, a block a line."""
    return "\n".join("".join(_words(block)) for block in blocks)


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _words(one)
    elif isinstance(node, dict):
        if node.get("type") == "date":
            yield node["fallback"]
        for name, value in node.items():
            if name == "text" and isinstance(value, str):
                yield value
            elif name not in ("value", "accessibility_label"):
                yield from _words(value)


def buttons(blocks: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Each button by its name: its action and its value."""
    return {
        one["text"]["text"]: (one["action_id"], one["value"])
        for one in nodes(blocks)
        if one.get("type") == "button"
    }


def options(blocks: list[dict[str, Any]]) -> dict[str, str]:
    """What the first list offers, with the values."""
    chosen = next(one for one in nodes(blocks) if one.get("type") == "static_select")
    return {one["text"]["text"]: one["value"] for one in chosen["options"]}
