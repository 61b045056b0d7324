"""The controls of blocks as a person meets them: found by their words, pressed, chosen, filled in."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.support.slack.checks import controls
from tests.support.slack.message import words
from tests.support.slack.shapes import Json

# A control that holds one thing: where the payload keeps it.
_SINGLE = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_MANY = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_TEXT = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
_ONE_OPTION = ("static_select", "radio_buttons", "overflow")
_MANY_OPTIONS = ("multi_static_select", "checkboxes")


def labels(blocks: list[Json]) -> list[str]:
    """The words on all buttons and all options of menus, in order: what a person could do here."""
    found = []
    for _, control in _all(blocks):
        if control["type"] == "button":
            found.append(control["text"]["text"])
        found += [option["text"]["text"] for option in _options(control)]
    return found


def press(blocks: list[Json], what: str) -> Json:
    """The action of a button, by its words or its action_id."""
    for block, control in _all(blocks):
        if control["type"] == "button" and what in (control["text"]["text"], control["action_id"]):
            action = {key: control[key] for key in ("action_id", "text", "value", "style") if key in control}
            return action | {"block_id": block["block_id"], "type": "button"}
    raise AssertionError(f"no button {what!r}; there is {labels(blocks)} in {words(blocks)!r}")


def choose(blocks: list[Json], what: str, control_id: str = "") -> Json:
    """The action of choosing an option by its words (or an id, in a menu of people or channels)."""
    for block, control in _all(blocks):
        kind = control["type"]
        if control_id not in ("", control["action_id"]) or block["type"] == "input":
            continue
        base = {"type": kind, "action_id": control["action_id"], "block_id": block["block_id"]}
        for option in _options(control):
            if what in (option["text"]["text"], option.get("value")):
                many = kind in _MANY_OPTIONS
                return base | ({"selected_options": [option]} if many else {"selected_option": option})
        if kind in _SINGLE and control_id:
            return base | {_SINGLE[kind]: what}
        if kind in _MANY and control_id:
            return base | {_MANY[kind]: what.split(",")}
    raise AssertionError(f"no option {what!r}; there is {labels(blocks)}")


def state(blocks: list[Json], given: Mapping[str, Any] | None = None, *, sent: bool = False) -> Json:
    """`state.values`: what stands in each input, `given` by label, block_id or action_id.

    With `sent`, what Slack's client would not let through is a failed assertion.
    """
    left = dict(given or {})
    values: Json = {}
    for block, control in _all(blocks):
        if control["type"] in ("button", "overflow"):
            continue
        label = (block.get("label") or {}).get("text", "")
        name = next((one for one in (label, block["block_id"], control["action_id"]) if one in left), None)
        wanted = left.pop(name) if name is not None else None
        value = _filled(control, wanted) if name is not None else _untouched(control)
        if sent and block["type"] == "input":
            _let_through(block, control, value, label)
        values.setdefault(block["block_id"], {})[control["action_id"]] = value
    assert not left, f"no input {sorted(left)}; there is {words(blocks)!r}"
    return values


def _all(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        for control in controls(block):
            yield block, control


def _options(control: Json) -> list[Json]:
    groups = control.get("option_groups") or []
    return [*(control.get("options") or []), *(one for group in groups for one in group["options"])]


def _filled(control: Json, wanted: Any) -> Json:
    kind = control["type"]
    if kind in _TEXT:
        return {"type": kind, "value": str(wanted) if wanted not in (None, "") else None}
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": _option(control, wanted) if wanted else None}
    if kind in _MANY_OPTIONS:
        return {"type": kind, "selected_options": [_option(control, one) for one in wanted or ()]}
    if kind in _MANY:
        return {"type": kind, _MANY[kind]: list(wanted or ())}
    return {"type": kind, _SINGLE[kind]: wanted}


def _untouched(control: Json) -> Json:
    kind = control["type"]
    if kind in _TEXT:
        return {"type": kind, "value": control.get("initial_value")}
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": control.get("initial_option")}
    if kind in _MANY_OPTIONS:
        return {"type": kind, "selected_options": control.get("initial_options") or []}
    if kind in _MANY:
        return {"type": kind, _MANY[kind]: control.get(_MANY[kind].replace("selected", "initial")) or []}
    return {"type": kind, _SINGLE[kind]: control.get(_SINGLE[kind].replace("selected", "initial"))}


def _option(control: Json, wanted: Any) -> Json:
    for option in _options(control):
        if wanted in (option["text"]["text"], option.get("value")):
            return option
    raise AssertionError(f"no option {wanted!r}: {[one['text']['text'] for one in _options(control)]}")


def _let_through(block: Json, control: Json, value: Json, label: str) -> None:
    held = next(one for key, one in value.items() if key != "type")
    assert held or block.get("optional"), f"Slack would not submit: {label!r} is required"
    if control["type"] == "plain_text_input" and held:
        least, most = control.get("min_length", 0), control.get("max_length", 3000)
        assert least <= len(held) <= most, f"Slack would not submit: {label!r} takes {least} to {most}"
