"""A desk's settings as a modal, and what somebody changed in it, in the words of `/claims settings`. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack.heard import fields
from adapters.slack.render.words import OPTION, Json, plain
from bot.model.desk import Desk, Layout, Mode
from bot.model.ids import PersonId, PlaceId
from bot.model.people import Person, Role
from bot.model.text import clean
from bot.rules.deciding import FEWEST
from bot.rules.desk_settings import EXPLAINED, MOST_SIGNOFFS, MOST_THREADS, shown

PEOPLE = ("editors", "chiefs", "voters")
USERS = "_people"
CONFIRMED = "confirmed"
LONGEST = 3_000
# What may be left empty; the others have no word for none.
_OPTIONAL = ("own", "shift", "holidays", "press", "ratings")
_CHOICES: Mapping[str, Sequence[str]] = {
    "mode": tuple(Mode),
    "layout": tuple(Layout),
    "threads": tuple(str(number) for number in range(MOST_THREADS + 1)),
    "signoffs": tuple(str(number) for number in range(FEWEST, MOST_SIGNOFFS + 1)),
    "blind": ("on", "off"),
}
_QUOTED = re.compile("“(.*?)”")


def settings(
    desk: Desk, *, name: str, people: Mapping[PersonId, Person], feeds: PlaceId | None, private: bool
) -> Json:
    """The modal. `people` are those whom the desk names, as they are now; `feeds` where its claims go, None
    where that is here or the reader does not see it; `private`: the channel itself is.
    """
    values = shown(desk)
    blocks: list[Json] = [{"type": "section", "block_id": "name", "text": plain(f"The desk {name}")}]
    for field in EXPLAINED:
        if field == "desk":
            blocks += _place(feeds, private=private)
        elif field in PEOPLE:
            blocks += _people(field, getattr(desk, field), people)
        elif field in _CHOICES:
            blocks.append(_input(field, _select(_CHOICES[field], values[field])))
        else:
            value = "" if values[field] == "none" else values[field]
            blocks.append(_input(field, _text(value), optional=field in _OPTIONAL))
    return {
        "type": "modal",
        "callback_id": "settings",
        "private_metadata": desk.place,
        "title": plain("Settings"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": blocks,
    }


def _input(field: str, element: Json, *, label: str = "", hint: str = "", optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": field,
        "element": element | {"action_id": field},
        "label": plain(label or field.capitalize()),
        "hint": plain(hint or EXPLAINED[field]),
        "optional": optional,
    }


def _select(choices: Sequence[str], value: str) -> Json:
    options = {choice: {"text": plain(choice), "value": choice} for choice in choices}
    chosen = {"initial_option": options[value]} if value in options else {}
    return {"type": "static_select", "options": list(options.values()), **chosen}


def _text(value: str) -> Json:
    initial = {"initial_value": value[:LONGEST]} if value else {}
    return {"type": "plain_text_input", "max_length": LONGEST, **initial}


def _place(feeds: PlaceId | None, *, private: bool) -> Iterator[Json]:
    element: Json = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        **({"initial_conversation": feeds} if feeds is not None else {}),
    }
    yield _input("desk", element, hint=f"{EXPLAINED['desk']}; none or this channel: here", optional=True)
    if private:
        says = "All who see the other channel may see what is pasted here"
        boxes = {"type": "checkboxes", "options": [{"text": plain(says, OPTION), "value": CONFIRMED}]}
        hint = "This channel is private: articles, their claims and who pasted them would be seen there."
        yield _input(CONFIRMED, boxes, label="Confirm", hint=hint, optional=True)


def _people(field: str, ids: Sequence[PersonId], people: Mapping[PersonId, Person]) -> Iterator[Json]:
    """Two inputs: people, whom Slack lets one pick, and user groups, which one writes."""
    known = [people[one] for one in ids if one in people]
    groups = ", ".join(one.name for one in known if one.role is Role.GROUP)
    yield _input(
        field,
        _text(groups),
        label=f"{field.capitalize()}: groups",
        hint=f"{EXPLAINED[field]}; a user group as @group, or names",
        optional=True,
    )
    users = [one.id for one in known if one.role is not Role.GROUP]
    element: Json = {"type": "multi_users_select", **({"initial_users": users} if users else {})}
    label = f"{field.capitalize()}: people"
    yield _input(f"{field}{USERS}", element, label=label, hint=EXPLAINED[field], optional=True)


def changed(view: Mapping[str, Any]) -> str:
    """What differs between a submitted modal and what it was opened with, as `name:value …`; "" for nothing.

    The modal itself carries what it was opened with: what somebody else has set since then stays.
    """
    values = fields(fields(view.get("state")).get("values"))
    before, after = {}, {}
    for block in view.get("blocks") or ():
        if block.get("type") == "input":
            field = str(block.get("block_id"))
            before[field] = _initial(fields(block.get("element")))
            after[field] = _given(fields(fields(values.get(field)).get(field)))
    return " ".join(
        f"{field}:{_words(field, after)}"
        for field in EXPLAINED
        if field in after and any(before.get(one) != after.get(one) for one in (field, f"{field}{USERS}"))
    )


def _words(field: str, after: Mapping[str, Sequence[str]]) -> str:
    value = ",".join([*after[field], *after.get(f"{field}{USERS}", ())])
    if field == "desk":
        return f"{value or 'here'}{' confirmed' if after.get(CONFIRMED) else ''}"
    return value or "none"


def _initial(element: Mapping[str, Any]) -> list[str]:
    options = [element.get("initial_option"), *(element.get("initial_options") or ())]
    return _texts(
        element.get("initial_value"),
        element.get("initial_conversation"),
        *(fields(one).get("value") for one in options),
        *(element.get("initial_users") or ()),
    )


def _given(state: Mapping[str, Any]) -> list[str]:
    options = [state.get("selected_option"), *(state.get("selected_options") or ())]
    return _texts(
        state.get("value"),
        state.get("selected_conversation"),
        *(fields(one).get("value") for one in options),
        *(state.get("selected_users") or ()),
    )


def _texts(*values: object) -> list[str]:
    return [clean(value) for value in values if isinstance(value, str) and clean(value)]


def errors_of(reason: str, words: str) -> dict[str, str]:
    """Where in the modal a refusal of these words is shown: at the setting that it speaks of."""
    split = re.split(rf"(?:^|\s)({'|'.join(EXPLAINED)}):", words)
    given = dict(zip(split[1::2], split[2::2], strict=True))
    return {_at(reason, given): reason[:LONGEST]}


def _at(reason: str, given: Mapping[str, str]) -> str:
    if reason.endswith("confirmed."):
        return CONFIRMED if "desk" in given else "desk"
    for field in given:
        if reason.startswith((f"{field} ", f"{field}:")):
            return field
    for quoted in _QUOTED.findall(reason):
        for field, value in given.items():
            if quoted and quoted.casefold() in value.casefold():
                return field
    spoken = [field for field in given if field.rstrip("s") in reason.casefold()]
    return next(iter([*spoken, *given]), next(iter(EXPLAINED)))
