"""What Slack would refuse in a message or a view, by its documented limits and slack_sdk's own models."""

import json
from collections.abc import Generator, Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block, BlockElement
from slack_sdk.models.views import View

from tests.support.slack.rich import rich_text
from tests.support.slack.shapes import Json, Refused

ALL_TEXT = 13_200
# Where a text stands: the longest that Slack takes, in characters.
ELEMENT_TEXT = {"text": 75, "placeholder": 150, "value": 2000, "url": 3000, "confirm": 300}
VIEW_TEXT = {"title": 24, "submit": 24, "close": 24}
MESSAGE_ONLY = {"input"}


def refuse_bad_message(blocks: Any) -> None:
    """Raises invalid_blocks, or msg_blocks_too_long, for the blocks of a message."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    _refuse([*_blocks(blocks, most=50, view=False)])
    if sum(len(text) for text in _texts(blocks)) > ALL_TEXT:
        raise Refused("msg_blocks_too_long")


def refuse_bad_view(view: Any, *, home: bool) -> None:
    """Raises invalid_arguments or view_too_large for a modal or a Home."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", {"response_metadata": {"messages": ["view is not an object"]}})
    problems = [*_view(view, home=home), *_blocks(view.get("blocks"), most=100, view=True)]
    _refuse(problems, error="invalid_arguments")
    if len(json.dumps(view)) > 250_000:
        raise Refused("view_too_large")


def refuse_bad_metadata(metadata: Any) -> None:
    """Raises invalid_metadata_format unless it is an event_type and a flat event_payload."""
    good = isinstance(metadata, dict) and set(metadata) == {"event_type", "event_payload"}
    kind, payload = (metadata.get("event_type"), metadata.get("event_payload")) if good else (None, None)
    flat = isinstance(payload, dict) and all(
        isinstance(v, str | int | float | bool) for v in payload.values()
    )
    if not (isinstance(kind, str) and kind and flat):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > 16_000:
        raise Refused("metadata_too_large")


def _refuse(problems: list[str], error: str = "invalid_blocks") -> None:
    if problems:
        raise Refused(error, {"response_metadata": {"messages": [f"[ERROR] {one}" for one in problems]}})


def _view(view: Json, *, home: bool) -> Iterator[str]:
    kind = "home" if home else "modal"
    if view.get("type") != kind:
        yield f"type must be {kind}"
    if not home and not view.get("title"):
        yield "missing required field: title"
    if not home and not view.get("submit") and any(b.get("type") == "input" for b in view.get("blocks", [])):
        yield "missing required field: submit"
    for name, most in VIEW_TEXT.items():
        yield from _plain(view.get(name), name, most)
    for name, most in {"private_metadata": 3000, "callback_id": 255, "external_id": 255}.items():
        if len(view.get(name) or "") > most:
            yield f"{name} must be at most {most} characters"
    yield from _modelled(lambda: View(**view).to_dict(), "view")
    if unknown := set(view) - View.attributes:
        yield f"unknown fields in the view: {sorted(unknown)}"


def _blocks(blocks: Any, *, most: int, view: bool) -> Iterator[str]:
    if not isinstance(blocks, list):
        yield "blocks must be a list"
        return
    if len(blocks) > most:
        yield f"no more than {most} items allowed [json-pointer:/blocks]"
    ids = [one["block_id"] for one in blocks if isinstance(one, dict) and one.get("block_id")]
    if len(ids) != len(set(ids)):
        yield "block_id already exists"
    for at, block in enumerate(blocks):
        where = f"/blocks/{at}"
        if not isinstance(block, dict):
            yield f"{where} is not an object"
        else:
            yield from _block(block, where, view=view)


def _block(block: Json, where: str, *, view: bool) -> Iterator[str]:
    kind = block.get("type")
    known = yield from _parsed(block, where)
    if not known:
        return
    if kind == "section":
        yield from _text(block.get("text"), f"{where}/text", 3000)
        for at, one in enumerate(block.get("fields") or []):
            yield from _text(one, f"{where}/fields/{at}", 2000)
    elif kind == "header":
        yield from _plain(block.get("text"), f"{where}/text", 150)
    elif kind == "context":
        for at, one in enumerate(block.get("elements") or []):
            if one.get("type") != "image":
                yield from _text(one, f"{where}/elements/{at}", 2000)
    elif kind == "rich_text":
        yield from rich_text(block, where)
    elif kind == "input":
        if not view:
            yield f"{where}: input blocks are not for messages of this app"
        yield from _plain(block.get("label"), f"{where}/label", 2000)
        yield from _plain(block.get("hint"), f"{where}/hint", 2000)
    if kind in ("context", "actions") and not 1 <= len(block.get("elements") or []) <= (
        10 if kind == "context" else 25
    ):
        yield f"{where}: too many or no elements"
    yield from _controls(block, where)


