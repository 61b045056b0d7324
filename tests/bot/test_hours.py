"""Working time of a desk: hours, shifts past midnight, holidays, nights on which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.hours import Calendar, spelled
from tests.support.calendars import MINUTE, Slow, calendars, local, moments, working

thorough = settings(max_examples=60, derandomize=True)
HOUR = timedelta(hours=1)
BERLIN = "Europe/Berlin"


@st.composite
def moment_of_a_desk(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    calendar = draw(calendars())
    return calendar, draw(moments(calendar.zone.key))


@given(moment_of_a_desk(), st.integers(0, 500))
@settings(max_examples=30, derandomize=True)
def test_later_and_opens_are_what_counting_every_minute_comes_to(
    at: tuple[Calendar, datetime], minutes: int
) -> None:
    calendar, here = at
    slow = Slow(calendar, calendar.day_of(here))
    assert calendar.working(here) == slow.works(here)
    for number in (0, minutes):
        expected = slow.later(here, number)
        if expected is not None:
            assert calendar.later(here, number * MINUTE) == expected
    assert slow.later(here, 0) in (None, calendar.opens(here))


@given(moment_of_a_desk(), st.integers(0, 120), st.integers(0, 120))
@thorough
def test_later_always_ends_in_working_time_and_more_work_is_never_earlier(
    at: tuple[Calendar, datetime], one: int, more: int
) -> None:
    calendar, here = at
    first, last = (calendar.later(here, minutes * MINUTE) for minutes in (one, one + more))
    assert here <= first <= last
    assert calendar.working(first)
    assert calendar.working(last)
    assert calendar.opens(first) == first
    assert calendar.later(first, more * MINUTE) == last, "in two parts it is as long as in one"


@given(moment_of_a_desk())
@thorough
def test_the_next_day_begins_with_work_on_a_later_date(at: tuple[Calendar, datetime]) -> None:
    calendar, here = at
    start = calendar.next_day(here)
    assert start > here
    assert calendar.day_of(start) > calendar.day_of(here)
    assert calendar.working(start)
    assert not calendar.works_on(calendar.day_of(start)) or start == min(
        begins for begins, _ in calendar.windows(calendar.day_of(start))
    )


@given(moment_of_a_desk())
@thorough
def test_windows_are_in_order_and_never_empty(at: tuple[Calendar, datetime]) -> None:
    calendar, here = at
    windows = calendar.windows(calendar.day_of(here))
    assert windows == sorted(windows)
    assert all(start < end <= start + timedelta(hours=25) for start, end in windows)
    assert bool(windows) <= calendar.works_on(calendar.day_of(here))


def test_a_shift_past_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    desk = working("09:00-18:00", shift="18:00-02:00")
    assert desk.working(local(BERLIN, 2026, 5, 16, 1, 59)), "Friday's shift ends on Saturday"
    assert not desk.working(local(BERLIN, 2026, 5, 16, 2, 0))
    assert not desk.working(local(BERLIN, 2026, 5, 18, 1, 0)), "nobody began one on Sunday"
    assert desk.later(local(BERLIN, 2026, 5, 15, 17), 8 * HOUR) == local(BERLIN, 2026, 5, 16, 1)
    assert desk.later(local(BERLIN, 2026, 5, 15, 23), 4 * HOUR) == local(BERLIN, 2026, 5, 18, 10)


def test_a_shift_that_overlaps_the_hours_is_counted_once() -> None:
    desk = working("09:00-18:00", shift="16:00-20:00", zone="UTC")
    start = datetime(2026, 5, 14, 15, tzinfo=UTC)
    assert desk.later(start, 4 * HOUR) == start + 4 * HOUR
    inside = working("09:00-18:00", shift="10:00-11:00", zone="UTC")
    assert inside.later(datetime(2026, 5, 14, 9, tzinfo=UTC), 4 * HOUR) == datetime(
        2026, 5, 14, 13, tzinfo=UTC
    )


def test_the_night_on_which_clocks_go_forward_is_an_hour_shorter() -> None:
    desk = working("22:00-06:00", days="mon-sun")
    evening = local(BERLIN, 2026, 3, 28, 22)
    assert desk.later(evening, 7 * HOUR - MINUTE) == local(BERLIN, 2026, 3, 29, 5, 59)
    assert desk.later(evening, 7 * HOUR) == local(BERLIN, 2026, 3, 29, 22)


def test_the_night_on_which_clocks_go_back_is_an_hour_longer() -> None:
    desk = working("22:00-06:00", days="mon-sun")
    evening = local(BERLIN, 2026, 10, 24, 22)
    assert desk.later(evening, 8 * HOUR) == local(BERLIN, 2026, 10, 25, 5)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "gap_ends", "skipped"),
    [
        (BERLIN, date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, tzinfo=UTC), HOUR),
        ("Africa/Cairo", date(2026, 4, 24), time(0), datetime(2026, 4, 23, 22, tzinfo=UTC), HOUR),
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            time(2, 15),
            datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
            HOUR / 2,
        ),
    ],
)
def test_a_time_that_the_clocks_skip_is_soon_after_the_gap(
    zone: str, day: date, clock: time, gap_ends: datetime, skipped: timedelta
) -> None:
    at = working(zone=zone).instant(day, clock)
    assert gap_ends <= at < gap_ends + skipped


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    assert working().instant(date(2026, 10, 25), time(2, 30)) == local(BERLIN, 2026, 10, 25, 2, 30, fold=0)
    assert local(BERLIN, 2026, 10, 25, 2, 30, fold=1) - local(BERLIN, 2026, 10, 25, 2, 30) == HOUR


def test_holidays_of_a_country_of_a_part_of_it_and_of_the_house_are_quiet() -> None:
    epiphany, unity, own = date(2026, 1, 6), date(2025, 10, 3), date(2026, 12, 23)
    assert working(holidays=["DE"]).works_on(epiphany)
    assert not working(holidays=["DE-BY"]).works_on(epiphany)
    assert not working(holidays=["DE"]).works_on(unity)
    both = working(holidays=["DE", own.isoformat()])
    assert not both.works_on(own)
    assert both.works_on(own - timedelta(days=1))
    # Good Friday and Easter Monday around a weekend: four days without work.
    assert both.later(local(BERLIN, 2026, 4, 2, 17), 2 * HOUR) == local(BERLIN, 2026, 4, 7, 10)


def test_a_shift_that_begins_on_a_working_day_runs_into_a_holiday() -> None:
    desk = working("18:00-02:00", holidays=["2026-05-15"])
    assert desk.working(local(BERLIN, 2026, 5, 15, 1))
    assert not desk.working(local(BERLIN, 2026, 5, 15, 19))


def test_a_desk_that_is_closed_for_months_is_treated_as_open_so_that_nothing_is_lost() -> None:
    first = date(2026, 5, 11)
    closed = working(zone="UTC", days="mon", holidays=[str(first + timedelta(weeks=n)) for n in range(60)])
    at = datetime(2026, 5, 11, 12, tzinfo=UTC)
    assert closed.opens(at) == at
    assert closed.later(at, 4 * HOUR) == at + 4 * HOUR
    assert closed.next_day(at) == at + timedelta(days=1)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "America/Nuuk"])
def test_a_desk_that_works_around_the_clock_has_no_quiet_minute(zone: str) -> None:
    desk = working("00:00-12:00", shift="12:00-00:00", days="mon-sun", zone=zone)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert all(desk.working(start + number * 37 * MINUTE) for number in range(365 * 38))


@pytest.mark.parametrize("code", ["DE", "DE-BY", "US", "US-NY", "GB-SCT"])
def test_countries_and_their_parts_are_known(code: str) -> None:
    assert spelled(code) == code


@pytest.mark.parametrize("code", ["", "XX", "DE-XX", "de", "DE-", "DE-BY-BY", "Germany", "-BY"])
def test_other_codes_are_not(code: str) -> None:
    assert spelled(code) != code
