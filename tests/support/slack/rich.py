"""The shapes of rich_text, which slack_sdk does not look into, and what a message must not ping."""

import re
from collections.abc import Iterator
from typing import Any

from tests.support.slack.shapes import Json

# What each inline element needs, and may have besides its type and style.
INLINE = {
    "text": ({"text"}, set()),
    "link": ({"url"}, {"text", "unsafe"}),
    "user": ({"user_id"}, set()),
    "channel": ({"channel_id"}, set()),
    "emoji": ({"name"}, {"unicode", "skin_tone", "display_team_id", "url"}),
    "usergroup": ({"usergroup_id"}, set()),
    "team": ({"team_id"}, set()),
    "date": ({"timestamp", "format"}, {"url", "fallback"}),
    "color": ({"value"}, set()),
    "broadcast": ({"range"}, set()),
}
STYLES = {"bold", "italic", "strike", "code", "underline"}
MENTION_STYLES = STYLES | {"highlight", "client_highlight", "unlink"}
OUTER = {
    "rich_text_section": set(),
    "rich_text_quote": {"border"},
    "rich_text_preformatted": {"border", "language"},
    "rich_text_list": {"style", "indent", "offset", "border"},
}
PING = re.compile(r"<!(?:channel|here|everyone|subteam)\b[^>]*>")
USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def rich_text(block: Json, where: str) -> Iterator[str]:
    """What is wrong with the elements of a rich_text block."""
    for at, element in enumerate(block.get("elements") or []):
        yield from _outer(element, f"{where}/elements/{at}", inside=False)


def _outer(element: Any, where: str, *, inside: bool) -> Iterator[str]:
    kind = element.get("type") if isinstance(element, dict) else None
    if kind not in OUTER or (inside and kind != "rich_text_section"):
        yield f"{where}: unsupported element {kind}"
        return
    if unknown := set(element) - {"type", "elements"} - OUTER[kind]:
        yield f"{where}: invalid additional properties: {sorted(unknown)}"
    if not isinstance(element.get("elements"), list):
        yield f"{where}: elements must be a list"
        return
    if kind == "rich_text_list":
        if element.get("style") not in ("bullet", "ordered"):
            yield f"{where}: a list is bullet or ordered"
        if not 0 <= element.get("indent", 0) <= 8:
            yield f"{where}: indent must be 0 to 8"
    for at, one in enumerate(element["elements"]):
        here = f"{where}/elements/{at}"
        if kind == "rich_text_list":
            yield from _outer(one, here, inside=True)
        else:
            yield from _inline(one, here, plain=kind == "rich_text_preformatted")


def _inline(element: Any, where: str, *, plain: bool) -> Iterator[str]:
    kind = element.get("type") if isinstance(element, dict) else None
    if kind not in INLINE or (plain and kind not in ("text", "link")):
        yield f"{where}: unsupported element {kind}"
        return
    needs, may = INLINE[kind]
    keys = set(element) - {"type", "style"}
    if not needs <= keys or keys - needs - may:
        yield f"{where}: a {kind} has {sorted(needs | may)}, not {sorted(keys)}"
    for name in needs & keys - {"timestamp"}:
        if not isinstance(element[name], str) or not element[name]:
            yield f"{where}: {name} must be a text of one character or more"
    style = element.get("style", {})
    known = STYLES if kind in ("text", "link") else MENTION_STYLES
    if not isinstance(style, dict) or set(style) - known or any(type(v) is not bool for v in style.values()):
        yield f"{where}: unknown style {style}"


def pings(node: Any, *, mrkdwn: bool = False) -> Iterator[str]:
    """Whatever in blocks, attachments or a text that Slack formats would ping many people."""
    if isinstance(node, str):
        yield from (match.group() for match in PING.finditer(node) if mrkdwn)
    elif isinstance(node, list):
        for one in node:
            yield from pings(one, mrkdwn=mrkdwn)
    elif isinstance(node, dict):
        if node.get("type") in ("broadcast", "usergroup"):
            yield str(node)
        formatted = node.get("type") == "mrkdwn"
        for value in node.values():
            yield from pings(value, mrkdwn=formatted)


def mentioned(node: Any, *, mrkdwn: bool = False) -> Iterator[str]:
    """The people whom a message mentions, by their ids."""
    if isinstance(node, str):
        yield from (match.group(1) for match in USER.finditer(node) if mrkdwn)
    elif isinstance(node, list):
        for one in node:
            yield from mentioned(one, mrkdwn=mrkdwn)
    elif isinstance(node, dict):
        if node.get("type") == "user":
            yield str(node.get("user_id"))
        formatted = node.get("type") == "mrkdwn"
        for value in node.values():
            yield from mentioned(value, mrkdwn=formatted)
