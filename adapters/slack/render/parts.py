"""The parts of a message that people press or choose."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from adapters.slack.render.words import BUTTON, CONTEXT, OPTION, Json, plain


def button(label: str, action: str, value: str, *, style: str = "", told: str = "") -> Json:
    """A button; its name is exactly the label, `told` what a screen reader says instead."""
    return {
        "type": "button",
        "action_id": action,
        "text": plain(label, BUTTON),
        "value": value,
        **({"style": style} if style else {}),
        **({"accessibility_label": told[:BUTTON]} if told else {}),
    }


def select(name: str, action: str, options: Iterable[tuple[str, str]]) -> Json:
    """A list to choose from: each a label and its value."""
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(name, BUTTON),
        "options": [option(label, value) for label, value in options],
    }


def option(label: str, value: str) -> Json:
    """One line of a list."""
    return {"text": plain(label, OPTION), "value": value}


def actions(block_id: str, elements: Sequence[Json]) -> Json:
    """A row of buttons and lists."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def row(block_id: str, text: str, accessory: Json, limit: int) -> Json:
    """Plain words with one button beside them."""
    return {"type": "section", "block_id": block_id, "text": plain(text, limit), "accessory": accessory}


def fine(text: str) -> Json:
    """Small print."""
    return {"type": "context", "elements": [plain(text, CONTEXT)]}


def stamp(*what: object) -> str:
    """A short mark that changes with what is shown."""
    return blake2b(repr(what).encode(errors="replace"), digest_size=4).hexdigest()
