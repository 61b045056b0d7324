"""What the bot says in Slack: notices, lines, what one person is told, recalls, answers."""

from typing import Any

import pytest

from adapters.slack.render.answer import answer
from adapters.slack.render.message import message
from adapters.slack.render.words import Message
from bot.commands import HELP
from bot.model.act import UseStep
from bot.model.answer import Answer, Offer
from bot.model.ballot import Question, Rating
from bot.model.ids import ClaimId, PersonId, PostKey, StoryId
from bot.model.post import Post, PostKind
from bot.welcoming import WELCOME
from tests.adapters.slack.render.seeing import (
    PLACE,
    WORDS,
    buttons,
    link,
    nodes,
    seen,
    shown,
    sound,
    storied,
)
from tests.support.hours import NOON

THREAD = "https://news.slack.com/archives/C0DESK00001/p1764000000000001"
CARD = "https://news.slack.com/archives/C0FEED00001/p1764000000000002"
CLAIM = ClaimId("0123456789abcdefghjkmnpqrs")


def said(kind: PostKind, text: str, goto: dict[str, str] | None = None, **more: Any) -> Message:
    """A post with these words, as Slack shows it."""
    owed = more.pop("owed", text)
    post = Post(key=PostKey("key"), place=PLACE, kind=kind, owed_at=NOON, text=owed, **more)
    return sound(message(post, text, link=link, goto=goto or {}))


def addresses(made: Message) -> list[str]:
    """Where its links lead, in their order."""
    return [one["url"] for one in nodes(made.blocks) if one.get("type") == "link"]


def test_a_digest_has_a_bold_head_and_leads_to_each_claim_that_it_names() -> None:
    text = "Digest · Monday 4 May\nChanged: 12.3 Verdict: False (A., B.)\n3 claims not picked up."
    made = said(PostKind.NOTICE, text, {CLAIM: THREAD}, about=("", CLAIM, ""))
    first, second, third = shown(made.blocks).splitlines()
    assert first == "Digest · Monday 4 May"
    assert second == "Changed: 12.3 Verdict: False (A., B.) Thread"
    assert third == "3 claims not picked up."
    assert addresses(made) == [THREAD]
    assert made.blocks[0]["elements"][0]["elements"][0]["style"] == {"bold": True}


def test_a_notice_whose_lines_were_left_out_still_leads_to_the_right_claims() -> None:
    made = said(
        PostKind.NOTICE,
        "12.3 is due\n12.5 is due",
        {CLAIM: THREAD, "other": CARD},
        owed="12.2 is due\n12.3 is due\n12.5 is due",
        about=("gone", CLAIM, "other"),
    )
    assert addresses(made) == [THREAD, CARD]


def test_the_first_words_are_one_block_of_lines() -> None:
    made = said(PostKind.NOTICE, "\n".join(WELCOME))
    assert shown(made.blocks).splitlines() == list(WELCOME)


def test_a_line_about_a_story_leads_to_its_card() -> None:
    made = said(PostKind.LINE, "Already on the desk: story 3.", {"story": CARD}, story=StoryId("story"))
    assert shown(made.blocks).splitlines() == ["Already on the desk: story 3.", "Go to its card"]
    assert addresses(made) == [CARD]


def test_what_one_person_is_told_leads_to_its_claim_and_links_in_it_work() -> None:
    made = said(
        PostKind.TOLD,
        "Elias gave https://council.example/a_(b).",
        {CLAIM: THREAD},
        claim=CLAIM,
        to=PersonId("U1"),
    )
    assert addresses(made) == ["https://council.example/a_(b)", THREAD]
    assert shown(made.blocks).splitlines()[0] == "Elias gave https://council.example/a_(b)."


def test_an_address_whose_letters_deceive_shows_where_it_leads() -> None:
    made = said(PostKind.LINE, "See https://раураl.example/login and https://bank.example@evil.example/x")
    assert "evil.example" in shown(made.blocks)
    assert "bank.example" not in shown(made.blocks)
    assert "xn--" in shown(made.blocks)


