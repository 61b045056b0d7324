"""Blocks of Slack as HTML that looks like Slack, so that a picture can be taken without Slack."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]

STYLE = Path(__file__).with_name("blockkit.css")
# There may be no letters for emoji on this machine: the web desk's drawings stand for them.
ICONS = Path(__file__).parents[3] / "adapters" / "web" / "templates" / "icons.html"
EMOJI = {
    "white_check_mark": "s-true",
    "warning": "s-misleading",
    "x": "s-false",
    "question": "s-unproven",
    "no_entry_sign": "s-dismiss",
    "eyes": "i-eyes",
}
READER = ZoneInfo("Europe/Berlin")
TAGS = {"bold": "b", "italic": "i", "strike": "s", "code": "code"}


def page(body: str) -> str:
    """A whole page."""
    head = f'<meta charset="utf-8"><title>Slack</title><style>{STYLE.read_text()}</style>'
    icons = ICONS.read_text()
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{icons}{body}</body></html>'


def channel(name: str, *messages: str) -> str:
    """Messages under the name of where they stand."""
    return f'<main class="channel"><h1>{escape(name)}</h1>{"".join(messages)}</main>'


def by_person(name: str, text: str, *, at: str = "9:41 AM", reactions: Sequence[str] = ()) -> str:
    """What somebody wrote."""
    signs = "".join(f'<span class="reaction">{_emoji(one)} 1</span> ' for one in reactions)
    return (
        f'<article class="message"><span class="face person">{escape(name[:1])}</span><div>'
        f'<span class="name">{escape(name)}</span> <span class="at">{at}</span>'
        f'<div class="block">{text}</div>{signs}</div></article>'
    )


def by_us(blocks: Sequence[Json], *, at: str = "9:41 AM", reply: bool = False, only: bool = False) -> str:
    """What the bot wrote; `only`: for one person's eyes."""
    seen = '<span class="only">Only visible to you</span><br>' if only else ""
    return (
        f'<article class="message{" reply" if reply else ""}"><span class="face">C</span><div>'
        f'{seen}<span class="name">Claimdesk</span> <span class="app">APP</span> <span class="at">{at}</span>'
        f"{drawn(blocks)}</div></article>"
    )


def modal(view: Json) -> str:
    """A dialog."""
    return (
        f'<section class="modal"><h2>{_text(view["title"])}</h2>'
        f'<div class="body">{drawn(view["blocks"])}</div>'
        f'<div class="foot"><span class="button">{_text(view["close"])}</span>'
        f'<span class="button primary">{_text(view["submit"])}</span></div></section>'
    )


def drawn(blocks: Sequence[Json]) -> str:
    """Blocks, one below the other."""
    return "".join(f'<div class="block">{_block(block)}</div>' for block in blocks)


def _block(block: Json) -> str:
    match block["type"]:
        case "rich_text":
            return "".join(map(_rich, block["elements"]))
        case "section":
            beside = _control(block["accessory"]) if "accessory" in block else ""
            return f'<div class="section"><span>{_text(block["text"])}</span>{beside}</div>'
        case "actions":
            return f'<div class="actions">{"".join(map(_control, block["elements"]))}</div>'
        case "context":
            return f'<div class="context">{" ".join(map(_text, block["elements"]))}</div>'
        case "header":
            return f'<div class="header">{_text(block["text"])}</div>'
        case "input":
            return _input(block)
        case kind:
            raise ValueError(f"there is no picture of a {kind}")


def _rich(element: Json) -> str:
    inside = element["elements"]
    match element["type"]:
        case "rich_text_list":
            rows = "".join(f"<li>{''.join(map(_inline, one['elements']))}</li>" for one in inside)
            return f"<ul>{rows}</ul>"
        case "rich_text_quote":
            return f'<div class="quote">{"".join(map(_inline, inside))}</div>'
        case _:
            return f'<div class="part">{"".join(map(_inline, inside))}</div>'


def _inline(element: Json) -> str:
    match element["type"]:
        case "link":
            shown = f'<a href="#">{escape(element.get("text") or element["url"])}</a>'
        case "emoji":
            shown = _emoji(element["name"])
        case "date":
            at = datetime.fromtimestamp(element["timestamp"], READER)
            shown = f"today at {at:%I:%M %p}".replace(" 0", " ")
        case _:
            shown = escape(element["text"])
    for style, on in element.get("style", {}).items():
        shown = f"<{TAGS[style]}>{shown}</{TAGS[style]}>" if on else shown
    return shown


def _emoji(name: str) -> str:
    return f'<svg class="emoji"><use href="#{EMOJI[name]}"></use></svg>'


def _text(text: Json) -> str:
    return escape(text["text"])


def _control(element: Json) -> str:
    match element["type"]:
        case "button":
            return f'<span class="button">{_text(element["text"])}</span>'
        case "plain_text_input":
            tall = " tall" if element.get("multiline") else ""
            return f'<div class="box{tall}">{escape(element.get("initial_value", ""))}</div>'
        case _:
            chosen = element.get("initial_option")
            words = _text(chosen["text"] if chosen else element["placeholder"])
            return (
                f'<span class="select{" chosen" if chosen else ""}"><span>{words}</span><span>▾</span></span>'
            )


def _input(block: Json) -> str:
    may = ' <span class="may">(optional)</span>' if block.get("optional") else ""
    hint = f'<div class="hint">{_text(block["hint"])}</div>' if "hint" in block else ""
    return f'<span class="label">{_text(block["label"])}{may}</span>{_control(block["element"])}{hint}'
