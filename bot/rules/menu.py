"""What the menu of a claim offers; the desk still answers each for certain."""

from bot.errors import NotAllowed
from bot.model.act import UseStep
from bot.model.page import Source
from bot.model.people import Person
from bot.model.view import ClaimView
from bot.rules import rights

CALLED = {
    "evidence": "Evidence",
    "said": "Was it said?",
    "hand-over": "Hand over",
    "release": "Release",
    "snooze": "Snooze",
    "reword": "Reword",
    "reopen": "Reopen",
    "dismiss": "Not a claim",
    "undo": "Undo",
    "history": "History",
    UseStep.CUT: "Cut",
    UseStep.CORRECTED: "Corrected",
    UseStep.ATTRIBUTED: "Attributed",
}


def items(view: ClaimView, person: Person | None, *, undo: bool) -> list[str]:
    """The names of the entries, in their order. Without a person: what may apply to somebody."""
    return [
        name
        for name, applies in (
            ("evidence", not view.dismissed),
            ("said", _said(view, person)),
            ("hand-over", _moves(view, person) and not view.status.settled),
            ("release", _moves(view, person) and view.status.owner is not None),
            ("snooze", _snoozes(view, person)),
            ("reword", not view.dismissed and _edits(view, person)),
            ("reopen", _reopens(view, person)),
            ("dismiss", not view.dismissed and not view.status.so.verdict and _dismisses(view, person)),
            ("undo", undo),
            ("history", True),
        )
        if applies
    ]


def own_use(view: ClaimView, person: Person | None) -> list[UseStep]:
    """What somebody may say of their own use of it."""
    uses = [use for use in view.status.uses if person is None or use.person == person.id]
    if not uses:
        return []
    attributable = view.claim.source is not Source.OUTLET and not view.dismissed
    plain = any(use.step is not UseStep.ATTRIBUTED for use in uses)
    return [
        UseStep.CUT,
        UseStep.CORRECTED,
        *([UseStep.ATTRIBUTED] if attributable and plain else []),
    ]


def _votes(view: ClaimView, person: Person | None) -> bool:
    return person is None or rights.votes(person, view.desk)


def _edits(view: ClaimView, person: Person | None) -> bool:
    return person is None or rights.edits(person, view.desk)


def _said(view: ClaimView, person: Person | None) -> bool:
    attributed = view.claim.source is not Source.OUTLET
    return attributed and view.status.said is None and not view.dismissed and _votes(view, person)


def _moves(view: ClaimView, person: Person | None) -> bool:
    """Its owner may give it away or let it go, and any editor."""
    owner = view.status.owner
    own = person is not None and owner is not None and owner.owner == person.id
    return own or _edits(view, person)


def _snoozes(view: ClaimView, person: Person | None) -> bool:
    """Only what somebody may be reminded of."""
    return view.status.in_play and not view.status.settled and _votes(view, person)


def _reopens(view: ClaimView, person: Person | None) -> bool:
    if view.dismissed:
        return _dismisses(view, person)
    return any(one.verdict for one in view.status.standings) and _edits(view, person)


def _dismisses(view: ClaimView, person: Person | None) -> bool:
    if person is None:
        return True
    try:
        rights.check_dismiss(person, view.desk, pasted_by=view.pasted_by, status=view.status)
    except NotAllowed:
        return False
    return True
