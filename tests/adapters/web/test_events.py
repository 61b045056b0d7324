"""What the page sends, as events. Pure."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.web import events
from adapters.web.events import Malformed
from adapters.web.people import PEOPLE, chosen, label
from bot.errors import NotAllowed
from bot.events import CommandGiven, MessagePosted
from bot.model.people import Role

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
ROSA = PEOPLE[0]


def test_the_id_of_an_act_is_that_of_its_event_and_message() -> None:
    event = events.message({"id": "abcdef12-3456", "text": "https://a.example"}, ROSA, NOW)
    assert isinstance(event, MessagePosted)
    assert (event.id, event.message) == ("web:abcdef12-3456", "web:abcdef12-3456")
    assert event.kept_here


def test_an_act_without_an_id_gets_one_of_its_own() -> None:
    first, second = (events.message({"text": "x"}, ROSA, NOW) for _ in range(2))
    assert first.id != second.id


@pytest.mark.parametrize(
    "act", ["", "short", "a" * 65, "web:12345678", "12345678\n", "../../../etc", 7, True, []]
)
def test_an_odd_id_is_refused(act: Any) -> None:
    with pytest.raises(Malformed):
        events.message({"id": act, "text": "x"}, ROSA, NOW)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/claims", ""),
        ("/claims open", "open"),
        ("  /claims show 12.3 \n", "show 12.3"),
        ("/claims check https://a.example/x", "check https://a.example/x"),
    ],
)
def test_claims_at_the_beginning_is_a_command(text: str, command: str) -> None:
    event = events.message({"text": text}, ROSA, NOW)
    assert isinstance(event, CommandGiven)
    assert event.text == command
    assert event.message.startswith(events.ASKED)


@pytest.mark.parametrize("text", ["/claimsopen", "see /claims open", "//claims"])
def test_claims_elsewhere_is_a_message(text: str) -> None:
    assert isinstance(events.message({"text": text}, ROSA, NOW), MessagePosted)


def test_the_roster_has_a_reporter_two_editors_and_a_chief() -> None:
    assert [person.role for person in PEOPLE] == [Role.REPORTER, Role.EDITOR, Role.EDITOR, Role.CHIEF]
    assert label(ROSA) == "Rosa Reyes (reporter)"


def test_a_stranger_is_nobody() -> None:
    with pytest.raises(NotAllowed):
        chosen("mallory")