def test_an_address_at_the_end_of_a_long_line_is_left_out_rather_than_cut() -> None:
    address = "https://council.example/" + "a" * 100
    made = said(PostKind.LINE, f"{'word ' * 175}{address}")
    assert all(one == address for one in addresses(made))
    assert "council.example/" not in shown(made.blocks)


def test_a_recall_asks_what_it_does_to_the_piece() -> None:
    made = said(PostKind.RECALL, "12.3 has changed.", claim=CLAIM, recall="r1", to=PersonId("U1"))
    assert buttons(made.blocks) == {
        "Fixed": ("recall:fixed", f"{PLACE}|{CLAIM}|r1"),
        "Not affected": ("recall:not affected", f"{PLACE}|{CLAIM}|r1"),
    }


def test_a_card_and_a_claim_are_drawn_from_what_is_true_now() -> None:
    view = storied(3)
    post = Post(key=PostKey("card:1"), place=PLACE, kind=PostKind.CARD, owed_at=NOON)
    assert message(post, view, link=link).text.startswith("Story 12")
    assert message(post, seen(), link=link).text.startswith("Open · 12.3")


def test_an_answer_offers_undo_and_the_place_for_a_reason() -> None:
    given = Answer("You signed: False.", claim=CLAIM, undo="act", offer=Offer.REASON)
    made = sound(answer(given, place=PLACE, question=Question.SAID, rating=Rating.FALSE, wording="w"))
    assert shown(made.blocks).startswith("You signed: False.")
    assert buttons(made.blocks) == {
        "Undo": ("undo", f"{PLACE}|{CLAIM}|act"),
        "Add a reason": ("reason", f"{PLACE}|{CLAIM}|said|false|w"),
    }


def test_an_answer_to_a_settled_claim_offers_to_reopen_it() -> None:
    made = sound(answer(Answer("It is settled.", claim=CLAIM, offer=Offer.REOPEN), place=PLACE))
    assert buttons(made.blocks) == {"Reopen": ("reopen", f"{PLACE}|{CLAIM}")}


def test_an_answer_may_ask_for_how_long_and_what_became_of_a_use() -> None:
    given = Answer("For how long?", claim=CLAIM)
    made = sound(answer(given, place=PLACE, snooze=True, own_use=[UseStep.CUT, UseStep.CORRECTED]))
    assert {name: action for name, (action, _) in buttons(made.blocks).items()} == {
        "1 h": "snooze:1 h",
        "Tomorrow": "snooze:tomorrow",
        "Until due": "snooze:until due",
        "Cut": "use:cut",
        "Corrected": "use:corrected",
    }


def test_the_help_sets_its_commands_apart() -> None:
    made = sound(answer(Answer(HELP), place=PLACE))
    assert shown(made.blocks) == HELP
    coded = [one["text"] for one in nodes(made.blocks) if one.get("style") == {"code": True}]
    assert coded[0] == "/claims check URL"
    assert "/claims settings [name:value …]" in coded
    assert len(coded) == len(HELP.splitlines())


@pytest.mark.parametrize("number", [40, 400])
@pytest.mark.parametrize("words", WORDS)
def test_a_list_that_is_too_long_says_how_much_more_there_is(words: str, number: int) -> None:
    made = sound(answer(Answer("\n".join([words] * number)), place=PLACE))
    *_, last = shown(made.blocks).splitlines()
    if number == 400:
        assert last.startswith("… and ")
        assert last.endswith(" more lines")


@pytest.mark.parametrize("kind", [PostKind.LINE, PostKind.BRIEF, PostKind.NOTICE, PostKind.TOLD])
@pytest.mark.parametrize("words", [*WORDS, "", "\n\n", " "])
def test_whatever_is_said_keeps_every_limit(kind: PostKind, words: str) -> None:
    said(kind, "\n".join([words] * 12))
