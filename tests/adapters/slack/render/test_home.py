"""App Home: within Slack's limits for the longest newsroom, and without a word that pings."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render.home import home
from bot.home import LISTED, Home, HomeDesk, Item, Part
from bot.model.desk import Desk, Mode
from bot.model.due import Due
from bot.model.ids import MessageId, PlaceId
from bot.model.view import ClaimView
from tests.support.acts import Told, decided, viewed
from tests.support.hours import NOON
from tests.support.slack.checks import refuse_bad_view
from tests.support.slack.message import words
from tests.support.slack.rich import mentioned, pings

HOSTILE = "<!channel> <@U0EDDA> *bold* `code` @here :tada: \u202e" + "👨‍👩‍👧‍👦 Ünïcödé نمونه " * 200
DESK = HomeDesk(Desk(PlaceId("C0DESK")), "#desk", "", leads=True)


def claim(text: str = "It rose by 4 per cent.", **more: Any) -> ClaimView:
    view = viewed(decided(Told().deeds), Desk(PlaceId("C0DESK")))
    return replace(view, claim=replace(view.claim, text=text), **more)


def part(view: ClaimView, *, desk: str = "#desk", why: str = "", count: int = 1) -> Part:
    return Part(tuple(Item(view, desk, why) for _ in range(min(count, LISTED))), count)


def shown(view: dict[str, Any]) -> str:
    """What a person reads, once Slack has taken it."""
    refuse_bad_view(view, home=True)
    return words(view["blocks"])


def buttons(view: dict[str, Any]) -> list[tuple[str, str]]:
    found = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    return [(one["action_id"], one["value"]) for one in found]


def test_nothing_to_do_is_said_so_and_without_a_desk_how_to_get_one() -> None:
    empty = shown(home(Home(Part(), Part(), Part(), ())))
    for line in (
        "Nothing waits for you.",
        "Nothing in use or due soon is open.",
        "Editors agree everywhere.",
    ):
        assert line in empty
    assert "/invite @Claimdesk" in empty


def test_a_claim_says_where_it_stands_what_it_asks_for_and_when_it_is_due_and_leads_to_its_thread() -> None:
    view = claim(stands=MessageId("1.5"), due=Due(NOON, NOON))
    made = home(
        Home(part(view, why="yours", count=12), Part(), Part(), (DESK,)),
        link=lambda place, message: f"https://news.slack.com/archives/{place}/{message}",
    )
    text = shown(made)
    for piece in ("Needs you (12)", "12.3", "#desk", "Open", "yours", "It rose by 4 per cent.", "and 2 more"):
        assert piece in text
    assert "https://news.slack.com/archives/C0DESK/1.5" in str(made)
    assert "14 May 2026, 12:00 UTC" in str(made), "for who reads it without Slack's own times"


def test_settings_are_offered_only_on_the_desks_that_one_leads() -> None:
    other = HomeDesk(Desk(PlaceId("C0FEED"), mode=Mode.ASKED), "#feed", "#desk", leads=False)
    made = home(Home(Part(), Part(), Part(), (DESK, other), more=3))
    text = shown(made)
    assert buttons(made) == [("settings", "C0DESK")]
    for piece in (
        "#feed · only when asked · claims go to #desk",
        "links are taken by themselves",
        "and 3 more",
    ):
        assert piece in text


def test_the_busiest_newsroom_fits() -> None:
    view = claim(HOSTILE, state=HOSTILE, stands=MessageId("1.5"), due=Due(NOON, NOON))
    full = part(view, desk=HOSTILE, why=HOSTILE, count=4_000)
    desks = tuple(
        HomeDesk(Desk(PlaceId(f"C{number:09}")), HOSTILE, HOSTILE, leads=True) for number in range(200)
    )
    made = home(Home(full, full, full, desks), link=lambda place, message: "https://x.test/" + "y" * 900)
    assert "and 140 more" in shown(made)
    assert len(buttons(made)) == 60
    assert [*pings(made), *mentioned(made)] == []


@given(st.text(max_size=300), st.text(max_size=90))
@settings(max_examples=100)
def test_whatever_people_write_is_shown_as_words(text: str, name: str) -> None:
    view = claim(text, state=name)
    desk = replace(DESK, name=name, feeds=text)
    made = home(Home(part(view, desk=name, why=text), Part(), Part(), (desk,)))
    shown(made)
    assert [*pings(made), *mentioned(made)] == []
