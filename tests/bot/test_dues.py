"""Saying when a story is due: who may, what is answered, what is refused."""

import unicodedata
from dataclasses import replace

import pytest

from bot import dues
from bot.errors import NotAllowed, NotThere
from bot.events import DueSet
from bot.model.ids import ClaimId, PlaceId
from bot.model.view import StoryView
from tests.bot.conftest import PAGE
from tests.support.heard import begin, may, on_sqlite
from tests.support.room import BOT, CHANDRA, EDDA, GUEST, ROSA, Room

NO_TIMES = {
    "due yesterday": "has gone by",
    "due 25:00": "23:59",
    "due": "Say when it is due",
    "due 1:00": "Do you mean tomorrow 01:00?",
    "due 1 soon": "no time that I understand",
    "due 2027-12-24": "more than a year",
    "due 9999-12-31 23:59": "more than a year",
    "due 0001-01-01 00:00": "has gone by",
}


@on_sqlite
async def test_it_is_said_by_command_or_button_in_the_zone_of_the_desk_and_in_ones_own(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.ask("settings zone:Europe/Berlin", by=CHANDRA)
    assert await room.due(story, "18:00") == "Story 1 is due 18:00 CEST."
    assert (await room.claim(claim)).due is not None
    abroad = replace(EDDA, zone="America/New_York")
    assert await room.due(story, "18:00", by=abroad) == "Story 1 is due 18:00 CEST (12:00 EDT for you)."
    assert await room.due(story, "18:00", by=replace(EDDA, zone="Mars/Base")) == "Story 1 is due 18:00 CEST."
    assert await room.ask("due tomorrow 9") == "Story 1 is due tomorrow 09:00 CEST."
    assert await room.ask("due 1 in 2h") == "Story 1 is due 16:00 CEST."
    assert await room.ask("due 1.2 2026-05-20 7:30") == "Story 1 is due Wed 20 May, 07:30 CEST."
    due = (await room.claim(claim)).due
    assert due is not None
    assert due.at == may(20, 5, 30)
    assert await room.due(story, "none") == "Story 1 has no due time now."
    assert (await room.claim(claim)).due is None


@on_sqlite
async def test_what_is_no_time_is_answered_with_a_sentence_and_changes_nothing(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.ask("settings zone:Pacific/Kiritimati shift:18:00-02:00", by=CHANDRA)
    for words, says in NO_TIMES.items():
        with pytest.raises(NotAllowed, match=says.replace("?", "[?]")):
            await room.ask(words)
    assert (await room.claim(claim)).due is None


@on_sqlite
async def test_what_is_repeated_of_hostile_words_is_clean(room: Room, story: StoryView) -> None:
    with pytest.raises(NotAllowed) as refused:
        await room.due(story, "\u202e18:00\x00\x1b[31m\u200b " + "x" * 500)
    sentence = str(refused.value)
    assert not [char for char in sentence if unicodedata.category(char) in ("Cc", "Cf")]
    assert len(sentence) < 250


@on_sqlite
async def test_guests_bots_and_other_desks_do_not_say_it(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    for nobody in (GUEST, BOT):
        with pytest.raises(NotAllowed):
            await room.due(story, "18:00", by=nobody)
    with pytest.raises(NotThere):
        await room.ask("due 1 18:00", place=PlaceId("elsewhere"))
    await room.ask("settings voters:Edda", by=CHANDRA)
    with pytest.raises(NotAllowed):
        await room.due(story, "18:00", by=ROSA)
    assert (await room.claim(claim)).due is None


@on_sqlite
async def test_the_same_event_says_it_once_and_the_history_says_who_did(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    event = DueSet(
        id="once", workspace=room.workspace, place=story.story.place, person=EDDA, at=room.time,
        story=story.story.id, words="18:00",
    )  # fmt: skip
    first = await dues.set_due(event, ledger=room.ledger, now=room.time)
    await room.due(story, "none")
    again = await dues.set_due(event, ledger=room.ledger, now=room.time)
    assert (first.text, again.text) == ("Story 1 is due 18:00 UTC.", "")
    assert (await room.claim(claim)).due is None


async def test_a_claim_is_due_with_the_earliest_of_its_stories(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    copy = "https://wire.example.org/news/bridge-closes-4711"
    room.pages.pages[copy] = PAGE
    await room.paste(copy)
    await room.settle()
    other = (await room.stories())[-1]
    for one, words, at in ((story, "18:00", may(14, 18)), (other, "16:00", may(14, 16))):
        await room.due(one, words)
        due = (await room.claim(claim)).due
        assert due is not None
        assert due.at == at
    await room.due(other, "none")
    due = (await room.claim(claim)).due
    assert due is not None
    assert due.at == may(14, 18)


@on_sqlite
async def test_nothing_is_said_of_a_due_time_where_nothing_is_in_play(room: Room, story: StoryView) -> None:
    await room.due(story, "17:00", by=ROSA)
    heard = await begin(room)
    said = await heard.until(may(14, 17, 5))
    assert [one for one in said if "Due" in one or "press" in one] == []