def _parsed(block: Json, where: str) -> Generator[str, None, bool]:
    """slack_sdk's opinion of one block; gives back whether the rest of the checks make sense."""
    try:
        parsed = Block.parse(block)
        if parsed is None:
            yield f"{where}: unsupported type: {block.get('type')}"
            return False
        yield from _modelled(parsed.to_dict, where)
    except (TypeError, ValueError, AttributeError, SlackObjectFormationError) as error:
        yield f"{where}: {error}"
        return False
    if unknown := set(block) - set(parsed.attributes) - {"type", "block_id"}:
        yield f"{where}: invalid additional properties: {sorted(unknown)}"
    if "block_id" in block and not block["block_id"]:
        yield f"{where}: block_id must not be empty"
    return True


def _modelled(validate: Any, where: str) -> Iterator[str]:
    try:
        validate()
    except (TypeError, ValueError, AttributeError, SlackObjectFormationError) as error:
        yield f"{where}: {error}"


def controls(block: Json) -> list[Json]:
    """The things in a block that people can press, choose or fill."""
    found = [*(block.get("elements") or []), block.get("accessory"), block.get("element")]
    texts = ("plain_text", "mrkdwn", "image")
    is_rich = block.get("type") == "rich_text"
    return [one for one in found if isinstance(one, dict) and not is_rich and one.get("type") not in texts]


def _controls(block: Json, where: str) -> Iterator[str]:
    found = controls(block)
    ids = [one["action_id"] for one in found if one.get("action_id")]
    if len(ids) != len(set(ids)):
        yield f"{where}: action_id already exists in this block"
    for one in found:
        kind = str(one.get("type"))
        parsed = BlockElement.parse(one)
        if parsed is None:
            yield f"{where}: unsupported element {kind}"
            continue
        if unknown := set(one) - set(parsed.attributes) - {"type"}:
            yield f"{where}: invalid additional properties of a {kind}: {sorted(unknown)}"
        for name in ("text", "placeholder"):
            yield from _plain(one.get(name), f"{where}/{kind}/{name}", ELEMENT_TEXT[name])
        for name in ("value", "url"):
            if len(one.get(name) or "") > ELEMENT_TEXT[name]:
                yield f"{where}: {name} of a {kind} must be at most {ELEMENT_TEXT[name]} characters"
        if kind == "button" and not one.get("text"):
            yield f"{where}: a button needs text"
        if one.get("style") not in (None, "primary", "danger"):
            yield f"{where}: unknown style {one['style']}"
        if kind == "plain_text_input" and not 0 <= int(one.get("max_length") or 1) <= 3000:
            yield f"{where}: max_length must be at most 3000"
        yield from _options(one, kind, where)


def _options(element: Json, kind: str, where: str) -> Iterator[str]:
    limit = {"overflow": 5, "radio_buttons": 10, "checkboxes": 10}.get(kind, 100)
    groups = [{"options": element.get("options")}] if "options" in element else []
    for group in [*groups, *(element.get("option_groups") or [])]:
        options = group.get("options") or []
        if not 1 <= len(options) <= limit:
            yield f"{where}: a {kind} needs 1 to {limit} options"
        for option in options:
            yield from _text(option.get("text"), f"{where}/{kind}/options/text", 75)
            if not 1 <= len(option.get("value") or "") <= 150:
                yield f"{where}: the value of an option must have 1 to 150 characters"
    for name in ("initial_option", "initial_options"):
        chosen = element.get(name)
        for one in chosen if isinstance(chosen, list) else [chosen] if chosen else []:
            if one not in (element.get("options") or []) and "option_groups" not in element:
                yield f"{where}: {name} is none of the options"


def _text(value: Any, where: str, most: int) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, dict) or value.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{where}: not a text object"
    elif not 1 <= len(value.get("text") or "") <= most:
        yield f"{where}: must have 1 to {most} characters"
    elif unknown := set(value) - {"type", "text", "emoji" if value["type"] == "plain_text" else "verbatim"}:
        yield f"{where}: invalid additional properties: {sorted(unknown)}"


def _plain(value: Any, where: str, most: int) -> Iterator[str]:
    if isinstance(value, dict) and value.get("type") != "plain_text":
        yield f"{where}: must be plain_text"
    yield from _text(value, where, most)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
