"""The digest: what changed, what is at risk, what waits; often silent, never twice on one date."""

from datetime import timedelta

import pytest

from bot import digesting
from bot.events import ClaimReopened, ClaimTaken, ClaimUsed
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId
from bot.model.post import Post
from bot.model.view import StoryView
from tests.support.heard import Heard, begin, may, on_sqlite
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

HOUR = timedelta(hours=1)


def digests(said: list[str]) -> list[str]:
    return [one.removeprefix("desk: ") for one in said if one.startswith("desk: Digest")]


async def digest(heard: Heard, *moment: int) -> list[str]:
    """The lines of the one digest that has come by this moment; none where it was silent."""
    found = digests(await heard.until(may(*moment)))
    assert len(found) <= 1
    return found[0].splitlines() if found else []


@on_sqlite
async def test_it_is_silent_when_nothing_changed_and_nothing_falls_due(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimTaken, claim, by=EDDA)
    heard = await begin(room)
    assert await digest(heard, 22, 18) == []
    assert await room.ask("digest") == "Digest · Friday 22 May\n3 claims not picked up."


@on_sqlite
async def test_what_it_says_and_in_which_order(room: Room, story: StoryView) -> None:
    first, second, third = (one.claim.id for one in story.claims[:3])
    for number in (4, 5):
        await room.open_thread(story, number)
    fourth, fifth = story.claims[3].claim.id, story.claims[4].claim.id
    await room.settle_as(first, Rating.FALSE)
    for one, rating, by in (
        (second, Rating.FALSE, EDDA),
        (second, Rating.TRUE, ELIAS),
        (third, Rating.TRUE, EDDA),
    ):
        await room.vote(one, rating, by=by)
    await room.do(ClaimTaken, fourth, by=EDDA)
    await room.do(ClaimUsed, fifth, by=ROSA)
    await room.due(story, "tomorrow 18:00")
    room.time = may(14, 16)
    heard = await begin(room)
    lines = await digest(heard, 15, 8)
    assert lines[0] == "Digest · Friday 15 May"
    assert lines[1] == "Changed: 1.1 Verdict: False (Edda, Elias) · “The bridge carries 40,000 cars a day.”"
    due = ", due 18:00 UTC · “"
    at_risk = [line for line in lines if line.startswith("At risk: 1.")]
    assert at_risk, lines
    assert all(due in line for line in at_risk), "it is due today"
    heads = [line.partition(":")[0] for line in lines[1:]]
    order = ["Changed", "At risk", "Disputed", "Waiting for a signature", "Taken and silent"]
    assert sorted(heads, key=lambda head: order.index(head) if head in order else 99) == heads
    assert len(lines) <= digesting.MOST_LINES


@on_sqlite
async def test_each_line_links_to_its_claim(room: Room, story: StoryView, claim: ClaimId) -> None:
    await room.settle_as(claim, Rating.TRUE)
    await room.do(ClaimTaken, story.claims[1].claim.id, by=EDDA)
    heard = await begin(room)
    await heard.until(may(15, 8))
    (notice,) = [
        post for post, text in room.chat.posts.values() if isinstance(text, str) and "Digest" in text
    ]
    assert isinstance(notice, Post)
    assert notice.about[:2] == ("", claim)
    assert len(notice.about) == len((notice.text or "").splitlines())
    assert notice.to is None, "it pings nobody"


