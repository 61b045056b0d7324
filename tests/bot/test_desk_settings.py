"""The settings of a desk: every value is read or refused in a sentence, and shown as it could be written."""

import zoneinfo
from contextlib import suppress
from dataclasses import replace
from datetime import date

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import adjusting
from bot.errors import NotAllowed
from bot.model.ballot import Rating
from bot.model.desk import Desk
from bot.model.ids import PlaceId
from bot.rules import calendar_of
from bot.rules.desk_settings import EXPLAINED, SETTERS, shown
from tests.support.calendars import CLOCKS, ZONES

DESK = Desk(PlaceId("desk"))
thorough = settings(max_examples=200, derandomize=True)
OF_TIME = ("hours", "shift", "days", "holidays", "zone", "press", "digest")
VALUES = st.one_of(
    st.sampled_from(
        ["none", "", "off", "default", "mon", "-", ",", "²", "٩", "99:99", "24:00", "1e3", "Europe"]
    ),
    st.text(max_size=20),
    st.lists(
        st.sampled_from([*CLOCKS, "25:00", "9", "DE", "DE-BY", "2026-12-24", "fri", "sat"]), max_size=4
    ).map(",".join),
    st.lists(st.sampled_from([*CLOCKS, "24:00", "mon", "fri", "xyz"]), max_size=3).map("-".join),
)


def setting(name: str, value: str, desk: Desk = DESK) -> Desk:
    return SETTERS[name](desk, value)


def refusal(name: str, value: str) -> str:
    with pytest.raises(NotAllowed) as refused:
        setting(name, value)
    return str(refused.value)


def test_every_setting_is_explained_in_one_line_and_can_be_set() -> None:
    assert set(EXPLAINED) == {*SETTERS, *adjusting.PEOPLE, "desk"}
    assert all(words and "\n" not in words and len(words) <= 80 for words in EXPLAINED.values())


@pytest.mark.parametrize("name", list(SETTERS))
def test_what_is_shown_of_a_desk_can_be_written_again(name: str) -> None:
    assert setting(name, shown(DESK)[name]) == DESK


@given(st.sampled_from(sorted(SETTERS)), VALUES)
@thorough
def test_any_value_is_refused_in_a_sentence_or_shown_as_it_could_be_written(name: str, value: str) -> None:
    with suppress(NotAllowed):
        desk = setting(name, value)
        assert setting(name, shown(desk)[name]) == desk
        assert replace(desk, **{name: getattr(DESK, name)}) == DESK, "no other setting changes"
        calendar_of.calendar(desk)
        assert all(one == f"{calendar_of.clock(one):%H:%M}" for one in (*desk.press, desk.digest))


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("hours", "9-18", "09:00-18:00"),
        ("hours", "08:30 – 17:00", "08:30-17:00"),
        ("hours", "22:00 to 06:00", "22:00-06:00"),
        ("shift", "18:00-02:00", "18:00-02:00"),
        ("shift", "none", ""),
        ("days", "Tue - Sat", "tue-sat"),
        ("days", "sat,sun", "sat,sun"),
        ("days", "Monday-Friday", "monday-friday"),
        ("holidays", "de, 2026-12-24", ("DE", "2026-12-24")),
        ("holidays", "none", ()),
        ("zone", "Europe/Berlin", "Europe/Berlin"),
        ("press", "18:00, 9", ("09:00", "18:00")),
        ("press", "none", ()),
        ("digest", "7:30", "07:30"),
    ],
)
def test_settings_of_time_as_people_write_them(name: str, value: str, stored: object) -> None:
    assert getattr(setting(name, value), name) == stored


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("hours", "", "09:00-18:00"),
        ("hours", "none", "09:00-18:00"),
        ("hours", "09:00", "09:00-18:00"),
        ("hours", "09:00-09:00", "ends when it begins"),
        ("hours", "09:00-25:00", "23:59"),
        ("hours", "09:00-24:00", "23:59"),
        ("hours", "09:00-18:60", "23:59"),
        ("shift", "18:00-18:00", "shift ends when it begins"),
        ("shift", "evening", "shift is written"),
        ("days", "none", "mon-fri"),
        ("days", "mon-", "mon-fri"),
        ("days", "mon,,fri", "mon-fri"),
        ("days", "monkey-frisbee", "mon-fri"),
        ("days", "weekdays", "mon-fri"),
        ("holidays", "XX", "no country"),
        ("holidays", "DE-XX", "no country"),
        ("holidays", "DE-", "no country"),
        ("holidays", "DE,FR", "one country"),
        ("holidays", "2026-02-30", "no date"),
        ("holidays", ",".join(f"2026-{m:02}-{d:02}" for m in (1, 3, 5) for d in range(1, 24)), "at most 60"),
        ("zone", "", "no time zone"),
        ("zone", "Mars/Base", "no time zone"),
        ("zone", "Europe", "no time zone"),
        ("zone", "../../etc/passwd", "no time zone"),
        ("zone", "right/Europe/Berlin", "no time zone"),
        ("zone", "localtime", "no time zone"),
        ("press", "18:00,18:30", "overlap"),
        ("press", "18:00,18:00", "overlap"),
        ("press", "23:30,00:15", "overlap"),
        ("press", "noon", "times such as 18:00"),
        ("press", "24:00", "23:59"),
        ("digest", "none", "times such as 18:00"),
        ("digest", "25:00", "23:59"),
        ("digest", "8:0", "times such as 18:00"),
        ("threads", "7", "from 0 to 6"),
        ("threads", "-1", "from 0 to 6"),
        ("signoffs", "1", "from 2 to 9"),
        ("signoffs", "²", "from 2 to 9"),
        ("blind", "maybe", "on or off"),
        ("mode", "manual", "auto or asked"),
        ("own", "localhost", "no domain"),
        ("ratings", "true=False", "same name"),
        ("ratings", "lie=Lie", "the four are"),
    ],
)
def test_a_wrong_value_is_refused_with_the_reason(name: str, value: str, says: str) -> None:
    assert says in refusal(name, value)


