"""The card of a story as Slack shows it, and the list of what it does not show."""

from dataclasses import replace

import pytest

from adapters.slack.render.card import card, more
from bot.model.act import CallKind
from bot.model.ids import MessageId, PostKey
from bot.model.page import Article, DateSource
from tests.adapters.slack.render.seeing import (
    PLACE,
    STORY,
    URL,
    WORDS,
    buttons,
    link,
    nodes,
    options,
    seen,
    shown,
    sound,
    storied,
    story,
)
from tests.support.acts import FALSE, Told
from tests.support.staff import EDDA, ROSA


def test_a_card_says_what_the_story_is_and_what_was_found() -> None:
    message = sound(card(storied(9), link=link))
    text = shown(message.blocks)
    for words in (
        "Story 12 · Due ",
        "Bridge closes today",
        "The Paper · paper.example.org · Jo Byline · 3 May 2026 (date guessed)",
        "9 found, 3 posted · 9 named · 0 direct quotes",
    ):
        assert words in text
    assert URL in [one.get("url") for one in nodes(message.blocks)]
    assert message.text == "Story 12: Bridge closes today · 9 found"


def test_a_page_without_byline_and_date_says_so() -> None:
    bare = Article(None, "", "The Paper", None, None, DateSource.NONE, "en", 300, ())
    view = replace(storied(1), story=replace(story(), article=bare))
    text = shown(sound(card(view, link=link)).blocks)
    assert "no byline · no date" in text
    # Without a headline its address stands for it.
    assert URL in text


def test_its_best_claims_lead_to_their_threads_and_the_others_open_one() -> None:
    view = storied(9)
    message = sound(card(view, link=link))
    goes = [
        one["url"] for one in nodes(message.blocks) if one.get("type") == "link" and "slack" in one["url"]
    ]
    assert goes == [link(PLACE, MessageId(f"1764000000.{at:06}")) for at in range(3)]
    opens = [one for one in nodes(message.blocks) if str(one.get("action_id", "")).startswith("open")]
    assert [one["action_id"] for one in opens] == ["open:4", "open:5"]
    assert opens[0]["value"] == f"{PLACE}|{STORY}|{view.claims[3].claim.id}"
    assert buttons(message.blocks)["More claims"] == ("more", f"{PLACE}|{STORY}")
    assert buttons(message.blocks)["Set due"] == ("due", f"{PLACE}|{STORY}")


def test_a_thread_that_is_owed_and_one_of_no_claim_are_not_opened_again() -> None:
    owed = seen(number=1, root=PostKey("claim:1"))
    gone = seen(Told().call(EDDA, CallKind.DISMISSED), number=2)
    view = replace(storied(2), claims=(owed, gone))
    message = sound(card(view, link=link))
    assert "Open thread" not in buttons(message.blocks)
    assert "12.2 · Not a claim" in shown(message.blocks)
    assert "More claims" not in buttons(message.blocks)


def test_the_gate_and_what_is_in_use_are_said() -> None:
    used = seen(Told().use(ROSA).vote(EDDA, FALSE), number=1, root=PostKey("claim:1"))
    text = shown(sound(card(replace(storied(1), claims=(used,)), link=link)).blocks)
    assert "Gate: amber · 1 of 1 claim in use keeps it from green" in text
    assert "in use" in text


def test_a_story_without_claims_says_so_and_has_no_buttons() -> None:
    message = sound(card(storied(0), link=link))
    assert "Read it; found nothing that can be checked." in shown(message.blocks)
    assert buttons(message.blocks) == {}


def test_more_claims_lists_the_rest_each_with_its_thread_or_the_way_to_one() -> None:
    view = storied(9, posted=7)
    message = sound(more(view, link=link))
    opens = [one["action_id"] for one in nodes(message.blocks) if one.get("type") == "button"]
    assert opens == ["open:8", "open:9"]
    assert "12.6 · Open · Go to thread" in shown(message.blocks)


def test_of_very_many_claims_the_rest_can_still_be_opened_from_a_list() -> None:
    view = storied(80)
    message = sound(more(view, link=link))
    pressed = {one["action_id"] for one in nodes(message.blocks) if one.get("type") == "button"}
    assert pressed == {f"open:{number}" for number in range(6, 46)}
    assert [value.rsplit("|", 1)[1] for value in options(message.blocks).values()] == [
        one.claim.id for one in view.claims[45:]
    ]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("number", [1, 60, 200])
def test_the_longest_and_most_hostile_story_keeps_every_limit(number: int, words: str) -> None:
    view = storied(number, words)
    sound(card(view, link=link))
    sound(more(view, link=link))
