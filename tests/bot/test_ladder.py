"""What holds of every plan of reminders, whatever the desk's hours and the time of day."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.model.due import Due
from bot.model.ids import ClaimId, PlaceId, StoryId
from bot.model.reminder import Reminder, Rung
from bot.rules import ladder
from bot.rules.hours import Calendar
from tests.support.calendars import MINUTE, calendars, local, moments, working

CLAIM, STORY, DESK = ClaimId("claim"), StoryId("story"), PlaceId("desk")
BERLIN = "Europe/Berlin"
HOUR = timedelta(hours=1)
BEFORE_DUE = {
    Rung.OWNER: 4 * HOUR,
    Rung.DESK: HOUR,
    Rung.CHIEF: 45 * MINUTE,
    Rung.RED: 15 * MINUTE,
    Rung.PRESS: timedelta(0),
}
thorough = settings(max_examples=70, derandomize=True)
spans = st.integers(1, 4000).map(lambda minutes: minutes * MINUTE)
PRESS_TIMES = st.sampled_from(
    [(time(18),), (time(12), time(18)), (time(0),), (time(2, 30),), (time(23, 30),)]
)


@st.composite
def times_of_a_desk(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    calendar = draw(calendars())
    return calendar, draw(moments(calendar.zone.key))


def of_claim(calendar: Calendar, touched: datetime, due: Due | None = None) -> list[Reminder]:
    return ladder.of_claim(ladder.Taken(CLAIM, DESK, touched, due), calendar)


def of_story(
    calendar: Calendar, read_at: datetime, *, offers: bool = True, due: Due | None = None
) -> list[Reminder]:
    return ladder.of_story(STORY, DESK, read_at=read_at, offers=offers, due=due, calendar=calendar)


def rungs(plan: Sequence[Reminder]) -> list[Rung]:
    return [one.rung for one in plan]


@given(times_of_a_desk(), spans, st.one_of(st.none(), spans))
@thorough
def test_a_reminder_without_due_never_falls_in_quiet_time(
    at: tuple[Calendar, datetime], wait: timedelta, snoozed: timedelta | None
) -> None:
    calendar, start = at
    for one in [*of_claim(calendar, start), *of_story(calendar, start)]:
        assert one.due_at is None
        assert calendar.working(one.at)
        assert one.at >= start
        until = None if snoozed is None else start + snoozed
        said = ladder.moved(one, now=one.at + wait, calendar=calendar, snoozed=until)
        assert calendar.working(said), "also after downtime and snoozing"
        assert said >= one.at + wait
        assert until is None or said >= until


@given(times_of_a_desk(), spans, spans)
@thorough
def test_a_reminder_with_due_stands_where_the_ladder_says_and_never_moves(
    at: tuple[Calendar, datetime], ahead: timedelta, wait: timedelta
) -> None:
    calendar, since = at
    due = Due(since + ahead, since)
    planned = [
        one for one in of_claim(calendar, since, due) + of_story(calendar, since, due=due) if one.due_at
    ]
    assert rungs(planned) == [rung for rung, before in BEFORE_DUE.items() if due.at - before > since]
    for one in planned:
        assert one.at == due.at - BEFORE_DUE[one.rung]
        assert since < one.at <= due.at == one.due_at
        now = one.at + wait
        assert ladder.moved(one, now=now, calendar=calendar, snoozed=None) == now
        if one.rung is not Rung.PRESS:
            assert ladder.pointless(one, now=now) == (now >= due.at)


@given(times_of_a_desk(), spans, st.booleans(), st.booleans())
@thorough
def test_a_plan_is_never_more_than_the_ladder_and_the_same_again(
    at: tuple[Calendar, datetime], ahead: timedelta, offers: bool, with_due: bool
) -> None:
    calendar, start = at
    due = Due(start + ahead, start) if with_due else None
    claim, story = of_claim(calendar, start, due), of_story(calendar, start, offers=offers, due=due)
    assert claim == of_claim(calendar, start, due)
    assert story == of_story(calendar, start, offers=offers, due=due)
    assert set(rungs(claim)) <= {Rung.STILL, Rung.LAPSE} | ({Rung.OWNER} if due else set())
    if due is not None:
        asked = [one.at for one in claim if one.rung is Rung.STILL]
        assert all(at > due.at for at in asked), "before it is due the due time asks"
    assert set(rungs(story)) <= {Rung.OFFERS, Rung.DESK, Rung.CHIEF, Rung.RED, Rung.PRESS}
    everything = claim + story
    assert len({one.id for one in everything}) == len(everything) == len(set(rungs(everything)))


@given(times_of_a_desk(), st.booleans())
@thorough
def test_a_take_is_asked_about_and_lapses_on_a_later_day_of_work(
    at: tuple[Calendar, datetime], later: bool
) -> None:
    calendar, touched = at
    still, lapse = of_claim(calendar, touched)
    assert (still.rung, lapse.rung) == (Rung.STILL, Rung.LAPSE)
    assert still.at == calendar.later(touched, 4 * HOUR)
    assert calendar.day_of(lapse.at) > calendar.day_of(still.at)
    again = of_claim(calendar, touched + HOUR) if later else []
    assert not {one.id for one in again} & {still.id, lapse.id}, "a sign of life begins it anew"


def test_an_untouched_claim_earns_its_story_one_line_and_nothing_else() -> None:
    read_at = local(BERLIN, 2026, 5, 14, 16)
    (line,) = of_story(working(), read_at)
    assert (line.rung, line.at) == (Rung.OFFERS, local(BERLIN, 2026, 5, 15, 11))
    assert of_story(working(), read_at, offers=False) == []


def test_the_whole_ladder_of_a_story_with_due_in_the_night() -> None:
    since = local(BERLIN, 2026, 5, 16, 9)
    due = Due(local(BERLIN, 2026, 5, 17, 3), since)
    plan = of_claim(working(), since, due) + of_story(working(), since, offers=False, due=due)
    after = (Rung.STILL, Rung.LAPSE)
    assert [one.rung for one in plan if one.rung in after and one.at > due.at] == list(after)
    assert [(one.rung, one.at) for one in plan if one.rung not in after] == [
        (Rung.OWNER, local(BERLIN, 2026, 5, 16, 23)),
        (Rung.DESK, local(BERLIN, 2026, 5, 17, 2)),
        (Rung.CHIEF, local(BERLIN, 2026, 5, 17, 2, 15)),
        (Rung.RED, local(BERLIN, 2026, 5, 17, 2, 45)),
        (Rung.PRESS, local(BERLIN, 2026, 5, 17, 3)),
    ]


def test_hours_before_due_are_hours_also_when_the_clocks_change() -> None:
    due = Due(local(BERLIN, 2026, 3, 29, 4), local(BERLIN, 2026, 3, 28, 9))
    owner = of_claim(working(), due.since, due)[0]
    assert owner.rung is Rung.OWNER
    assert owner.at == local(BERLIN, 2026, 3, 28, 23), "three on the wall, four that pass"


@given(times_of_a_desk(), PRESS_TIMES)
@thorough
def test_the_press_time_that_counts_is_the_first_one_ahead(
    at: tuple[Calendar, datetime], times: tuple[time, ...]
) -> None:
    calendar, since = at
    # What belongs to a shift past midnight has a test of its own.
    assume(all(span.end > span.start for span in calendar.spans))
    due = ladder.press(times, since, calendar)
    assert due is not None
    assert due.at > due.since == since
    days = [calendar.day_of(since) + timedelta(days=number) for number in range(15)]
    possible = [calendar.instant(day, clock) for day in days if calendar.works_on(day) for clock in times]
    assert due.at == min(one for one in possible if one > since)


def test_a_desk_without_press_times_has_none() -> None:
    assert ladder.press((), local(BERLIN, 2026, 5, 14, 12), working()) is None


def test_press_time_in_the_night_belongs_to_the_shift_that_began_the_evening_before() -> None:
    desk = working(shift="18:00-02:00")
    friday = local(BERLIN, 2026, 5, 15, 20)
    due = ladder.press((time(1),), friday, desk)
    assert due is not None
    assert due.at == local(BERLIN, 2026, 5, 16, 1)


def test_holidays_longer_than_two_weeks_do_not_lose_the_press_time() -> None:
    first = local(BERLIN, 2026, 7, 31, 19)
    summer = [f"2026-08-{day:02}" for day in range(1, 22)]
    due = ladder.press((time(18),), first, working(holidays=summer))
    assert due is not None
    assert due.at == local(BERLIN, 2026, 8, 24, 18)


@pytest.mark.parametrize("order", [1, -1])
def test_the_earliest_due_time_counts(order: int) -> None:
    now = local(BERLIN, 2026, 5, 14, 12)
    one, other = Due(now + HOUR, now), Due(now + 2 * HOUR, now - HOUR)
    assert ladder.earliest([one, None, other][::order]) == one
    assert ladder.earliest([None]) is None


def test_a_due_time_that_was_past_when_the_claim_was_taken_does_not_end_the_asking() -> None:
    """Nothing is due any more, so it is in play without due: still on it, then back to the pool."""
    since = local(BERLIN, 2026, 5, 13, 9)
    gone_by = Due(local(BERLIN, 2026, 5, 13, 18), since)
    plan = of_claim(working(), local(BERLIN, 2026, 5, 14, 10), gone_by)
    assert rungs(plan) == [Rung.STILL, Rung.LAPSE]
