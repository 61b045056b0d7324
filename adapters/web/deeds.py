"""What people do with claims: each request becomes one event, each answer one sentence for who did it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from adapters.web.acts import sent_by, told
from adapters.web.events import Form, Malformed, act_id, on_claim, text, word
from adapters.web.people import WebRoster
from bot import desk
from bot.events import (
    ActUndone,
    BallotCast,
    BallotWithdrawn,
    ClaimDismissed,
    ClaimEvent,
    ClaimHandedOver,
    ClaimReleased,
    ClaimReopened,
    ClaimReworded,
    ClaimSnoozed,
    ClaimTaken,
    ClaimUsed,
    EvidenceGiven,
    EvidenceMarked,
    EvidenceRemoved,
    RecallAnswered,
    ReplyPosted,
    SaidAsked,
    UseChanged,
)
from bot.model.act import SnoozeFor, Stance, UseStep
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import MessageId, PersonId
from bot.model.people import Person
from bot.model.recall import RecallAnswer
from bot.ports import Ledger, Pages

E = TypeVar("E", bound=ClaimEvent)
Make = Callable[["Sent"], ClaimEvent]


class Sent:
    """One request on a claim: what was sent, by whom, when; `event` makes the event of a kind."""

    def __init__(self, form: Form, path: Mapping[str, str], person: Person, now: datetime) -> None:
        self.form = form
        self.path = path
        self.person = person
        self.now = now

    def event(self, kind: type[E], **more: object) -> E:
        """The event of this kind, with its own fields."""
        return on_claim(kind, self.form, self.path["claim"], self.person, self.now, **more)


def ballot(sent: Sent) -> BallotCast | BallotWithdrawn:
    """A rating cast or taken back, by button or reaction."""
    form = sent.form
    more = {
        "rating": word(form, "rating", Rating),
        "via": word(form, "via", Via, Via.BUTTON),
        "question": word(form, "question", Question, Question.SO),
    }
    match text(form, "act"):
        case "withdraw":
            return sent.event(BallotWithdrawn, **more)
        case "cast":
            wording = text(form, "wording") if "wording" in form else None
            reason = text(form, "reason", needed=False)
            return sent.event(BallotCast, reason=reason, wording=wording, **more)
        case _:
            raise Malformed("That is no vote that this desk knows.")


def reopening(sent: Sent) -> ClaimReopened:
    """Open after all; by menu with a reason, by taking away one's own reaction without."""
    question = word(sent.form, "question", Question) if sent.form.get("question") else None
    return sent.event(
        ClaimReopened,
        via=word(sent.form, "via", Via, Via.BUTTON),
        reason=text(sent.form, "reason", needed=False),
        question=question,
    )


def reply(sent: Sent) -> ReplyPosted:
    """Words in a claim's thread."""
    return sent.event(
        ReplyPosted,
        message=MessageId(act_id(sent.form, sent.now)),
        text=text(sent.form, "text"),
        kept_here=True,
    )


def use_changed(sent: Sent) -> UseChanged:
    """Cut, corrected or attributed; without a slug in all pieces."""
    slug = text(sent.form, "slug") if "slug" in sent.form else None
    return sent.event(UseChanged, step=word(sent.form, "step", UseStep), slug=slug)


def undone(sent: Sent) -> ActUndone:
    """The act that is named, else the newest of one's own."""
    return sent.event(ActUndone, act=text(sent.form, "act", needed=False) or None)


_EVENTS: Mapping[str, Make] = {
    "ballot": ballot,
    "dismiss": lambda sent: sent.event(ClaimDismissed, via=word(sent.form, "via", Via, Via.BUTTON)),
    "reopen": reopening,
    "said": lambda sent: sent.event(SaidAsked),
    "reword": lambda sent: sent.event(ClaimReworded, text=text(sent.form, "text")),
    "take": lambda sent: sent.event(ClaimTaken),
    "hand-over": lambda sent: sent.event(ClaimHandedOver, to=PersonId(text(sent.form, "to"))),
    "release": lambda sent: sent.event(ClaimReleased),
    "snooze": lambda sent: sent.event(ClaimSnoozed, span=word(sent.form, "span", SnoozeFor)),
    "evidence": lambda sent: sent.event(
        EvidenceGiven,
        text=text(sent.form, "text"),
        stance=word(sent.form, "stance", Stance, Stance.CONTEXT),
    ),
    "evidence/{evidence}/mark": lambda sent: sent.event(
        EvidenceMarked, evidence=sent.path["evidence"], stance=word(sent.form, "stance", Stance)
    ),
    "evidence/{evidence}/remove": lambda sent: sent.event(EvidenceRemoved, evidence=sent.path["evidence"]),
    "use": lambda sent: sent.event(ClaimUsed, slug=text(sent.form, "slug", needed=False)),
    "use/change": use_changed,
    "recalls/{recall}": lambda sent: sent.event(
        RecallAnswered, recall=sent.path["recall"], answer=word(sent.form, "answer", RecallAnswer)
    ),
    "undo": undone,
    "replies": reply,
}


class Deeds:
    """The endpoints on claims."""

    def __init__(self, *, ledger: Ledger, pages: Pages, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._pages = pages
        self._roster = WebRoster()
        self._now = now

    def routes(self) -> list[BaseRoute]:
        """One a kind of act, all under the claim."""
        base = "/claims/{claim}/"
        return [
            Route(base + path, partial(self._do, make), methods=["POST"]) for path, make in _EVENTS.items()
        ]

    async def _do(self, make: Make, request: Request) -> Response:
        form, person = await sent_by(request)
        now = self._now()
        event = make(Sent(form, request.path_params, person, now))
        answer = await desk.do(event, ledger=self._ledger, roster=self._roster, pages=self._pages, now=now)
        return told(answer, now)
