"""Payloads of Slack, after its documents, as what people did; `payloads/events.json` has them."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.events import Heard, Here, heard
from adapters.slack.heard import plain, words_of
from bot.events import (
    CommandGiven,
    MessagePosted,
    MessageWithdrawn,
    PlaceJoined,
    PlaceLeft,
    Reacted,
    ThreadSpoken,
)
from bot.model.ids import PersonId, WorkspaceId
from bot.model.people import Person, Role
from bot.model.sign import Sign

EVENTS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "payloads" / "events.json").read_text()
)
HERE = Here(WorkspaceId("slack:T0NEWS"), "U0BOT", datetime(2026, 5, 14, 12, tzinfo=UTC))
EDDA = Person(PersonId("U0EDDA"), "Edda", Role.EDITOR)


def found(name: str) -> Heard:
    """What this payload is; it must be something."""
    one = heard(EVENTS[name], HERE)
    assert one is not None
    return one


def made(name: str) -> Any:
    return found(name).made(EDDA)


def test_a_message_is_a_paste_with_its_links_as_people_meant_them() -> None:
    event = made("message")
    assert isinstance(event, MessagePosted)
    assert event.text == "see https://news.test/a?b=1&c=2 and mailto:x@y.test"
    assert (event.place, event.message, event.asked) == ("C0DESK", "1748000000.000100", False)
    assert event.at == datetime(2025, 5, 23, 11, 33, 20, 100, tzinfo=UTC)
    assert found("message").by == "U0ROSA"


def test_a_mention_and_the_message_of_one_post_are_one_event() -> None:
    mention, message = made("app_mention"), made("mentioning_message")
    assert mention == message
    assert mention.asked
    assert "U0BOT" not in mention.text


def test_a_mention_without_a_link_asks_for_help() -> None:
    event = made("empty_mention")
    assert isinstance(event, CommandGiven)
    assert event.text == "help"


def test_a_reply_is_said_in_its_thread() -> None:
    event = made("reply")
    assert isinstance(event, ThreadSpoken)
    assert (event.thread, event.text) == ("1748000000.000100", "3 https://proof.test/a")


@pytest.mark.parametrize(
    "name",
    [
        "bot_message",
        "bot_user_message",
        "direct_message",
        "channel_join",
        "unfurl",
        "edit_of_words",
        "own_edit",
        "other_reaction",
        "own_reaction",
        "somebody_joined",
    ],
)
def test_what_is_not_for_the_desk_is_nothing(name: str) -> None:
    assert heard(EVENTS[name], HERE) is None


def test_an_edit_that_brings_another_link_is_a_paste_of_its_own() -> None:
    event = made("edit")
    assert isinstance(event, MessagePosted)
    assert (event.text, event.before) == ("no: https://news.test/b", "https://news.test/a")
    assert event.message == "1748000000.000100"
    assert event.id not in (made("message").id, made("deleted").id)


def test_a_tombstone_is_a_deletion_like_any_other() -> None:
    gone, tombstone = made("deleted"), made("tombstone")
    assert isinstance(gone, MessageWithdrawn)
    assert gone == tombstone
    assert found("tombstone").by == "U0ROSA"


def test_a_reaction_counts_as_its_base_and_says_whether_it_went() -> None:
    event, gone = made("reaction"), made("reaction_removed")
    assert isinstance(event, Reacted)
    assert (event.sign, event.taken_away) == (Sign.FALSE, False)
    assert (gone.sign, gone.taken_away) == (Sign.FALSE, True)
    assert event.message == gone.message == "1748000000.000900"
    assert event.id != gone.id


def test_the_bot_comes_with_who_brought_it_and_goes() -> None:
    assert isinstance(made("joined"), PlaceJoined)
    assert found("joined").by == "U0EDDA"
    assert [type(made(name)) for name in ("left", "archived")] == [PlaceLeft, PlaceLeft]


def test_a_time_of_the_future_is_now() -> None:
    event = copy.deepcopy(EVENTS["message"]) | {"ts": "99999999999.000100"}
    one = heard(event, HERE)
    assert one is not None
    assert one.made(EDDA).at == HERE.now


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_no_payload_breaks_the_translators(data: st.DataObject) -> None:
    event = copy.deepcopy(EVENTS[data.draw(st.sampled_from(sorted(EVENTS)))])
    for name in data.draw(st.lists(st.sampled_from(sorted(event)), max_size=4)):
        event[name] = data.draw(_JSON)
    one = heard(event, HERE)
    if one is not None:
        assert one.made(EDDA).workspace == HERE.workspace


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<https://a.test/x|shown>", "https://a.test/x"),
        ("<https://a.test/?a=1&amp;b=2>", "https://a.test/?a=1&b=2"),
        ("<@U0ROSA|rosa> in <#C0DESK|desk>", "@rosa in #desk"),
        ("<!here> <!subteam^S0EDITORS|@editors>", " @editors"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&lt;!channel&gt;", "<!channel>"),
    ],
)
def test_markup_of_slack_becomes_words(text: str, meant: str) -> None:
    assert plain(text) == meant


def test_the_words_of_an_app_are_in_its_attachments_and_unfurls_repeat_nothing() -> None:
    message = {
        "text": "Breaking",
        "attachments": [
            {"title": "Bridge", "title_link": "https://news.test/a", "text": "It cost &lt;12&gt; million"},
            {"from_url": "https://news.test/b", "title_link": "https://news.test/b"},
            "nonsense",
        ],
    }
    assert words_of(message) == "Breaking\nBridge\nhttps://news.test/a\nIt cost <12> million"
