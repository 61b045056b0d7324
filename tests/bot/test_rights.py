"""Who may do what on a desk, and the sentence for those who may not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.errors import NotAllowed
from bot.model.desk import Desk
from bot.model.people import Person, Role
from bot.rules import rights
from tests.support.acts import DESK, TRUE, Told
from tests.support.staff import BOT, CHANDRA, EDDA, ELIAS, EVERYBODY, GUEST, ROSA

ALL = tuple(person.id for person in EVERYBODY)
OPEN = Told().status


def who(desk: Desk) -> tuple[list[Person], list[Person], list[Person]]:
    """Who leads, edits and votes there."""
    return (
        [person for person in EVERYBODY if rights.leads(person, desk)],
        [person for person in EVERYBODY if rights.edits(person, desk)],
        [person for person in EVERYBODY if rights.votes(person, desk)],
    )


def test_with_nobody_named_the_platforms_roles_hold() -> None:
    assert who(DESK) == ([CHANDRA], [EDDA, ELIAS, CHANDRA], [ROSA, EDDA, ELIAS, CHANDRA])


def test_named_editors_are_the_editors_with_the_chief_and_nobody_else_is() -> None:
    leads, edits, votes = who(replace(DESK, editors=(ROSA.id,)))
    assert (leads, edits) == ([CHANDRA], [ROSA, CHANDRA])
    assert votes == [ROSA, EDDA, ELIAS, CHANDRA]


def test_a_named_chief_leads_edits_and_votes_whatever_the_platform_says() -> None:
    assert who(replace(DESK, chiefs=(ROSA.id,)))[:2] == ([ROSA], [ROSA, EDDA, ELIAS, CHANDRA])
    assert who(replace(DESK, chiefs=(ROSA.id,), editors=(EDDA.id,)))[:2] == ([ROSA], [ROSA, EDDA])


def test_a_chief_who_is_not_named_leads_no_more_but_edits() -> None:
    assert CHANDRA not in who(replace(DESK, chiefs=(EDDA.id,)))[0]
    assert CHANDRA in who(replace(DESK, chiefs=(EDDA.id,)))[1]


def test_named_voters_vote_with_the_editors() -> None:
    assert who(replace(DESK, voters=(ELIAS.id,), editors=(EDDA.id,)))[2] == [EDDA, ELIAS, CHANDRA]


def test_guests_and_bots_have_no_part_even_where_they_are_named() -> None:
    for people in who(replace(DESK, editors=ALL, chiefs=ALL, voters=ALL)):
        assert people == [ROSA, EDDA, ELIAS, CHANDRA]


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (BOT, "What a bot does changes nothing here."),
        (GUEST, "Only members of this newsroom take part; guests can read."),
    ],
)
def test_guests_and_bots_are_told_so_whatever_they_ask_for(person: Person, sentence: str) -> None:
    refusing: list[Callable[[], None]] = [
        lambda: rights.check_member(person),
        lambda: rights.check_vote(person, DESK),
        lambda: rights.check_editor(person, DESK, "reword a claim"),
        lambda: rights.check_chief(person, DESK, "rule"),
        lambda: rights.check_dismiss(person, DESK, pasted_by=[person.id], status=OPEN),
    ]
    for refuse in refusing:
        with pytest.raises(NotAllowed) as refused:
            refuse()
        assert refused.value.reason == sentence


def test_who_is_not_among_the_named_voters_is_told_so() -> None:
    with pytest.raises(NotAllowed, match="you are not among them"):
        rights.check_vote(ROSA, replace(DESK, voters=(ELIAS.id,)))
    rights.check_vote(ELIAS, replace(DESK, voters=(ELIAS.id,)))


def test_what_takes_an_editor_or_a_chief_says_what_it_is() -> None:
    with pytest.raises(NotAllowed, match=r"^Only an editor can reword a claim\.$"):
        rights.check_editor(ROSA, DESK, "reword a claim")
    with pytest.raises(NotAllowed, match=r"^Only a chief can change the desk's settings\.$"):
        rights.check_chief(EDDA, DESK, "change the desk's settings")
    rights.check_editor(CHANDRA, DESK, "reword a claim")
    rights.check_chief(CHANDRA, DESK, "change the desk's settings")


def test_not_a_claim_is_for_whoever_pasted_it_until_somebody_votes_and_for_editors() -> None:
    voted = Told().vote(ELIAS, TRUE).status
    rights.check_dismiss(ROSA, DESK, pasted_by=[ROSA.id], status=OPEN)
    rights.check_dismiss(EDDA, DESK, pasted_by=[ROSA.id], status=voted)
    with pytest.raises(NotAllowed, match="Only whoever pasted the story, or an editor"):
        rights.check_dismiss(ROSA, DESK, pasted_by=[EDDA.id], status=OPEN)
    with pytest.raises(NotAllowed, match="only an editor can call it not a claim now"):
        rights.check_dismiss(ROSA, DESK, pasted_by=[ROSA.id], status=voted)


def test_a_chief_is_an_editor_and_every_role_but_guest_and_bot_is_a_member() -> None:
    assert [role for role in Role if role.member] == [Role.REPORTER, Role.EDITOR, Role.CHIEF]
    assert [role for role in Role if role.edits] == [Role.EDITOR, Role.CHIEF]
