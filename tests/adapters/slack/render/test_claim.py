"""The root of a claim as Slack shows it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.render.claim import claim
from bot.model.act import CallKind, Stance, UseStep
from bot.model.ballot import Question
from bot.model.decision import Decision, DecisionKind
from bot.model.due import Due
from bot.model.page import Source
from tests.adapters.slack.render.seeing import DESK, PLACE, WORDS, buttons, nodes, options, seen, shown, sound
from tests.support.acts import FALSE, MISLEADING, SAID, TRUE, UNPROVEN, Told
from tests.support.hours import NOON
from tests.support.staff import CHANDRA, EDDA, ELIAS, ROSA

SIGNED = Told().vote(EDDA, FALSE, reason="The ledger says so.").vote(ELIAS, FALSE)
RATINGS = ["True", "Misleading", "False", "Unproven"]


def test_an_open_claim_has_its_words_its_place_and_its_buttons() -> None:
    view = seen()
    message = sound(claim(view))
    text = shown(message.blocks)
    for words in (
        "Open · 12.3",
        "The bridge carries 40,000 cars a day.",
        "Says  Ana Novak",
        "The Paper · 3 May 2026 (date guessed) · paragraph 4 · paper.example.org",
        "Is it so?",
        "Internal working note, not a finding.",
    ):
        assert words in text
    assert list(buttons(message.blocks)) == [*RATINGS, "Take", "Use"]
    assert buttons(message.blocks)["False"] == ("vote:so:false", f"{PLACE}|{view.claim.id}|")
    assert list(options(message.blocks)) == [
        "Evidence",
        "Was it said?",
        "Hand over",
        "Reword",
        "Not a claim",
        "History",
    ]
    assert options(message.blocks)["Not a claim"] == f"dismiss|{PLACE}|{view.claim.id}"
    assert message.text.startswith("Open · 12.3 · “The bridge carries 40,000 cars a day.” · Ana Novak")


def test_a_house_that_renames_its_ratings_renames_the_buttons_and_keeps_the_reactions() -> None:
    desk = replace(DESK, ratings=("Correct", "Half right", "Wrong", "No idea"))
    message = sound(claim(seen(desk=desk)))
    assert list(buttons(message.blocks))[:4] == ["Correct", "Half right", "Wrong", "No idea"]
    assert [one["name"] for one in nodes(message.blocks) if one.get("type") == "emoji"] == [
        "white_check_mark",
        "warning",
        "x",
        "question",
        "no_entry_sign",
    ]


def test_a_signature_is_shown_with_its_name_and_reason() -> None:
    text = shown(sound(claim(seen(Told().vote(EDDA, FALSE, reason="The ledger says so.")))).blocks)
    for words in (
        "1 of 2: False (Edda)",
        "Signed by  Edda Lind (False)",
        "Edda Lind: “The ledger says so.”",
    ):
        assert words in text


def test_votes_that_do_not_sign_are_counted() -> None:
    told = Told().vote(EDDA, FALSE).vote(ROSA, FALSE).vote(CHANDRA, TRUE, signs=False)
    text = shown(sound(claim(seen(told))).blocks)
    assert "Votes  1 True, 2 False" in text
    assert "Signed by  Edda Lind (False)" in text


def test_a_blind_vote_says_how_many_and_nothing_of_what() -> None:
    told = Told(desk=replace(DESK, blind=True)).vote(EDDA, FALSE, reason="The ledger says so.")
    message = sound(claim(seen(told, desk=told.desk)))
    text = shown(message.blocks)
    assert "1 vote in" in text
    for covered in ("Edda", "ledger", "Votes", "1 False"):
        assert covered not in text
    # Reactions would uncover what the buttons keep covered.
    assert not [one for one in nodes(message.blocks) if one.get("type") == "emoji"]


def test_each_of_two_questions_has_its_own_buttons_under_its_name() -> None:
    told = Told().call(ROSA, CallKind.SAID_ASKED).settled_as(TRUE, [EDDA, ELIAS], question=SAID)
    message = sound(claim(seen(told)))
    assert "Said: true. So: open." in shown(message.blocks)
    actions = [block for block in message.blocks if block["type"] == "actions"]
    assert [block["block_id"].split(":")[0] for block in actions] == ["so", "said", "deeds"]
    names = [shown([message.blocks[message.blocks.index(block) - 1]]) for block in actions[:2]]
    assert [name.split("?")[0] for name in names] == ["Is it so", "Was it said"]
    assert "Verdict: True (Edda, Elias)" in names[1]
    ids = [one["action_id"] for block in actions[:2] for one in block["elements"]]
    assert ids[0] == "vote:so:true"
    assert ids[-1] == "vote:said:unproven"


def test_a_click_carries_the_wording_that_was_seen() -> None:
    told = Told().reword(EDDA, "About 40,000 cars.")
    message = sound(claim(seen(told)))
    assert "In the words of Edda Lind: About 40,000 cars." in shown(message.blocks)
    assert buttons(message.blocks)["True"][1].endswith(f"|{told.last}")


def test_a_verdict_folds_to_two_lines_with_use_and_menu() -> None:
    gone = Decision(
        id="d",
        claim=seen().claim.id,
        place=PLACE,
        kind=DecisionKind.VERDICT,
        at=NOON,
        question=Question.SO,
        rating=TRUE,
        until=NOON + timedelta(days=1),
        ended="new figures",
    )
    view = seen(SIGNED)
    message = sound(claim(view))
    first, *rest = shown(message.blocks).splitlines()
    assert first == "Verdict: False (Edda, Elias) · 12.3"
    assert rest[0] == "“The bridge carries 40,000 cars a day.”"
    assert list(buttons(message.blocks)) == ["Use"]
    assert "Reopen" in options(message.blocks)
    assert "Not a claim" not in options(message.blocks)
    again = shown(sound(claim(replace(view, decisions=(gone,)))).blocks)
    assert "was True until 15 May 2026 (new figures)" in again


def test_what_was_called_not_a_claim_folds_and_can_only_be_brought_back() -> None:
    message = sound(claim(seen(Told().call(EDDA, CallKind.DISMISSED))))
    assert shown(message.blocks).startswith("Not a claim · 12.3 · by Edda Lind")
    assert buttons(message.blocks) == {}
    assert list(options(message.blocks)) == ["Reopen", "Undo", "History"]


def test_what_somebody_uses_is_named_and_can_be_cut() -> None:
    told = Told().use(ROSA, slug="bridge").own(ELIAS, ELIAS)
    message = sound(claim(seen(told)))
    text = shown(message.blocks)
    assert "Used by  Rosa Reyes (bridge)" in text
    assert "Owner  Elias Okoro" in text
    assert "Take" not in buttons(message.blocks)
    assert {"Cut", "Corrected", "Attributed", "Release", "Snooze"} <= set(options(message.blocks))
    assert "Attributed" not in options(
        claim(seen(Told().use(ROSA, UseStep.ATTRIBUTED, slug="bridge"))).blocks
    )


def test_the_newest_evidence_is_listed_with_what_it_does_and_unsafe_links_are_words() -> None:
    told = Told()
    for number in range(7):
        told = told.give(ROSA, link=f"https://council.example/{number}", stance=Stance.REFUTES)
    told = told.give(EDDA, link="javascript:alert(1)").give(ELIAS, link=None, note="called the ministry")
    message = sound(claim(seen(told)))
    text = shown(message.blocks)
    assert "Evidence (the newest 5 of 9)" in text
    assert "council.example/6 · refutes · Rosa Reyes" in text
    assert "council.example/3" not in text
    assert "called the ministry · context · Elias Okoro" in text
    addresses = [one["url"] for one in nodes(message.blocks) if one.get("type") == "link"]
    assert all(one.startswith("https://") for one in addresses)


def test_due_is_said_in_the_readers_zone_and_the_desks() -> None:
    message = sound(claim(seen(due=Due(NOON, NOON))))
    (date,) = [one for one in nodes(message.blocks) if one.get("type") == "date"]
    assert date["timestamp"] == int(NOON.timestamp())
    assert date["fallback"].endswith("UTC")
    assert re.search(r"Due .* UTC \(14:00 CEST\)", shown(message.blocks))


def test_the_ids_of_its_blocks_change_with_what_is_shown_and_only_then() -> None:
    one, same, other = claim(seen()), claim(seen()), claim(seen(Told().vote(EDDA, FALSE)))
    assert one == same
    ids = [[block.get("block_id") for block in message.blocks] for message in (one, other)]
    assert not ({*ids[0]} & {*ids[1]} - {None})


def test_a_claim_in_the_outlets_own_voice_is_not_asked_whether_it_was_said() -> None:
    view = seen()
    own = replace(view, claim=replace(view.claim, source=Source.OUTLET, speaker=None))
    message = sound(claim(own))
    assert "the outlet's own voice" in shown(message.blocks)
    assert "Was it said?" not in options(message.blocks)


@pytest.mark.parametrize("words", WORDS)
def test_the_longest_and_most_hostile_claim_keeps_every_limit(words: str) -> None:
    told = Told().reword(EDDA, words).call(ROSA, CallKind.SAID_ASKED).use(ROSA, slug=words[:80])
    for number in range(9):
        told = told.give(ROSA, link=None, note=words) if number % 2 else told.give(ELIAS)
    told = told.vote(EDDA, FALSE, reason=words).vote(ELIAS, TRUE, reason=words)
    told = told.vote(CHANDRA, MISLEADING, reason=words).vote(ROSA, UNPROVEN, reason=words, question=SAID)
    sound(claim(seen(told, words)))
    sound(claim(seen(SIGNED, words)))
    sound(claim(seen(Told().call(EDDA, CallKind.DISMISSED), words)))


def test_a_sentence_of_two_thousand_letters_stands_word_for_word() -> None:
    words = ("The council said that " * 100)[:2_000].strip()
    assert words in shown(sound(claim(seen(words=words))).blocks)
