"""What the menu of a claim offers to one person; the server still answers each for certain."""

from bot.errors import NotAllowed
from bot.model.page import Source
from bot.model.people import Person
from bot.model.view import ClaimView
from bot.rules import rights


def items(view: ClaimView, person: Person, *, undo: bool) -> list[str]:
    """The names of the entries, in the order in which they stand."""
    return [
        name
        for name, applies in (
            ("evidence", not view.dismissed),
            ("said", _said(view, person)),
            ("hand-over", _moves(view, person) and not view.status.settled),
            ("release", _moves(view, person) and view.status.owner is not None),
            ("snooze", _snoozes(view, person)),
            ("reword", not view.dismissed and rights.edits(person, view.desk)),
            ("reopen", _reopens(view, person)),
            ("dismiss", not view.dismissed and not view.status.so.verdict and _dismisses(view, person)),
            ("undo", undo),
            ("history", True),
        )
        if applies
    ]


def _said(view: ClaimView, person: Person) -> bool:
    attributed = view.claim.source is not Source.OUTLET
    return attributed and view.status.said is None and not view.dismissed and rights.votes(person, view.desk)


def _moves(view: ClaimView, person: Person) -> bool:
    """Its owner may give it away or let it go, and any editor."""
    owner = view.status.owner
    return (owner is not None and owner.owner == person.id) or rights.edits(person, view.desk)


def _snoozes(view: ClaimView, person: Person) -> bool:
    """Only what somebody may be reminded of."""
    return view.status.in_play and not view.status.settled and rights.votes(person, view.desk)


def _reopens(view: ClaimView, person: Person) -> bool:
    if view.dismissed:
        return _dismisses(view, person)
    return any(one.verdict for one in view.status.standings) and rights.edits(person, view.desk)


def _dismisses(view: ClaimView, person: Person) -> bool:
    try:
        rights.check_dismiss(person, view.desk, pasted_by=view.pasted_by, status=view.status)
    except NotAllowed:
        return False
    return True
