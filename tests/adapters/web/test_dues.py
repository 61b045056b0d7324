"""Due times, snoozing and what folds, as one person sees them; and the way they come in."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.web.times import times_of
from adapters.web.zone import zoned
from bot.events import ClaimSnoozed, ClaimTaken
from bot.model.act import SnoozeFor
from bot.model.ballot import Rating
from bot.model.people import Person
from tests.adapters.web.running import running, with_story
from tests.adapters.web.seeing import article, card, claims, names, page_of
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

BERLIN = replace(ROSA, zone="Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _words(html: str) -> str:
    """The text of it, without mark-up."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


async def _due(room: Room, words: str, *, by: Person = EDDA) -> None:
    (story,) = await room.stories()
    await room.due(story, words, by=by)


async def test_a_due_time_stands_on_card_and_claims_and_in_the_readers_zone_where_it_differs(
    room: Room,
) -> None:
    first, *_ = await claims(room)
    assert "Due" not in _words(await article(room, ROSA, first))
    await _due(room, "18:00")
    for html in (await card(room, ROSA), await article(room, ROSA, first)):
        assert "Due 18:00 UTC" in _words(html)
        assert "for you" not in html
    for html in (await card(room, BERLIN), await article(room, BERLIN, first)):
        assert "Due 18:00 UTC (20:00 CEST for you)" in _words(html)
    assert 'datetime="2026-05-14T18:00:00+00:00"' in await card(room, ROSA)


async def test_a_due_time_that_has_gone_by_is_overdue_only_where_somebody_owes_something(room: Room) -> None:
    first, second, third, *_ = await claims(room)
    await room.do(ClaimTaken, first)
    await _due(room, "tomorrow 9")
    assert "Due tomorrow 09:00 UTC" in _words(await article(room, ROSA, first))
    room.wait(DAY)
    assert "Overdue since 09:00 UTC" in _words(await article(room, ROSA, first))
    assert "09:00 UTC" not in _words(await article(room, ROSA, second))
    assert "Overdue since 09:00 UTC" in _words(await card(room, ROSA))
    await room.settle_as(first, Rating.TRUE)
    assert not re.search("[Dd]ue", _words(await article(room, ROSA, first)).replace("Overdue", "due"))
    assert "Was due 09:00 UTC" in _words(await card(room, ROSA))
    await room.dismiss(third, by=EDDA)
    assert "due" not in _words(await article(room, ROSA, third))


async def test_set_due_is_for_those_who_may_vote_and_says_in_whose_time(room: Room) -> None:
    await claims(room)
    await room.ask("settings voters:Edda,Elias zone:Asia/Kolkata", by=CHANDRA)
    assert "Set due" in names(await card(room, EDDA))
    assert 'data-zone="IST"' in await card(room, EDDA)
    assert "Set due" not in names(await card(room, ROSA))


async def test_a_snoozed_claim_says_until_when_and_then_says_nothing(room: Room) -> None:
    first, *_ = await claims(room)
    await room.do(ClaimTaken, first)
    await room.do(ClaimSnoozed, first, span=SnoozeFor.TOMORROW)
    shown = _words(await article(room, BERLIN, first))
    assert "Snoozed until tomorrow 09:00 UTC (11:00 CEST for you)" in shown
    room.wait(DAY)
    assert "Snoozed" not in await article(room, BERLIN, first)


async def test_snooze_is_in_the_menu_of_what_is_in_play_and_not_settled(room: Room) -> None:
    first, second, *_ = await claims(room)
    assert "snooze" not in await article(room, EDDA, first)
    await room.vote(first, Rating.TRUE, by=ROSA)
    await room.do(ClaimTaken, second)
    for claim in (first, second):
        assert re.search(r'data-items="[^"]*snooze', await article(room, ELIAS, claim))
    await room.settle_as(second, Rating.FALSE)
    assert "snooze" not in await article(room, ELIAS, second)


async def test_an_offer_folds_after_two_days_and_keeps_its_menu_and_buttons(room: Room) -> None:
    first, second, *_ = await claims(room)
    room.wait(2 * DAY - timedelta(minutes=1))
    await room.do(ClaimTaken, second)
    assert "compact" not in await article(room, ROSA, first)
    room.wait(timedelta(minutes=2))
    html = await article(room, ROSA, first)
    assert 'class="item claim compact stale"' in html
    before, _, inside = html.partition('<details class="more">')
    assert {"True", "Misleading", "False", "Unproven", "Take", "Use"} <= set(names(before))
    assert 'aria-label="Menu"' in before
    assert "Check first" in inside or "paragraph 1" in inside
    assert "compact" not in await article(room, ROSA, second)
    await room.vote(first, Rating.TRUE, by=ROSA)
    assert "compact" not in await article(room, ROSA, first)