@given(st.lists(st.integers(0, 1439), min_size=2, max_size=5, unique=True))
@thorough
def test_press_times_are_an_hour_apart_also_across_midnight(minutes: list[int]) -> None:
    words = ",".join(f"{minute // 60:02}:{minute % 60:02}" for minute in minutes)
    around = sorted(minutes)
    gaps = [later - one for one, later in zip(around, [*around[1:], around[0] + 1440], strict=True)]
    if min(gaps) >= 60:
        assert len(setting("press", words).press) == len(minutes)
    else:
        assert "overlap" in refusal("press", words)


def test_every_zone_of_the_database_is_a_zone_and_nothing_else_is_guessed() -> None:
    for zone in zoneinfo.available_timezones() - {"localtime"}:
        assert setting("zone", zone).zone == zone
    for zone in ("Berlin", "CEST+1", "Europe/Berlin/x", "UTC+2", "/etc/localtime", "\x00"):
        assert zone in refusal("zone", zone)


def test_the_holidays_of_every_country_and_part_that_is_known_can_be_set() -> None:
    refused = []
    for country, parts in holidays.list_supported_countries(include_aliases=False).items():
        for code in (country, *(f"{country}-{part}" for part in parts)):
            try:
                desk = setting("holidays", code)
                calendar_of.calendar(desk).works_on(date(2026, 5, 14))
            except NotAllowed:
                refused.append(code)
    assert refused == []


def test_a_calendar_is_what_the_settings_say() -> None:
    desk = Desk(
        PlaceId("desk"),
        hours="09:00-18:00",
        shift="18:00-02:00",
        days="sat-mon",
        holidays=("DE", "2026-12-23"),
    )
    made = calendar_of.calendar(desk)
    assert [calendar_of.span_shown(span) for span in made.spans] == ["09:00-18:00", "18:00-02:00"]
    assert made.days == {5, 6, 0}
    assert made.country == "DE"
    assert made.off == {date(2026, 12, 23)}
    assert made.zone.key == "UTC"


@pytest.mark.parametrize("zone", ZONES)
def test_desks_of_other_zones_have_other_calendars(zone: str) -> None:
    assert calendar_of.calendar(setting("zone", zone)).zone.key == zone


def test_ratings_are_renamed_by_their_own_names_and_back() -> None:
    renamed = setting("ratings", "false=Pants on fire, TRUE=Correct")
    assert (renamed.call(Rating.FALSE), renamed.call(Rating.TRUE)) == ("Pants on fire", "Correct")
    assert setting("ratings", "default", renamed) == DESK
