"""What a call wants shown, checked: text, blocks, attachments, metadata."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.slack.api.method import Ask
from tests.support.slack.checks import controls, refuse_bad_message, refuse_bad_metadata
from tests.support.slack.rich import mentioned, pings
from tests.support.slack.shapes import Json, Refused
from tests.support.slack.world import World


@dataclass
class Content:
    """What a message will show."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None

    def mentions(self) -> list[str]:
        """The people whom it names, each once."""
        shown = self.blocks or self.text
        return list(dict.fromkeys(mentioned(shown, mrkdwn=not self.blocks)))

    def complain_about_unfurls(self, ask: Ask) -> None:
        """A desk's own links must not unfurl."""
        for name in ("unfurl_links", "unfurl_media"):
            if ask.flag(name, True):
                ask.world.complain(f"chat.postMessage without {name}=false: {self.text[:60]!r}")


def content_of(ask: Ask, *, most_text: int, kept: Content | None = None) -> Content:
    """The content of a call, or Slack's refusal; `kept` is what stays where the call says nothing."""
    kept = kept or Content()
    content = Content(
        text=ask.text("text", "" if "blocks" in ask.args else kept.text),
        blocks=ask.args.get("blocks", kept.blocks) or [],
        attachments=ask.args.get("attachments", kept.attachments) or [],
        metadata=ask.args.get("metadata") or None,
    )
    if not (content.text or content.blocks or content.attachments):
        raise Refused("no_text")
    if len(content.text) > most_text:
        raise Refused("msg_too_long")
    refuse_bad_message(content.blocks)
    if content.metadata is not None:
        refuse_bad_metadata(content.metadata)
    for objection in _objections(content, ask.args):
        ask.world.complain(f"{objection}: {content.text[:60]!r}")
    name_controls(ask.world, content.blocks)
    return content


def _objections(content: Content, args: Json) -> Iterator[str]:
    if not content.text.strip():
        yield "blocks without a text for notifications and screen readers"
    found = [*pings(content.text, mrkdwn=True), *pings(content.blocks), *pings(content.attachments)]
    yield from (f"pings many people: {one}" for one in found)
    if args.get("parse") not in (None, "none") or args.get("link_names"):
        yield "asks Slack to look for names to ping (parse, link_names)"


def name_controls(world: World, blocks: list[Json]) -> None:
    """Gives blocks and controls without an id one, as Slack does."""
    for block in blocks:
        block.setdefault("block_id", world.new_id("b"))
        for one in controls(block):
            if one.get("type") != "workflow_button":
                one.setdefault("action_id", world.new_id("a"))
