"""What a person types, as Slack hands it on: links in angle brackets, `& < >` escaped, rich_text beside."""

import re

from tests.support.slack.shapes import Json

_PARTS = re.compile(r"(?P<mention><@[UW][A-Z0-9]+>)|(?P<raw><[!#][^>]+>)|(?P<link>https?://[^\s<>]+)")


def escape(text: str) -> str:
    """Slack's three escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str) -> tuple[str, list[Json]]:
    """The `text` and `blocks` of a message into which somebody typed this; `<@U…>` is a mention."""
    elements: list[Json] = []
    said, at = "", 0
    for match in _PARTS.finditer(text):
        said, at = said + escape(text[at : match.start()]), _plain(elements, text, at, match)
        if match["link"]:
            said += f"<{escape(match['link'])}>"
            elements.append({"type": "link", "url": match["link"]})
        elif match["mention"]:
            said += match["mention"]
            elements.append({"type": "user", "user_id": match["mention"][2:-1]})
        else:
            said += match["raw"]
            elements.append({"type": "text", "text": match["raw"]})
    said += escape(text[at:])
    if text[at:]:
        elements.append({"type": "text", "text": text[at:]})
    section = {"type": "rich_text_section", "elements": elements}
    return said, [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def _plain(elements: list[Json], text: str, at: int, match: re.Match[str]) -> int:
    if text[at : match.start()]:
        elements.append({"type": "text", "text": text[at : match.start()]})
    return match.end()
