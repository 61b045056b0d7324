"""A claim as one person sees it: its questions, its menu, what folds."""

import re
from datetime import timedelta

import pytest

from bot.events import (
    ActUndone,
    ClaimTaken,
    SaidAsked,
)
from bot.model.ballot import Question, Rating
from bot.model.people import Person
from tests.adapters.web.seeing import article, claims, names
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

SIGNING = ["True", "Misleading", "False", "Unproven"]
REACTIONS = ["React ✅", "React ⚠️", "React ❌", "React ❓", "React 🚫"]
PRESSED = r'data-rating="(\w+)" aria-pressed="true"'


def _items(html: str) -> list[str]:
    found = re.search(r'data-items="([^"]*)"', html)
    assert found
    return found[1].split()


async def test_each_of_two_questions_has_its_own_buttons_in_a_group_of_its_name(room: Room) -> None:
    first, *_ = await claims(room)
    alone = await article(room, EDDA, first)
    assert re.findall(r'role="group" aria-label="([^"]+\?)"', alone) == ["Is it so?"]
    await room.do(SaidAsked, first)
    await room.vote(first, Rating.TRUE, question=Question.SAID)
    both = await article(room, EDDA, first)
    assert re.findall(r'role="group" aria-label="([^"]+\?)"', both) == ["Is it so?", "Was it said?"]
    assert names(both) == [*SIGNING, "Take", "Use", *REACTIONS, *SIGNING, "Send"]
    assert re.findall(PRESSED, both) == ["true"]
    assert "Was it said? Edda Lind (True)" in both


async def test_a_blind_vote_shows_how_many_voted_and_ones_own_button(room: Room) -> None:
    first, *_ = await claims(room)
    await room.ask("settings blind:on", by=CHANDRA)
    await room.vote(first, Rating.FALSE, by=EDDA, reason="The audit says so.")
    hers, his = await article(room, EDDA, first), await article(room, ELIAS, first)
    assert "1 vote in" in his
    for covered in (
        "Edda",
        "The audit says so.",
        "Who voted",
        "React",
        "state-false",
        'aria-hidden="true">1<',
    ):
        assert covered not in his
    assert (re.findall(PRESSED, his), re.findall(PRESSED, hers)) == ([], ["false"])
    await room.vote(first, Rating.FALSE, by=ELIAS)
    assert "The audit says so." in await article(room, ROSA, first)


async def test_a_house_that_renames_its_ratings_renames_the_buttons_and_not_the_reactions(room: Room) -> None:
    first, *_ = await claims(room)
    await room.ask("settings ratings:true=Correct,false=Wrong", by=CHANDRA)
    shown = names(await article(room, EDDA, first))
    assert shown[:4] == ["Correct", "Misleading", "Wrong", "Unproven"]
    assert "React ❌" in shown


@pytest.mark.parametrize(
    ("person", "items"),
    [
        (ROSA, "evidence said dismiss history"),
        (EDDA, "evidence said hand-over reword dismiss history"),
    ],
)
async def test_the_menu_of_an_open_claim_has_what_this_person_may_do(
    room: Room, person: Person, items: str
) -> None:
    first, second, *_ = await claims(room)
    assert _items(await article(room, person, first)) == items.split()
    assert "said" not in _items(await article(room, person, second))


async def test_the_menu_of_a_taken_claim_lets_its_owner_go(room: Room) -> None:
    first, *_ = await claims(room)
    await room.do(ClaimTaken, first, by=ROSA)
    assert {"hand-over", "release", "undo"} <= set(_items(await article(room, ROSA, first)))
    assert "undo" not in _items(await article(room, EDDA, first))
    assert "Take" not in names(await article(room, ELIAS, first))


async def test_what_is_settled_or_dismissed_is_reopened_by_those_who_may(room: Room) -> None:
    first, second, *_ = await claims(room)
    await room.settle_as(first, Rating.FALSE)
    assert "reopen" in _items(await article(room, EDDA, first))
    assert not {"reopen", "dismiss", "hand-over"} & set(_items(await article(room, ROSA, first)))
    await room.vote(second, Rating.TRUE, by=ELIAS)
    await room.dismiss(second, by=EDDA)
    assert _items(await article(room, ELIAS, second))[0] == "reopen"
    assert _items(await article(room, ROSA, second)) == ["history"]


async def test_undo_is_offered_for_ones_own_newest_act_that_still_counts(room: Room) -> None:
    first, *_ = await claims(room)
    await room.do(ClaimTaken, first, by=ROSA)
    room.wait(timedelta(minutes=1))
    await room.vote(first, Rating.TRUE, by=ELIAS)
    await room.ask("settings editors:Edda,Elias signoffs:3", by=CHANDRA)
    room.wait(timedelta(minutes=1))
    # Elias's vote is counted again by the desk itself, which is nobody's act.
    await room.vote(first, Rating.TRUE, by=EDDA)
    at = re.search(r'data-own-at="([^"]+)"', await article(room, ELIAS, first))
    assert at
    assert at[1] == (room.time - timedelta(minutes=1)).isoformat()
    await room.do(ActUndone, first, by=ROSA)
    assert "data-own" not in await article(room, ROSA, first)


async def test_a_verdict_folds_the_claim_and_leaves_its_buttons_in_reach(room: Room) -> None:
    first, *_ = await claims(room)
    await room.settle_as(first, Rating.FALSE, reason="The ledger says so.")
    html = await article(room, ROSA, first)
    before, inside, after = re.split(r'<details class="more">|</details>\s*<p class="fine">', html)
    assert "Verdict: False (Edda, Elias)" in before
    assert names(before)[:5] == [*SIGNING, "Use"]
    assert "The ledger says so." in inside
    assert "Signed by" in inside
    assert 'aria-label="Reply"' in after


async def test_only_a_chiefs_click_rules_on_what_is_disputed(room: Room) -> None:
    first, *_ = await claims(room)
    await room.vote(first, Rating.FALSE, by=EDDA)
    assert "data-rules" not in await article(room, CHANDRA, first)
    await room.vote(first, Rating.TRUE, by=ELIAS)
    assert "data-rules" in await article(room, CHANDRA, first)
    assert "data-rules" not in await article(room, EDDA, first)
