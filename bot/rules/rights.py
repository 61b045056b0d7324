"""Who may do what, read at the moment of the act. Each refusal is a sentence."""

from collections.abc import Collection

from bot.errors import NotAllowed
from bot.model.desk import Desk
from bot.model.ids import PersonId
from bot.model.people import Person, Role
from bot.model.status import Status


def leads(person: Person, desk: Desk) -> bool:
    """Whether this is a chief of the desk."""
    if not person.role.member:
        return False
    return (
        person.among(desk.chiefs) if desk.chiefs else person.role is Role.CHIEF or person.id == desk.added_by
    )


def edits(person: Person, desk: Desk) -> bool:
    """Whether this person's ballot signs."""
    if not person.role.member:
        return False
    named = person.among(desk.editors) if desk.editors else person.role.edits
    return named or leads(person, desk)


def votes(person: Person, desk: Desk) -> bool:
    """Whether this person's ballot counts."""
    if not person.role.member:
        return False
    return not desk.voters or person.among(desk.voters) or edits(person, desk)


def check_member(person: Person) -> None:
    """Guests, strangers from shared channels and bots change nothing."""
    if person.role is Role.BOT:
        raise NotAllowed("What a bot does changes nothing here.")
    if not person.role.member:
        raise NotAllowed("Only members of this newsroom take part; guests can read.")


def check_vote(person: Person, desk: Desk) -> None:
    """Those who may vote: members, or whom the desk has named."""
    check_member(person)
    if not votes(person, desk):
        raise NotAllowed("This desk has named who votes here, and you are not among them.")


def check_editor(person: Person, desk: Desk, what: str) -> None:
    """`what` ends the sentence: "reword a claim"."""
    check_member(person)
    if not edits(person, desk):
        raise NotAllowed(f"Only an editor can {what}.")


def check_chief(person: Person, desk: Desk, what: str) -> None:
    """`what` ends the sentence: "change the desk's settings"."""
    check_member(person)
    if not leads(person, desk):
        raise NotAllowed(f"Only a chief can {what}.")


def check_dismiss(person: Person, desk: Desk, *, pasted_by: Collection[PersonId], status: Status) -> None:
    """Not a claim: whoever pasted it, or an editor; once somebody voted, an editor."""
    check_member(person)
    if edits(person, desk):
        return
    if any(one.votes for one in status.standings):
        raise NotAllowed("Somebody has voted on this claim, so only an editor can call it not a claim now.")
    if person.id not in pasted_by:
        raise NotAllowed("Only whoever pasted the story, or an editor, can call this not a claim.")
