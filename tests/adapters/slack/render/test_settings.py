"""The settings of a desk as a modal: what it opens with, what somebody changed, where a refusal is shown."""

import copy
from typing import Any

import pytest

from adapters.slack.render.settings import changed, errors_of, settings
from bot.errors import NotAllowed
from bot.model.desk import Desk, Layout, Mode
from bot.model.ids import PersonId, PlaceId
from bot.model.people import Person, Role
from bot.rules.desk_settings import EXPLAINED, SETTERS
from tests.support.slack import form
from tests.support.slack.checks import refuse_bad_view

EDDA = Person(PersonId("U0EDDA"), "Edda", Role.EDITOR)
EDITORS = Person(PersonId("S0EDITORS"), "@editors", Role.GROUP)
PEOPLE = {one.id: one for one in (EDDA, EDITORS)}
PLAIN = Desk(PlaceId("C0DESK"))
BUSY = Desk(
    PlaceId("C0DESK"),
    mode=Mode.ASKED,
    layout=Layout.STORY,
    threads=0,
    own=("paper.test",),
    editors=(EDITORS.id, EDDA.id, PersonId("U0GONE")),
    chiefs=(EDDA.id,),
    blind=True,
    shift="18:00-02:00",
    holidays=("DE", "2026-12-24"),
    press=("18:00",),
)


def modal(desk: Desk = PLAIN, *, feeds: str = "", private: bool = False) -> dict[str, Any]:
    made = settings(
        desk, name="#desk", people=PEOPLE, feeds=PlaceId(feeds) if feeds else None, private=private
    )
    refuse_bad_view(made, home=False)
    return made


def submitted(view: dict[str, Any], **given: Any) -> str:
    """What a person changed by filling in these, as Slack sends it."""
    sent = copy.deepcopy(view) | {"state": {"values": form.state(view["blocks"], given, sent=True)}}
    return changed(sent)


def test_every_setting_is_there_with_what_it_is_for() -> None:
    view = modal()
    inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert set(EXPLAINED) <= set(inputs)
    assert all(EXPLAINED[name] in inputs[name]["hint"]["text"] for name in EXPLAINED)
    assert all(inputs[name]["element"]["action_id"] == name for name in inputs)
    assert (view["callback_id"], view["private_metadata"]) == ("settings", "C0DESK")
    assert view["submit"]["text"] == "Save"


@pytest.mark.parametrize("desk", [PLAIN, BUSY])
@pytest.mark.parametrize("private", [False, True])
def test_who_saves_without_a_change_has_changed_nothing(desk: Desk, private: bool) -> None:
    assert submitted(modal(desk, feeds="C0VERIFY", private=private)) == ""


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("mode", "auto", "mode:auto"),
        ("layout", "claims", "layout:claims"),
        ("threads", "6", "threads:6"),
        ("blind", "off", "blind:off"),
        ("signoffs", "3", "signoffs:3"),
        ("own", "paper.test, other.test", "own:paper.test, other.test"),
        ("own", "", "own:none"),
        ("shift", "", "shift:none"),
        ("press", "12:00, 18:00", "press:12:00, 18:00"),
        ("zone", "Europe/Berlin", "zone:Europe/Berlin"),
        ("ratings", "", "ratings:none"),
        ("desk", "C0OTHER", "desk:C0OTHER"),
        ("desk", None, "desk:here"),
        ("editors", "", "editors:U0EDDA"),
        ("editors", "@editors, Elias", "editors:@editors, Elias,U0EDDA"),
        ("editors_people", ["U0ROSA", "U0EDDA"], "editors:@editors,U0ROSA,U0EDDA"),
        ("chiefs_people", [], "chiefs:none"),
        ("voters", "@voters", "voters:@voters"),
    ],
)
def test_only_what_was_changed_is_said_in_the_words_of_the_command(field: str, value: Any, said: str) -> None:
    assert submitted(modal(BUSY, feeds="C0VERIFY"), **{field: value}) == said


def test_several_changes_are_one_command() -> None:
    assert (
        submitted(modal(), mode="asked", digest="07:30", threads="1") == "mode:asked threads:1 digest:07:30"
    )


def test_a_private_channel_asks_whether_others_may_see_what_is_pasted_in_it() -> None:
    view = modal(private=True)
    assert submitted(view, desk="C0OTHER") == "desk:C0OTHER"
    assert submitted(view, desk="C0OTHER", confirmed=["confirmed"]) == "desk:C0OTHER confirmed"
    assert submitted(view, confirmed=["confirmed"]) == "", "there is nothing to confirm"
    assert "confirmed" not in [block["block_id"] for block in modal()["blocks"]]


def test_a_desk_of_the_longest_settings_opens() -> None:
    many = tuple(f"{'x' * 60}{number}.example.org" for number in range(400))
    view = modal(Desk(PlaceId("C0DESK"), own=many, ratings=tuple("🏳️‍🌈" * 6 + str(n) for n in range(4))))
    assert len(view["blocks"]) < 100


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("threads", "9"),
        ("signoffs", "1"),
        ("own", "no domain"),
        ("ratings", "true=False"),
        ("ratings", "x"),
        ("hours", "soon"),
        ("hours", "09:00-09:00"),
        ("shift", "late"),
        ("days", "someday"),
        ("holidays", "XX"),
        ("holidays", "2026-13-01"),
        ("zone", "Berlin"),
        ("press", "25:00"),
        ("digest", "morning"),
    ],
)
def test_a_refusal_is_shown_at_the_setting_that_it_speaks_of(name: str, value: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        SETTERS[name](PLAIN, value)
    words = f"mode:auto {name}:{value} voters:none"
    assert errors_of(refused.value.reason, words) == {name: refused.value.reason}


@pytest.mark.parametrize(
    ("reason", "at"),
    [
        ("Nobody on this desk is called “Noel”.", "chiefs"),
        ("There is no channel “C0OTHER” in which you and Claimdesk both are.", "desk"),
        ("This channel is private: … to confirm, set desk:#verify confirmed.", "confirmed"),
        ("Something that nobody has thought of.", "desk"),
    ],
)
def test_a_name_that_is_nobodys_is_shown_where_it_was_written(reason: str, at: str) -> None:
    words = "desk:C0OTHER editors:@editors chiefs:noel,U0EDDA"
    assert errors_of(reason, words) == {at: reason}
