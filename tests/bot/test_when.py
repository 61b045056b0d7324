"""When somebody says that something is due: nothing is guessed, and what is refused says why."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NotAllowed
from bot.rules import when
from bot.rules.hours import Calendar
from tests.support.calendars import MINUTE, calendars, local, moments, working

BERLIN = "Europe/Berlin"
# A Thursday, 14:00 in Berlin.
NOW = local(BERLIN, 2026, 5, 14, 14)
thorough = settings(max_examples=120, derandomize=True)

PARTS = """today tomorrow yesterday in at now noon friday fri Monday sun tues 18:00 9 25:00 24:00 00:00 12am
13pm 6 pm 2h 90m 3 days 99999d 0h - 2026-05-14 2026-02-30 2026-11-30T18:00 9999-12-31 0001-01-01 0000-00-00
23:59 1.30 18h30 ١٨:٠٠ ²:00 \x00 \u202e <!channel> @everyone none due 1e9 -1h +2h 18:0 18:000 :30 5:60"""
WORDS = st.sampled_from(PARTS.split())
SAYINGS = st.one_of(st.lists(WORDS, max_size=4).map(" ".join), st.text(max_size=30))


def due(words: str, *, now: datetime = NOW, calendar: Calendar | None = None) -> datetime:
    return when.due(words, now=now, calendar=calendar or working())


def refusal(words: str, *, now: datetime = NOW, calendar: Calendar | None = None) -> str:
    with pytest.raises(NotAllowed) as refused:
        due(words, now=now, calendar=calendar)
    return str(refused.value)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("18:00", (14, 18, 0)),
        ("  18:00 ", (14, 18, 0)),
        ("18.30", (14, 18, 30)),
        ("6pm", (14, 18, 0)),
        ("6:15 PM", (14, 18, 15)),
        ("18", (14, 18, 0)),
        ("today 17:00", (14, 17, 0)),
        ("today", (14, 18, 0)),
        ("Tomorrow 9", (15, 9, 0)),
        ("tomorrow at 9", (15, 9, 0)),
        ("tomorrow 12am", (15, 0, 0)),
        ("tomorrow", (15, 18, 0)),
        ("friday 17:30", (15, 17, 30)),
        ("fri", (15, 18, 0)),
        ("thursday 18:00", (21, 18, 0)),
        ("sat 10", (16, 10, 0)),
        ("in 2h", (14, 16, 0)),
        ("in 90 minutes", (14, 15, 30)),
        ("in 1 day", (15, 14, 0)),
        ("2026-05-20 7:30", (20, 7, 30)),
        ("2026-5-20", (20, 18, 0)),
    ],
)
def test_what_people_say_is_understood_in_the_zone_of_the_desk(
    words: str, moment: tuple[int, int, int]
) -> None:
    assert due(words) == local(BERLIN, 2026, 5, *moment)


@pytest.mark.parametrize("words", ["2026-05-20T18:00", "2026-05-20t18:00", "2026-05-20 at 18:00"])
def test_a_date_and_time_as_programs_write_them_are_understood(words: str) -> None:
    assert due(words) == local(BERLIN, 2026, 5, 20, 18)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Say when it is due"),
        ("   ", "Say when it is due"),
        ("yesterday", "has gone by"),
        ("yesterday 9", "has gone by"),
        ("2026-05-13 18:00", "has gone by"),
        ("today 14:00", "has gone by"),
        ("9:00", "Do you mean tomorrow 09:00?"),
        ("14:00", "Do you mean tomorrow 14:00?"),
        ("in 0h", "has gone by"),
        ("25:00", "25:00"),
        ("tomorrow 24:00", "23:59"),
        ("13pm", "no time of day"),
        ("0am", "no time of day"),
        ("2026-02-30", "There is no 2026-02-30"),
        ("2027-06-01", "more than a year"),
        ("in 99999d", "more than a year"),
        ("soon", "no time that I understand"),
        ("in", "no time that I understand"),
        ("tomorrowish", "no time that I understand"),
        ("friday night", "no time that I understand"),
    ],
)
def test_what_is_no_time_or_gone_by_is_asked_about_in_a_sentence(words: str, says: str) -> None:
    sentence = refusal(words)
    assert says in sentence
    assert sentence.endswith((".", "Say so."))


def test_a_refused_time_says_what_time_it_is_on_the_desk() -> None:
    assert refusal("9:00") == (
        "09:00 has gone by today (it is 14:00 CEST). Do you mean tomorrow 09:00? Say so."
    )


@given(SAYINGS, calendars(), st.data())
@thorough
def test_whatever_is_said_gives_a_time_ahead_or_a_sentence(
    words: str, calendar: Calendar, data: st.DataObject
) -> None:
    now = data.draw(moments(calendar.zone.key))
    with suppress(NotAllowed):
        assert now < due(words, now=now, calendar=calendar) <= now + when.FARTHEST


@given(calendars(), st.data(), st.integers(1, 365 * 1440))
@thorough
def test_a_date_with_a_time_is_what_the_clock_on_the_wall_shows_then(
    calendar: Calendar, data: st.DataObject, ahead: int
) -> None:
    now = data.draw(moments(calendar.zone.key))
    wanted = now + ahead * MINUTE
    shown = wanted.astimezone(calendar.zone)
    try:
        at = due(f"{shown:%Y-%m-%d %H:%M}", now=now, calendar=calendar)
    except NotAllowed:
        assert wanted - now <= timedelta(hours=1), "only the second of two like hours may be refused"
    else:
        assert at.astimezone(calendar.zone).replace(tzinfo=None, fold=0) == shown.replace(tzinfo=None, fold=0)
        assert abs(at - wanted) <= timedelta(hours=1)


@pytest.mark.parametrize("words", ["9999-12-31", "9999-12-31 23:30", "0001-01-01", "0001-01-01 00:00"])
def test_the_first_and_last_dates_of_all_are_refused_like_others(words: str) -> None:
    for zone in ("America/New_York", BERLIN, "Pacific/Kiritimati"):
        assert refusal(words, calendar=working("18:00-02:00", zone=zone, holidays=["DE"]))


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    night = local(BERLIN, 2026, 3, 28, 20)
    assert refusal("tomorrow 2:30", now=night) == (
        "02:30 does not exist on 29 March: the clocks go forward then."
    )
    assert due("tomorrow 3:00", now=night) == local(BERLIN, 2026, 3, 29, 3)


def test_a_time_that_comes_twice_and_is_still_ahead_once_has_not_gone_by() -> None:
    between = local(BERLIN, 2026, 10, 25, 2, 10, fold=1)
    assert due("2:30", now=between) == local(BERLIN, 2026, 10, 25, 2, 30, fold=1)


def test_a_day_without_a_time_ends_with_its_hours_whatever_shifts_there_are() -> None:
    assert due("tomorrow", calendar=working(shift="18:00-02:00")) == local(BERLIN, 2026, 5, 15, 18)
    assert due("tomorrow", calendar=working(shift="04:00-08:00")) == local(BERLIN, 2026, 5, 15, 18)
    assert due("sat", calendar=working("09:00-17:00")) == local(BERLIN, 2026, 5, 16, 18), "a day off"
    assert due("today", calendar=working("20:00-04:00")) == local(BERLIN, 2026, 5, 15, 4)


def test_times_are_said_with_their_zone_and_in_the_readers_own_where_it_differs() -> None:
    berlin, york = ZoneInfo(BERLIN), ZoneInfo("America/New_York")
    at = local(BERLIN, 2026, 5, 14, 18)
    assert when.say(at, berlin, now=NOW) == "18:00 CEST"
    assert when.say(at, berlin, now=NOW, reader=ZoneInfo("Europe/Paris")) == "18:00 CEST"
    assert when.say(at, berlin, now=NOW, reader=york) == "18:00 CEST (12:00 EDT for you)"
    late = local(BERLIN, 2026, 5, 15, 3)
    assert when.say(late, berlin, now=NOW, reader=york) == "tomorrow 03:00 CEST (21:00 EDT for you)"
    assert when.say(at, berlin, now=NOW - timedelta(days=3)) == "Thu 14 May, 18:00 CEST"
    assert when.say(at, berlin, now=NOW - timedelta(days=300)) == "Thu 14 May 2026, 18:00 CEST"
    assert when.say(at, berlin, now=NOW + timedelta(days=1)) == "Thu 14 May, 18:00 CEST"


@pytest.mark.parametrize(
    ("zone", "name"),
    [("Asia/Kathmandu", "UTC+05:45"), ("America/Sao_Paulo", "UTC-03:00"), ("UTC", "UTC"), (BERLIN, "CEST")],
)
def test_a_zone_without_letters_is_called_by_its_offset(zone: str, name: str) -> None:
    assert when.zone_name(datetime(2026, 5, 14, tzinfo=UTC), ZoneInfo(zone)) == name
