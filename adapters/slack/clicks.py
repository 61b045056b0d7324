"""What people press, choose and fill in, as acts of the desk. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from adapters.slack import values
from adapters.slack.events import Here
from adapters.slack.heard import Payload, fields
from bot.errors import NotThere
from bot.events import (
    ActUndone,
    BallotCast,
    ClaimDismissed,
    ClaimEvent,
    ClaimHandedOver,
    ClaimReleased,
    ClaimReopened,
    ClaimReworded,
    ClaimSnoozed,
    ClaimTaken,
    ClaimUsed,
    DueSet,
    Event,
    EvidenceGiven,
    RecallAnswered,
    SaidAsked,
    ThreadOpened,
    UseChanged,
)
from bot.model.act import SnoozeFor, Stance, UseStep
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import ClaimId, PersonId, PlaceId, StoryId
from bot.model.people import Person
from bot.model.recall import RecallAnswer

# Entries of a claim's menu, and buttons, that ask for words first.
DIALOGS = frozenset({"evidence", "reopen", "reword", "hand-over", "reason", "use", "due"})
MOST_PARTS = 6
STALE = "That button is of an older message; look for the newer one below it."

C = TypeVar("C", bound=ClaimEvent)


@dataclass(frozen=True, slots=True)
class Click:
    """One thing that was pressed or chosen: its name, what it carries, and where."""

    name: str
    parts: tuple[str, ...]
    id: str
    at: str
    by: PersonId
    channel: PlaceId
    trigger: str

    @property
    def place(self) -> PlaceId:
        """The desk that it is about, which need not be the channel where it was pressed."""
        return PlaceId(self.parts[0]) if self.parts[0] else self.channel

    def part(self, number: int) -> str:
        """Raises NotThere where the value is not one that this version makes."""
        if not self.parts[1]:
            raise NotThere(STALE)
        return self.parts[number]


def click_of(body: Payload) -> Click | None:
    """The first action of a payload; None for what carries nothing."""
    actions = body.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], Mapping):
        return None
    action: Mapping[str, Any] = actions[0]
    chosen = fields(action.get("selected_option"))
    parts = _parts(str(chosen.get("value") or action.get("value") or ""))
    name = str(action.get("action_id") or "")
    if name == "menu" and parts[0]:
        name, parts = parts[0], parts[1:]
    trigger = str(body.get("trigger_id") or "")
    at = str(action.get("action_ts") or "")
    by = str(fields(body.get("user")).get("id") or "")
    return Click(
        name=name,
        parts=parts,
        id=trigger or f"{by}:{name}:{at}",
        at=at,
        by=PersonId(by),
        channel=PlaceId(str(fields(body.get("channel")).get("id") or "")),
        trigger=trigger,
    )


def act(click: Click, person: Person, here: Here) -> Event:
    """The act of a button or a menu's entry. Raises NotThere for one that this version does not have."""

    def on(kind: type[C], **more: Any) -> C:
        head = here.head(click.id, click.place, person, click.at)
        return kind(**head, claim=ClaimId(click.part(1)), **more)

    name, _, rest = click.name.partition(":")
    try:
        match name:
            case "vote":
                question, _, rating = rest.partition(":")
                return on(
                    BallotCast,
                    rating=Rating(rating),
                    question=Question(question),
                    via=Via.BUTTON,
                    wording=click.part(2),
                )
            case "take":
                return on(ClaimTaken)
            case "release":
                return on(ClaimReleased)
            case "said":
                return on(SaidAsked)
            case "dismiss":
                return on(ClaimDismissed, via=Via.BUTTON)
            case "undo":
                return on(ActUndone, act=click.part(2) or None)
            case "snooze" if rest:
                return on(ClaimSnoozed, span=SnoozeFor(rest))
            case "cut" | "corrected" | "attributed":
                return on(UseChanged, step=UseStep(name))
            case "use" if rest:
                return on(UseChanged, step=UseStep(rest))
            case "recall":
                return on(RecallAnswered, recall=click.part(2), answer=RecallAnswer(rest))
            case "open":
                head = here.head(click.id, click.place, person, click.at)
                return ThreadOpened(**head, story=StoryId(click.part(1)), claim=ClaimId(click.part(2)))
    except ValueError:
        raise NotThere(STALE) from None
    raise NotThere(STALE)


@dataclass(frozen=True, slots=True)
class Filled:
    """A dialog that was sent: its name, what it carries, and what was written, by field."""

    name: str
    parts: tuple[str, ...]
    id: str
    by: PersonId
    fields: Mapping[str, str]

    @property
    def place(self) -> PlaceId:
        """The desk that it is about. Raises NotThere where it carries none."""
        if not self.parts[0]:
            raise NotThere(STALE)
        return PlaceId(self.parts[0])


def filled_of(body: Payload) -> Filled:
    """A dialog as it was sent."""
    view = fields(body.get("view"))
    given: dict[str, str] = {}
    for actions in fields(fields(view.get("state")).get("values")).values():
        for name, field in fields(actions).items():
            given[name] = written(fields(field))
    return Filled(
        name=str(view.get("callback_id") or ""),
        parts=_parts(str(view.get("private_metadata") or "")),
        id=f"{view.get('id')}:{view.get('hash')}",
        by=PersonId(str(fields(body.get("user")).get("id") or "")),
        fields=given,
    )


def written(field: Mapping[str, Any]) -> str:
    """What one field holds, in words; several choices with commas."""
    for name in ("value", "selected_user", "selected_conversation", "selected_channel", "selected_date"):
        if field.get(name):
            return str(field[name])
    if option := fields(field.get("selected_option")):
        return str(option.get("value") or "")
    for name in ("selected_users", "selected_conversations"):
        if field.get(name):
            return ",".join(f"<@{one}>" if name == "selected_users" else str(one) for one in field[name])
    return ",".join(str(fields(one).get("value")) for one in field.get("selected_options") or ())


def filled_act(filled: Filled, person: Person, here: Here) -> Event:
    """The act of a dialog. Raises NotThere for one that this version does not have."""
    head = here.head(filled.id, filled.place, person, None)
    field = filled.fields.get
    try:
        match filled.name:
            case "due":
                return DueSet(**head, story=StoryId(filled.parts[1]), words=field("when", ""))
            case "reason":
                _, claim, question, rating, wording = filled.parts[:5]
                return BallotCast(
                    **head,
                    claim=ClaimId(claim),
                    question=Question(question),
                    rating=Rating(rating),
                    wording=wording,
                    via=Via.BUTTON,
                    reason=field("reason", ""),
                )
            case _:
                return _on_claim(filled, {**head, "claim": ClaimId(filled.parts[1])})
    except (ValueError, IndexError):
        raise NotThere(STALE) from None


def _on_claim(filled: Filled, head: Mapping[str, Any]) -> ClaimEvent:
    field = filled.fields.get
    match filled.name:
        case "evidence":
            return EvidenceGiven(
                **head, text=field("source", ""), stance=Stance(field("stance") or "context")
            )
        case "reopen":
            return ClaimReopened(**head, via=Via.BUTTON, reason=field("reason", ""))
        case "reword":
            return ClaimReworded(**head, text=field("words", ""))
        case "hand-over":
            return ClaimHandedOver(**head, to=PersonId(field("to", "")))
        case "use":
            return ClaimUsed(**head, slug=field("piece", ""))
    raise NotThere(STALE)


def _parts(value: str) -> tuple[str, ...]:
    """Whatever an older version of ours, or nobody, made of it."""
    try:
        return tuple(values.unpack(value, most=MOST_PARTS))
    except ValueError:
        return ("",) * MOST_PARTS
