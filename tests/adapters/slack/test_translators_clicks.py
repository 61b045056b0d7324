"""What is pressed, chosen and filled in, as acts of the desk."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import clicks, values
from adapters.slack.events import Here
from bot.errors import NotThere
from bot.events import BallotCast, ClaimReopened, ClaimUsed, DueSet, EvidenceGiven, ThreadOpened, UseChanged
from bot.model.act import Stance, UseStep
from bot.model.ballot import Question, Rating
from bot.model.ids import PersonId, WorkspaceId
from bot.model.people import Person, Role

HERE = Here(WorkspaceId("slack:T0NEWS"), "U0BOT", datetime(2026, 5, 14, 12, tzinfo=UTC))
EDDA = Person(PersonId("U0EDDA"), "Edda", Role.EDITOR)


def click(action: str, value: str, **more: Any) -> clicks.Click:
    """A button that was pressed."""
    found = clicks.click_of(
        {
            "user": {"id": "U0EDDA"},
            "trigger_id": "1.2.3",
            "channel": {"id": "C0HERE"},
            "container": {"message_ts": "1.2"},
            "response_url": "https://hooks.test/1",
            "actions": [{"action_id": action, "action_ts": "1748000000.1", "value": value} | more],
        }
    )
    assert found is not None
    return found


def test_buttons_are_acts_on_the_claim_that_they_carry() -> None:
    vote = clicks.act(click("vote:said:false", "C0DESK|c1|w1"), EDDA, HERE)
    assert isinstance(vote, BallotCast)
    assert (vote.claim, vote.question, vote.rating, vote.wording) == (
        "c1",
        Question.SAID,
        Rating.FALSE,
        "w1",
    )
    assert (vote.place, vote.id) == ("C0DESK", "1.2.3")
    opened = clicks.act(click("open:4", "C0DESK|s1|c4"), EDDA, HERE)
    assert isinstance(opened, ThreadOpened)
    assert (opened.story, opened.claim) == ("s1", "c4")
    ended = clicks.act(click("use:cut", "C0DESK|c1"), EDDA, HERE)
    assert isinstance(ended, UseChanged)
    assert ended.step is UseStep.CUT


def test_an_entry_of_the_menu_is_what_its_value_says() -> None:
    option = {"selected_option": {"text": {}, "value": "dismiss|C0DESK|c1"}}
    chosen = click("menu", "", **option)
    assert (chosen.name, chosen.place, chosen.parts[1]) == ("dismiss", "C0DESK", "c1")


@pytest.mark.parametrize(
    ("action", "value"),
    [("vote:so:maybe", "C|c|"), ("take", ""), ("dance", "C|c"), ("snooze:never", "C|c"), ("take", "a|" * 20)],
)
def test_a_button_that_this_version_does_not_have_is_said_to_be_old(action: str, value: str) -> None:
    with pytest.raises(NotThere, match="older message"):
        clicks.act(click(action, value), EDDA, HERE)


def filled(name: str, metadata: str, **fields: dict[str, Any]) -> clicks.Filled:
    """A dialog that was sent."""
    state = {"values": {field: {field: value} for field, value in fields.items()}}
    view = {"id": "V1", "hash": "h", "callback_id": name, "private_metadata": metadata, "state": state}
    return clicks.filled_of({"user": {"id": "U0EDDA"}, "view": view})


def test_dialogs_are_acts_with_what_was_written() -> None:
    text = {"type": "plain_text_input", "value": "because"}
    vote = clicks.filled_act(filled("reason", "C|c|so|true|", reason=text), EDDA, HERE)
    assert isinstance(vote, BallotCast)
    assert (vote.rating, vote.reason, vote.wording) == (Rating.TRUE, "because", "")
    stance = {"type": "static_select", "selected_option": {"value": "refutes"}}
    given = clicks.filled_act(filled("evidence", "C|c", source=text, stance=stance), EDDA, HERE)
    assert isinstance(given, EvidenceGiven)
    assert (given.text, given.stance) == ("because", Stance.REFUTES)
    assert isinstance(clicks.filled_act(filled("reopen", "C|c", reason=text), EDDA, HERE), ClaimReopened)
    due = clicks.filled_act(filled("due", "C|s", when=text), EDDA, HERE)
    assert isinstance(due, DueSet)
    assert due.story == "s"
    empty = {"type": "plain_text_input", "value": None}
    unnamed = clicks.filled_act(filled("use", "C|c", piece=empty), EDDA, HERE)
    assert isinstance(unnamed, ClaimUsed)
    assert unnamed.slug == ""


@pytest.mark.parametrize("metadata", ["", "|c", "C|c|so|maybe|", "C|c|why|true|", "x|" * 30])
def test_a_dialog_of_another_version_is_said_to_be_old(metadata: str) -> None:
    with pytest.raises(NotThere, match="older message"):
        clicks.filled_act(filled("reason", metadata), EDDA, HERE)


@given(st.lists(st.text(st.characters(exclude_characters="|"), max_size=20), min_size=1, max_size=6))
def test_what_a_button_carries_comes_back(parts: list[str]) -> None:
    assert list(values.unpack(values.pack(*parts), most=6))[: len(parts)] == parts