async def test_it_comes_once_a_working_date_and_says_each_change_once(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    await room.settle_as(claim, Rating.TRUE)
    heard = await begin(room)
    friday = await digest(heard, 15, 18)
    assert friday[1].startswith("Changed: 1.1")
    await room.settle_as(unsaid, Rating.FALSE)
    assert await digest(heard, 18, 7) == [], "the weekend is quiet"
    monday = await digest(heard, 18, 8)
    assert [line for line in monday if line.startswith("Changed")] == [
        "Changed: 1.2 Verdict: False (Edda, Elias) · “It was built in 1931.”"
    ]
    assert await digest(heard, 19, 18) == []


@on_sqlite
async def test_the_first_digest_of_a_desk_that_begins_on_a_friday_says_what_changed_on_friday(
    room: Room,
) -> None:
    room.time = may(15, 10)
    room.pages.pages["https://paper.example.org/news/a-text-4711"] = "Some title\nIt carries 40,000 cars."
    await room.paste("https://paper.example.org/news/a-text-4711")
    await room.settle()
    (story,) = await room.stories()
    await room.settle_as(story.claims[0].claim.id, Rating.FALSE)
    heard = await begin(room)
    assert [line[:8] for line in (await digest(heard, 18, 8))[1:]] == ["Changed:"]


async def test_a_day_of_downtime_brings_one_that_is_marked_late(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.settle_as(claim, Rating.TRUE)
    heard = await begin(room)
    (late,) = digests(await heard.at(may(15, 12)))
    assert late.splitlines()[0] == "Digest · Friday 15 May (late)"
    await room.do(ClaimReopened, claim, by=EDDA, via=Via.BUTTON, reason="new figures")
    (later,) = digests(await heard.at(may(19, 12)))
    assert later.splitlines()[:2] == [
        "Digest · Tuesday 19 May (late)",
        "Changed: 1.1 Open · “The bridge carries 40,000 cars a day.”",
    ]
    assert digests(await heard.until(may(20, 18))) == []


@pytest.mark.parametrize("words", ["digest:10:00", "signoffs:2 threads:2", "zone:Europe/Berlin"])
@on_sqlite
async def test_settings_that_change_around_its_time_lose_no_digest_and_make_no_second(
    room: Room, story: StoryView, claim: ClaimId, words: str
) -> None:
    """Changed after its time has come and before anything ran, and again when it has been said."""
    await room.settle_as(claim, Rating.TRUE)
    heard = await begin(room)
    room.time = may(15, 8, 1)
    await room.ask(f"settings {words}", by=CHANDRA)
    said = await heard.until(may(15, 17), every=HOUR)
    assert len(digests(said)) == 1


@on_sqlite
async def test_a_later_hour_on_the_same_day_swallows_nothing_of_what_changed_meanwhile(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    await room.settle_as(claim, Rating.TRUE)
    heard = await begin(room)
    assert len(digests(await heard.at(may(15, 8)))) == 1
    room.time = may(15, 9)
    await room.ask("settings digest:10:00", by=CHANDRA)
    await room.settle_as(unsaid, Rating.FALSE)
    said = digests(await heard.until(may(18, 10), every=HOUR))
    assert "\n".join(said).count("Changed: 1.2") == 1


@on_sqlite
async def test_it_has_twelve_lines_at_most_and_one_count_of_offers(room: Room, story: StoryView) -> None:
    await room.ask("settings signoffs:3", by=CHANDRA)
    for number in range(4, 10):
        await room.open_thread(story, number)
    for number, one in enumerate(story.claims):
        await room.vote(one.claim.id, Rating.FALSE, by=EDDA, reason="seen")
        await room.vote(one.claim.id, Rating.FALSE if number % 3 else Rating.TRUE, by=ELIAS, reason="seen")
        await room.do(ClaimUsed, one.claim.id, by=ROSA)
        if number % 3 == 1:
            await room.vote(one.claim.id, Rating.FALSE, by=CHANDRA, reason="seen")
    await room.due(story, "tomorrow 18:00")
    heard = await begin(room)
    lines = await digest(heard, 15, 8)
    assert len(lines) <= 12
    labels = [line.split()[line.split(":")[0].count(" ") + 1] for line in lines[1:] if ": 1." in line]
    assert len(labels) == len(set(labels)), "a claim stands under one head"


@on_sqlite
async def test_what_is_due_before_the_next_digest_is_at_risk_also_over_a_weekend(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.due(story, "sat 12:00")
    heard = await begin(room)
    assert [line for line in await digest(heard, 15, 8) if line.startswith("At risk: 1.1")]


@on_sqlite
async def test_what_is_in_use_is_at_risk_though_it_has_no_thread(room: Room, story: StoryView) -> None:
    await room.ask("settings press:18:00", by=CHANDRA)
    room.time = may(14, 19)
    await room.ask("use 1.7")
    heard = await begin(room)
    assert [line for line in await digest(heard, 15, 8) if line.startswith("At risk: 1.7")]


@on_sqlite
async def test_mondays_say_what_is_stuck_beside_what_changed(
    room: Room, story: StoryView, claim: ClaimId, unsaid: ClaimId
) -> None:
    await room.vote(claim, Rating.FALSE, by=ROSA)
    heard = await begin(room)
    room.time = may(22, 12)
    await heard.at(room.time)
    await room.settle_as(unsaid, Rating.TRUE)
    monday = await digest(heard, 25, 8)
    assert [line for line in monday if line.startswith("Stuck for a week: 1.1 Leaning false (1)")]
    await room.settle_as(story.claims[2].claim.id, Rating.TRUE)
    assert [line for line in await digest(heard, 26, 8) if line.startswith("Stuck")] == []


@on_sqlite
async def test_the_terminal_gives_that_of_every_desk_at_any_time(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    await room.settle_as(claim, Rating.TRUE)
    (text,) = await digesting.all_of(room.workspace, ledger=room.ledger, now=room.time)
    assert text == await room.ask("digest")
    assert "Changed: 1.1" in text
