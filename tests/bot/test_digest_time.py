"""One digest a local working date: whatever the clocks do, and after any time in which nothing ran."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import digest_time
from bot.rules.hours import Calendar
from tests.chaos.zones import CLOCKS, chosen, faults, main
from tests.support.calendars import MINUTE, calendars, local, moments, working

BERLIN = "Europe/Berlin"
HOUR = timedelta(hours=1)
EIGHT = time(8)
thorough = settings(max_examples=80, derandomize=True)
clocks = st.sampled_from(CLOCKS)


@st.composite
def times_of_a_desk(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    calendar = draw(calendars())
    return calendar, draw(moments(calendar.zone.key))


@pytest.mark.parametrize("zone", chosen(2, seed=6))
def test_there_is_one_digest_a_working_date_in_ten_years(zone: str) -> None:
    """A sample; `python -m tests.chaos.zones` goes through all zones and clock times."""
    assert faults(zone, EIGHT, days="mon-fri") == []
    assert [fault for clock in CLOCKS[1:4] for fault in faults(zone, clock, years=1)] == []


@pytest.mark.parametrize("zone", ["America/Nuuk", "America/Scoresbysund"])
def test_a_digest_in_the_hour_before_midnight_that_clocks_skip_is_still_that_days(zone: str) -> None:
    assert faults(zone, time(23, 30), years=1) == []


def test_a_date_that_was_skipped_has_no_digest_and_its_neighbours_have_theirs() -> None:
    assert [fault for clock in CLOCKS for fault in faults("Pacific/Apia", clock, year=2011, years=1)] == []


def test_the_long_form_counts_zones_and_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--zones", "0", "--years", "0"]) == 0
    assert "faults 0" in capsys.readouterr().out


@given(times_of_a_desk(), clocks, st.integers(1, 3000))
@thorough
def test_the_next_digest_is_always_later_and_never_before_that_of_an_earlier_time(
    at: tuple[Calendar, datetime], clock: time, ahead: int
) -> None:
    calendar, here = at
    first = digest_time.next_after(here, clock, calendar)
    assert first > here
    assert digest_time.next_after(first, clock, calendar) > first
    assert digest_time.next_after(here + ahead * MINUTE, clock, calendar) >= first


@given(times_of_a_desk(), clocks)
@thorough
def test_no_working_date_lies_between_now_and_the_next_digest(
    at: tuple[Calendar, datetime], clock: time
) -> None:
    calendar, here = at
    due = digest_time.next_after(here, clock, calendar)
    day = calendar.day_of(here)
    while (day := day + timedelta(days=1)) < calendar.day_of(due) - timedelta(days=1):
        assert not calendar.works_on(day)


@given(times_of_a_desk(), st.lists(st.integers(1, 4000), min_size=3, max_size=25))
@thorough
def test_however_long_nothing_runs_a_date_has_one_digest_at_most_and_none_is_lost_that_could_be_said(
    at: tuple[Calendar, datetime], waits: list[int]
) -> None:
    calendar, now = at
    due = digest_time.next_after(now, EIGHT, calendar)
    sent, owed = [], set()
    for wait in waits:
        now += wait * MINUTE
        today = calendar.day_of(now)
        if due > now:
            continue
        if calendar.works_on(today) and now >= calendar.instant(today, EIGHT):
            owed.add(today)
        turn = digest_time.turn(due, now=now, clock=EIGHT, calendar=calendar)
        assert turn.next_at > now
        assert turn.late == (turn.send and now - due >= digest_time.LATE)
        if turn.send:
            sent.append(today)
        due = turn.next_at
    assert len(sent) == len(set(sent))
    assert set(sent) == owed


@pytest.mark.parametrize(
    ("now", "send", "late", "next_at"),
    [
        ((15, 8, 0), True, False, (18, 8, 0)),
        ((15, 8, 14), True, False, (18, 8, 0)),
        ((15, 8, 15), True, True, (18, 8, 0)),
        ((15, 23, 59), True, True, (18, 8, 0)),
        ((16, 8, 0), False, False, (18, 8, 0)),
        ((18, 7, 59), False, False, (18, 8, 0)),
        ((18, 8, 0), True, True, (19, 8, 0)),
        ((20, 12, 0), True, True, (21, 8, 0)),
    ],
)
def test_after_downtime_there_is_one_marked_late_or_it_waits_for_the_next(
    now: tuple[int, int, int], send: bool, late: bool, next_at: tuple[int, int, int]
) -> None:
    """The one of Friday the 15th, at 08:00."""
    due = local(BERLIN, 2026, 5, 15, 8)
    turn = digest_time.turn(due, now=local(BERLIN, 2026, 5, *now), clock=EIGHT, calendar=working())
    assert turn == digest_time.Turn(send=send, late=late, next_at=local(BERLIN, 2026, 5, *next_at))


def test_the_hour_that_comes_twice_brings_one_and_the_hour_that_is_skipped_brings_one() -> None:
    every_day = working(days="mon-sun")
    first = digest_time.next_after(local(BERLIN, 2026, 10, 25, 0), time(2, 30), every_day)
    assert first == local(BERLIN, 2026, 10, 25, 2, 30)
    assert digest_time.next_after(first, time(2, 30), every_day) == local(BERLIN, 2026, 10, 26, 2, 30)
    spring = digest_time.next_after(local(BERLIN, 2026, 3, 29, 0), time(2, 30), every_day)
    assert every_day.day_of(spring) == every_day.day_of(local(BERLIN, 2026, 3, 29, 12))
    cairo = working(zone="Africa/Cairo", days="mon-sun")
    midnight = digest_time.next_after(local("Africa/Cairo", 2026, 4, 23, 12), time(0), cairo)
    assert midnight == local("Africa/Cairo", 2026, 4, 24, 1), "no midnight that day, but its first minute"


def test_holidays_have_none_and_a_desk_closed_for_months_is_looked_at_every_day() -> None:
    easter = digest_time.next_after(local(BERLIN, 2026, 4, 2, 9), EIGHT, working(holidays=["DE"]))
    assert easter == local(BERLIN, 2026, 4, 7, 8)
    start = local(BERLIN, 2026, 5, 11, 12)
    weeks = [(start + timedelta(weeks=number)).date().isoformat() for number in range(60)]
    closed = working(days="mon", holidays=weeks)
    assert digest_time.next_after(start, EIGHT, closed) == start + 24 * HOUR
