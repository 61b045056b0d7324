"""The views in Slack that ask for words."""

from typing import Any

import pytest

from adapters.slack.render import modals
from adapters.slack.values import pack, unpack
from bot.model.ballot import Question, Rating
from tests.adapters.slack.render.seeing import DESK, PLACE, STORY, WORDS, seen, shown, sound_view, storied
from tests.support.acts import Told
from tests.support.staff import EDDA


def every(words: str = "") -> dict[str, dict[str, Any]]:
    """All of them, by their ids."""
    view, story = seen(words=words), storied(1, words)
    made = [
        modals.reason(view, Question.SAID, Rating.FALSE, "w"),
        modals.evidence(view),
        modals.reopen(view),
        modals.reword(view),
        modals.hand_over(view),
        modals.use(view),
        modals.due(story, DESK),
    ]
    return {one["callback_id"]: sound_view(one) for one in made}


def fields(view: dict[str, Any]) -> dict[str, str]:
    """The name of each field, by what it is called for a person."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert all(block["block_id"] == block["element"]["action_id"] for block in inputs)
    return {block["label"]["text"]: block["block_id"] for block in inputs}


def test_each_asks_for_its_words_and_saves() -> None:
    assert {name: fields(view) for name, view in every().items()} == {
        "reason": {"Reason": "reason"},
        "evidence": {"Source": "source", "What it does to the claim": "stance"},
        "reopen": {"Reason": "reason"},
        "reword": {"Wording": "words"},
        "hand-over": {"To": "to"},
        "use": {"Piece": "piece"},
        "due": {"Due": "when"},
    }
    assert {view["submit"]["text"] for view in every().values()} == {"Save"}


def test_each_knows_what_it_is_about() -> None:
    views = every()
    claim = seen().claim.id
    assert views["reason"]["private_metadata"] == f"{PLACE}|{claim}|said|false|w"
    assert views["due"]["private_metadata"] == f"{PLACE}|{STORY}"
    assert views["reopen"]["private_metadata"] == f"{PLACE}|{claim}"
    assert "12.3  “The bridge carries 40,000 cars a day.”" in shown(views["reopen"]["blocks"])


def test_a_chiefs_reason_rules() -> None:
    view = sound_view(modals.reason(seen(), Question.SO, Rating.FALSE, "", rules=True))
    assert view["title"]["text"] == "Rule: False"
    assert "settles it, under your name" in shown(view["blocks"])


def test_a_rewording_begins_with_the_words_that_stand() -> None:
    box = modals.reword(seen(Told().reword(EDDA, "About 40,000 cars.")))["blocks"][-1]["element"]
    assert box["initial_value"] == "About 40,000 cars."
    assert modals.reword(seen())["blocks"][-1]["element"]["initial_value"].startswith("The bridge")


def test_a_piece_may_be_left_without_a_name_and_nothing_else_may() -> None:
    left = [name for name, view in every().items() if any(block.get("optional") for block in view["blocks"])]
    assert left == ["use"]


@pytest.mark.parametrize("words", WORDS)
def test_the_longest_and_most_hostile_words_keep_every_limit(words: str) -> None:
    assert len(every(words)) == 7


def test_a_value_comes_back_as_it_was_packed() -> None:
    assert unpack(pack("C1", "claim", ""), most=3) == ["C1", "claim", ""]
    assert unpack("C1|claim", most=4) == ["C1", "claim", "", ""]


def test_a_value_that_nobody_here_packed_is_refused() -> None:
    with pytest.raises(ValueError, match="4 parts, not 3"):
        unpack("a|b|c|d", most=3)
    with pytest.raises(ValueError, match="holds"):
        pack("a|b")
