"""What stands in a channel: messages of people and bots, and what only one person sees."""

from dataclasses import dataclass, field
from typing import Any

from tests.support.slack.shapes import Json

TOMBSTONE = "This message was deleted."


@dataclass
class Message:
    """One message; `versions` are its earlier texts, `reactions` emoji to people."""

    ts: str
    channel: str
    team: str
    user: str
    text: str
    bot_id: str = ""
    app_id: str = ""
    thread_ts: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    subtype: str = ""
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    versions: list[str] = field(default_factory=list)
    extra: Json = field(default_factory=dict)

    @property
    def gone(self) -> bool:
        """Whether only a tombstone stands here, above its replies."""
        return self.subtype == "tombstone"

    def shown(self, *, metadata: bool = False, reactions: bool = True) -> Json:
        """As Slack gives it in events and answers."""
        shown: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        if self.bot_id:
            profile = {"id": self.bot_id, "app_id": self.app_id, "name": "Claimdesk", "team_id": self.team}
            shown |= {"bot_id": self.bot_id, "app_id": self.app_id, "bot_profile": profile}
        elif not self.subtype:
            shown["client_msg_id"] = f"00000000-0000-4000-8000-{self.ts.replace('.', '')[-12:]}"
        optional: Json = {
            "team": self.team,
            "subtype": self.subtype,
            "thread_ts": self.thread_ts,
            "blocks": self.blocks,
            "attachments": self.attachments,
            "edited": self.edited,
            "metadata": self.metadata if metadata else None,
        }
        shown |= {key: value for key, value in optional.items() if value}
        if reactions and self.reactions:
            shown["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ]
        return shown | self.extra


@dataclass
class Ephemeral:
    """What one person sees until they reload; `gone` once it was deleted by its response_url."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    attachments: list[Json] = field(default_factory=list)
    gone: bool = False


@dataclass
class View:
    """A modal or a Home, as its user sees it; `closed` once it is no longer on the screen."""

    id: str
    team: str
    user: str
    body: Json
    hash: str
    app_id: str
    bot_id: str
    previous: str = ""
    root: str = ""
    closed: bool = False

    def shown(self, values: Json | None = None) -> Json:
        """As it stands in payloads and answers."""
        return {
            "id": self.id,
            "team_id": self.team,
            "type": self.body["type"],
            "blocks": self.body.get("blocks", []),
            "private_metadata": self.body.get("private_metadata", ""),
            "callback_id": self.body.get("callback_id", ""),
            "external_id": self.body.get("external_id", ""),
            "state": {"values": values or {}},
            "hash": self.hash,
            "title": self.body.get("title"),
            "close": self.body.get("close"),
            "submit": self.body.get("submit"),
            "clear_on_close": self.body.get("clear_on_close", False),
            "notify_on_close": self.body.get("notify_on_close", False),
            "submit_disabled": False,
            "root_view_id": self.root or self.id,
            "previous_view_id": self.previous or None,
            "app_id": self.app_id,
            "app_installed_team_id": self.team,
            "bot_id": self.bot_id,
        }


def words(node: Any) -> str:
    """All words of blocks, one after the other, as a reader meets them."""
    if isinstance(node, list):
        return "\n".join(filter(None, (words(one) for one in node)))
    if not isinstance(node, dict):
        return ""
    if isinstance(node.get("text"), str):
        return str(node["text"])
    inline = node.get("type") in ("rich_text_section", "rich_text_quote", "rich_text_preformatted")
    if inline:
        return "".join(words(one) for one in node.get("elements", []))
    if node.get("type") == "emoji":
        return f":{node.get('name')}:"
    if node.get("type") == "user":
        return f"<@{node.get('user_id')}>"
    if node.get("type") == "link":
        return str(node.get("url"))
    parts = ("label", "text", "title", "fields", "elements", "element", "accessory", "placeholder", "options")
    return "\n".join(filter(None, (words(node[key]) for key in parts if key in node)))
