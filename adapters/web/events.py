"""What the page sends, as events of the desk. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime

from adapters.web.people import PLACE, WORKSPACE
from bot.events import (
    BallotCast,
    BallotWithdrawn,
    ClaimDismissed,
    ClaimReopened,
    CommandGiven,
    MessagePosted,
    ReplyPosted,
    ThreadOpened,
)
from bot.model.ballot import Rating, Via
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
    act, text = _act(form, now), _text(form, "text")
    asked = COMMAND.fullmatch(text)
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
    return pasted(text, act, person, now)


def pasted(text: str, act: str, person: Person, now: datetime) -> MessagePosted:
    """Words at the top level, which no platform keeps but this one."""
    return MessagePosted(
        id=SAID + act,
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        message=MessageId(SAID + act),
        text=text,
        kept_here=True,
    )


def sample(form: Form, url: str, person: Person, now: datetime) -> MessagePosted:
    """The sample's link, as if the person had pasted it."""
    return pasted(url, _act(form, now), person, now)


def ballot(form: Form, claim: str, person: Person, now: datetime) -> BallotCast | BallotWithdrawn:
    """A rating cast or taken back, by button or reaction."""
    kinds: dict[str, type[BallotCast | BallotWithdrawn]] = {"cast": BallotCast, "withdraw": BallotWithdrawn}
    kind = kinds.get(_text(form, "act"))
    rating = _text(form, "rating")
    if kind is None or rating not in set(Rating):
        raise Malformed("That is no vote that this desk knows.")
    return kind(
        id=SAID + _act(form, now),
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        claim=ClaimId(claim),
        rating=Rating(rating),
        via=_via(form),
    )


def dismissal(form: Form, claim: str, person: Person, now: datetime) -> ClaimDismissed:
    """Not a claim."""
    return ClaimDismissed(
        id=SAID + _act(form, now),
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        claim=ClaimId(claim),
        via=_via(form),
    )


def reopening(form: Form, claim: str, person: Person, now: datetime) -> ClaimReopened:
    """A claim after all; by menu with a reason, by taking away one's own reaction without."""
    return ClaimReopened(
        id=SAID + _act(form, now),
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        claim=ClaimId(claim),
        via=_via(form),
        reason=_text(form, "reason", needed=False),
    )


def reply(form: Form, claim: str, person: Person, now: datetime) -> ReplyPosted:
    """Words in a claim's thread."""
    act = _act(form, now)
    return ReplyPosted(
        id=SAID + act,
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        claim=ClaimId(claim),
        message=MessageId(SAID + act),
        text=_text(form, "text"),
    )


def thread(form: Form, story: str, claim: str, person: Person, now: datetime) -> ThreadOpened:
    """A wish for a thread of its own."""
    return ThreadOpened(
        id=SAID + _act(form, now),
        workspace=WORKSPACE,
        place=PLACE,
        person=person,
        at=now,
        story=StoryId(story),
        claim=ClaimId(claim),
    )


def _act(form: Form, now: datetime) -> str:
    """The page's own id of the act, so that the same act sent twice counts once."""
    act = form.get("id")
    if act is None:
        return new_id(now)
    if not isinstance(act, str) or not _ACT.fullmatch(act):
        raise Malformed("The id of that act is not one that this page makes.")
    return act


def _text(form: Form, name: str, *, needed: bool = True) -> str:
    value = form.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"The page sent no {name} with that.")
    return value


def _via(form: Form) -> Via:
    via = form.get("via", Via.BUTTON.value)
    if via not in set(Via):
        raise Malformed("That is neither a button nor a reaction.")
    return Via(str(via))
