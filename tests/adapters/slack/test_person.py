"""Who somebody is, from what Slack says of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.person import Group, House, name_of, person_of
from bot.model.ids import PersonId
from bot.model.people import Role

HOUSE = House("T0NEWS", "E0GROUP")
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8))
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=6), inner, max_size=2),
)
ENDS = ("is_bot", "is_admin", "is_owner", "is_restricted", "is_stranger", "enterprise_user")
KEYS = ("id", "team_id", "name", "deleted", "profile", "real_name", "tz", *ENDS)


def user(**more: Any) -> dict[str, Any]:
    return {"id": "U0EDDA", "team_id": "T0NEWS", "name": "edda", "profile": {"real_name": "Edda"}} | more


def role(**more: Any) -> Role | None:
    person = person_of(user(**more), HOUSE)
    return person.role if person else None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Role.EDITOR),
        ({"is_admin": True}, Role.CHIEF),
        ({"is_owner": True}, Role.CHIEF),
        ({"is_primary_owner": True}, Role.CHIEF),
        ({"is_restricted": True, "is_admin": True}, Role.GUEST),
        ({"is_ultra_restricted": True}, Role.GUEST),
        ({"is_stranger": True, "is_admin": True}, Role.GUEST),
        ({"team_id": "T0OTHER", "is_admin": True}, Role.GUEST),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0ELSE"}}, Role.GUEST),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0GROUP"}}, Role.EDITOR),
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0NEWS"]}}, Role.EDITOR),
        ({"team_id": "E0GROUP"}, Role.EDITOR),
        ({"is_bot": True, "is_admin": True}, Role.BOT),
        ({"id": "USLACKBOT"}, Role.BOT),
        ({"deleted": True}, None),
        ({"id": ""}, None),
    ],
)
def test_a_role_is_what_slack_says_of_the_account(more: dict[str, Any], expected: Role | None) -> None:
    assert role(**more) is expected


def test_a_house_without_an_organisation_has_no_other_workspaces() -> None:
    foreign = user(team_id="T0OTHER", enterprise_user={"enterprise_id": ""})
    person = person_of(foreign, House("T0NEWS"))
    assert person is not None
    assert person.role is Role.GUEST


def test_a_name_is_the_chosen_one_cleaned_and_of_a_bearable_length() -> None:
    assert name_of(user(profile={"display_name": " Ed\u202eda\n", "real_name": "Edda Lind"})) == "Edda"
    assert name_of(user(profile={"display_name": "  ", "real_name": "Edda Lind"})) == "Edda Lind"
    assert name_of({"id": "U1"}) == "U1"
    assert len(name_of(user(profile={"display_name": "x" * 500}))) == 80


def test_a_guest_is_in_no_group_that_counts() -> None:
    group = Group(PersonId("S1"), "editors", frozenset({PersonId("U0EDDA")}))
    for more, groups in (({}, {"S1"}), ({"is_restricted": True}, set())):
        person = person_of(user(**more), HOUSE, [group])
        assert person is not None
        assert person.groups == groups


@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING))
def test_whatever_slack_says_is_somebody_or_nobody(payload: dict[str, Any]) -> None:
    person = person_of(payload, HOUSE)
    assert person is None or (person.name and len(person.name) <= 80)
