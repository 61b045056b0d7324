"""What the page sends, as events of the desk. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from adapters.web.people import PLACE, WORKSPACE
from bot.events import ClaimEvent, CommandGiven, DueSet, MessagePosted, ThreadOpened
from bot.model.ids import ClaimId, MessageId, StoryId, new_id
from bot.model.people import Person

Form = Mapping[str, object]

COMMAND = re.compile(r"\s*/claims(?:\s+(.*))?\s*", re.DOTALL)
# A card that `/claims check` brought has no message above it: the page tells the two by these.
SAID, ASKED = "web:", "ask:"
_ACT = re.compile(r"[A-Za-z0-9-]{8,64}")


class Malformed(Exception):
    """The page sent something that it never sends by itself; the text is the sentence for a person."""


def message(form: Form, person: Person, now: datetime) -> MessagePosted | CommandGiven:
    """A pasted link or text, or a command if it starts with `/claims`."""
    act, said = _act(form, now), text(form, "text")
    asked = COMMAND.fullmatch(said)
    if asked:
        return CommandGiven(
            id=SAID + act,
            workspace=WORKSPACE,
            place=PLACE,
            person=person,
            at=now,
            message=MessageId(ASKED + act),
            text=(asked[1] or "").strip(),
        )
    return pasted(said, act, person, now)


def pasted(said: str, act: str, person: Person, now: datetime) -> MessagePosted:
    """Words at the top level, which no platform keeps but this one."""
    return MessagePosted(
        id=SAID + act,
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        message=MessageId(SAID + act),
        text=said,
        kept_here=True,
    )


def sample(form: Form, url: str, person: Person, now: datetime) -> MessagePosted:
    """The sample's link, as if the person had pasted it."""
    return pasted(url, _act(form, now), person, now)


C = TypeVar("C", bound=ClaimEvent)


def on_claim(kind: type[C], sent: Form, claim: str, person: Person, now: datetime, **more: Any) -> C:
    """An event on a claim; `more` are its own fields."""
    return kind(
        id=act_id(sent, now),
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        claim=ClaimId(claim),
        **more,
    )


def thread(form: Form, story: str, claim: str, person: Person, now: datetime) -> ThreadOpened:
    """A wish for a thread of its own."""
    return ThreadOpened(
        id=act_id(form, now),
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        story=StoryId(story),
        claim=ClaimId(claim),
    )


def due(form: Form, story: str, person: Person, now: datetime) -> DueSet:
    """When a story has to be settled."""
    return DueSet(
        id=act_id(form, now),
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        story=StoryId(story),
        words=text(form, "words"),
    )


def _act(form: Form, now: datetime) -> str:
    """The page's own id of the act, so that the same act sent twice counts once."""
    act = form.get("id")
    if act is None:
        return new_id(now)
    if not isinstance(act, str) or not _ACT.fullmatch(act):
        raise Malformed("The id of that act is not one that this page makes.")
    return act


def act_id(form: Form, now: datetime) -> str:
    """The id of the act as the desk keeps it: the page's own, so that the same act sent twice counts once."""
    return SAID + _act(form, now)


def text(form: Form, name: str, *, needed: bool = True) -> str:
    """A text that the page sends; empty where it may be left out. Raises Malformed."""
    value = form.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"The page sent no {name} with that.")
    return value


W = TypeVar("W", bound=StrEnum)


def word(form: Form, name: str, of: type[W], default: W | None = None) -> W:
    """One of a few words; raises Malformed for any other."""
    value = form.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or value not in set(of):
        raise Malformed(f"That is no {name} that this desk knows.")
    return of(value)