async def test_a_claim_that_was_let_go_is_an_offer_from_then_on(room: Room) -> None:
    first, *_ = await claims(room)
    room.wait(2 * DAY)
    await room.vote(first, Rating.TRUE, by=ROSA)
    await room.take_back(first, Rating.TRUE, by=ROSA)
    room.wait(HOUR)
    assert "compact" not in await article(room, ROSA, first)
    room.wait(2 * DAY)
    assert "compact stale" in await article(room, ROSA, first)


async def test_the_page_looks_again_when_something_falls_due_folds_or_a_day_ends(room: Room) -> None:
    async def turn(person: Person = ROSA) -> str:
        page = await page_of(room, person)
        return times_of(page, person, room.time).turn(page.items).isoformat()[5:16]

    first, *_ = await claims(room)
    assert await turn() == "05-15T00:00"
    assert await turn(BERLIN) == "05-14T22:00"
    await _due(room, "18:00")
    assert await turn() == "05-14T18:00"
    await room.do(ClaimTaken, first)
    await room.do(ClaimSnoozed, first, span=SnoozeFor.HOUR)
    assert await turn() == "05-14T13:00"
    room.wait(DAY + 11 * HOUR)
    assert await turn() == "05-16T00:00"
    room.wait(2 * HOUR)
    assert await turn() == "05-16T12:00"


@pytest.mark.parametrize(
    "sent", [None, 5, "", "Nowhere/Land", "../../etc/passwd", "/etc/passwd", "UTC\n", "Europe", "x" * 5_000]
)
def test_a_zone_that_nobody_knows_is_ignored(sent: object) -> None:
    assert zoned(ROSA, sent) == ROSA


async def test_the_page_sends_its_zone_and_is_answered_in_it(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        story = re.search(r'data-post="(/stories/[^"]+/due)"', await desk.html())
        assert story
        answer = await desk.post(story[1], words="18:00", zone="Europe/Berlin")
        assert answer.json["only_you"] == "Story 1 is due 18:00 UTC (20:00 CEST for you)."
        assert "20:00 CEST" in str(await desk.parts(zone="Europe/Berlin"))
        assert "20:00 CEST" not in str(await desk.parts(zone="Mars/Base"))
        assert "20:00 CEST" in (await desk.get("/?zone=Europe/Berlin")).text
        late = await desk.post(story[1], words="11:00")
        assert (late.status, "Do you mean tomorrow 11:00?" in late.json["error"]) == (403, True)
        cleared = await desk.post(story[1], words="none")
        assert cleared.json["only_you"] == "Story 1 has no due time now."
        assert "18:00 UTC" not in await desk.html()


@pytest.mark.parametrize(
    ("path", "values", "status"),
    [
        ("/stories/nope/due", {"words": "18:00"}, 404),
        ("/stories/nope/due", {}, 400),
        ("/stories/nope/due", {"words": 5}, 400),
        ("/claims/nope/snooze", {"span": "1 h"}, 404),
        ("/claims/nope/snooze", {"span": "for ever"}, 400),
        ("/claims/nope/snooze", {}, 400),
    ],
)
async def test_an_odd_due_time_or_snooze_gets_a_sentence(
    room: Room, path: str, values: dict[str, object], status: int
) -> None:
    async with running(room) as desk:
        answer = await desk.post(path, **values)
        assert answer.status == status
        assert answer.json["error"].endswith(".")


async def test_a_claim_is_snoozed_and_that_is_undone(room: Room) -> None:
    async with running(room) as desk:
        await with_story(desk)
        claim = (await desk.claims())[0]
        await desk.post(f"/claims/{claim}/take")
        answer = await desk.post(f"/claims/{claim}/snooze", span="1 h")
        assert answer.json["only_you"] == "Nothing is said of it until 13:00 UTC."
        assert "Snoozed until" in await desk.html()
        await desk.post(f"/claims/{claim}/undo", act=answer.json["undo"])
        assert "Snoozed until" not in await desk.html()


async def test_a_demonstration_tells_the_page_how_fast_its_time_runs(room: Room) -> None:
    async with running(room, speed=600) as desk:
        assert 'data-speed="600"' in (await desk.get("/")).text
