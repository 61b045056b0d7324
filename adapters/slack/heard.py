"""What is said in Slack, in the words that people meant: without its mark-up. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

Payload = Mapping[str, Any]

_LINK = re.compile(r"<((?:https?|ftp|mailto|tel):[^>|\s]+)(?:\|[^>]*)?>")
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#(?:[CG][A-Z0-9]+)\|([^>]*)>")
_SPECIAL = re.compile(r"<!(?:subteam\^[A-Z0-9]+|date\^[^>|]*|[a-z]+)(?:\|([^>]*))?>")
# What people write; everything else in a channel is Slack's own talk.
SAID = frozenset({"", "file_share", "thread_broadcast", "me_message"})
MOST_ATTACHED = 20


def plain(text: str) -> str:
    """Links as addresses, names as words, `&amp;` as what it stands for."""
    text = _LINK.sub(lambda found: found[1], text)
    text = _USER.sub(lambda found: f"@{found[2] or found[1]}", text)
    text = _CHANNEL.sub(lambda found: f"#{found[1]}", text)
    text = _SPECIAL.sub(lambda found: found[1] or "", text)
    return unescape(text)


def mentions(text: str, user: str) -> bool:
    """Whether this user is addressed."""
    return bool(user) and any(found[1] == user for found in _USER.finditer(text))


def without(text: str, user: str) -> str:
    """The words without the address of this user."""
    return _USER.sub(lambda found: "" if found[1] == user else found[0], text)


def words_of(message: Payload) -> str:
    """All that a message says, also in the attachments of an app: its title links are what people mean."""
    parts = [plain(_text(message.get("text")))]
    for one in objects(message.get("attachments"))[:MOST_ATTACHED]:
        # What Slack itself unfurled repeats a link of the text.
        if one.get("from_url") or one.get("original_url"):
            continue
        parts += [plain(_text(one.get(name))) for name in ("pretext", "title", "title_link", "text")]
    return "\n".join(part for part in parts if part)


def by_app(message: Payload) -> bool:
    """Whether an app wrote it, and no person."""
    return bool(message.get("bot_id") or message.get("subtype") == "bot_message" or not message.get("user"))


def moment(ts: object) -> datetime | None:
    """The time of a Slack timestamp; None where it is none."""
    try:
        return datetime.fromtimestamp(float(str(ts)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def fields(value: object) -> Payload:
    """What should be an object in a payload; nothing where it is none."""
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def objects(value: object) -> list[Payload]:
    """Those of a list in a payload that are objects; none where it is no list."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
