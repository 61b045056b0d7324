"""Who may do what, read at the moment of the act."""

from collections.abc import Collection

from bot.errors import NotAllowed
from bot.model.ids import PersonId
from bot.model.people import Person


def check_dismiss(person: Person, *, pasted_by: Collection[PersonId], votes: int) -> None:
    """Not a claim: whoever pasted it, or an editor; once somebody voted, an editor."""
    if person.role.edits:
        return
    if votes:
        raise NotAllowed("Somebody has voted on this claim, so only an editor can call it not a claim now.")
    if person.id not in pasted_by:
        raise NotAllowed("Only whoever pasted the story, or an editor, can call this not a claim.")
