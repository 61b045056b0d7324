"""Due times, snoozing, reminders and the digest, on a desk whose time runs fast."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import CHANDRA, EDDA, ELIAS, ROSA, Tab, button, choose, only_you, save, send
from tests.e2e.running import running

# A quarter of an hour a second: slow enough for a busy machine, fast enough to see a morning go by.
SPEED = 900
DESK, KOLKATA = "Europe/Berlin", "Asia/Kolkata"


@pytest.fixture(scope="module")
def address(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk for a demonstration."""
    folder = tmp_path_factory.mktemp("fast")
    with running(folder, "--demo-clock", str(SPEED), FETCH_ALLOW=site, DESK_TIMEZONE=DESK) as found:
        yield found


def card(page: Page) -> Locator:
    """The card of the bridge story."""
    return page.get_by_role("region", name="Bridge bill doubles")


def claim(page: Page, sentences: list[str], number: int) -> Locator:
    """The claim of this number on this person's page."""
    return page.get_by_role("article", name=sentences[number - 1])


def time_of(page: Page) -> datetime:
    """What time the page believes it is on the desk."""
    said = page.evaluate("import('/static/times.js').then(({ now }) => now().toISOString())")
    return datetime.fromisoformat(said).astimezone(ZoneInfo(DESK))


def test_a_new_desk_has_the_first_words_and_nothing_else(tab: Tab) -> None:
    page = tab(ROSA)
    expect(page.get_by_role("log", name="Desk")).to_contain_text("People judge what is true; it never does.")
    expect(page.get_by_role("log", name="Desk")).to_contain_text("✅ true")
    expect(page.get_by_role("article")).to_have_count(0)


def test_the_pages_clock_runs_as_fast_as_the_desks(tab: Tab) -> None:
    page = tab(ROSA)
    before = time_of(page)
    page.wait_for_timeout(400)
    assert timedelta(minutes=5) < time_of(page) - before < timedelta(hours=2)


def test_a_due_time_is_set_in_a_dialog_that_asks_about_what_has_gone_by(
    tab: Tab, sentences: list[str]
) -> None:
    edda, elias = tab(EDDA), tab(ELIAS, zone=KOLKATA)
    button(card(edda), "Set due").click()
    save(edda, Due="0:00")
    expect(edda.get_by_role("dialog")).to_contain_text("00:00 has gone by today")
    edda.get_by_role("dialog").get_by_role("textbox", name="Due").press("Escape")
    expect(edda.get_by_role("dialog")).to_have_count(0)
    expect(button(card(edda), "Set due")).to_be_focused()
    button(card(edda), "Set due").click()
    save(edda, Due="tomorrow 23:59")
    for place in (card(edda), claim(edda, sentences, 1)):
        expect(place).to_contain_text(re.compile(r"Due (tomorrow )?23:59 CES?T"))
    expect(claim(elias, sentences, 1)).to_contain_text(re.compile(r"CES?T \(.*IST for you\)"))
    send(elias, "/claims due none")
    expect(only_you(elias)).to_contain_text("Story 1 has no due time now.")
    expect(card(edda)).not_to_contain_text("23:59")


def test_a_claim_is_snoozed_until_due_only_where_something_is_due(tab: Tab, sentences: list[str]) -> None:
    page = tab(EDDA)
    mine = claim(page, sentences, 1)
    button(mine, "Take").click()
    expect(mine).to_contain_text("Taken by Edda")
    choose(mine, "Snooze")
    dialog = page.get_by_role("dialog")
    expect(button(dialog, "Until due")).to_have_count(0)
    button(dialog, "Tomorrow").click()
    expect(mine).to_contain_text("Snoozed until")
    send(page, "/claims due in 20h")
    expect(mine).to_contain_text("Due ")
    choose(mine, "Snooze")
    button(dialog, "Until due").click()
    expect(only_you(page)).to_contain_text("Nothing is said of it until")
    expect(button(mine, "Menu")).to_be_focused()


def test_what_is_said_to_the_desk_stands_in_the_log_and_what_is_late_is_said_so(
    tab: Tab, sentences: list[str]
) -> None:
    rosa, edda = tab(ROSA), tab(EDDA)
    button(claim(edda, sentences, 2), "Take").click()
    expect(claim(rosa, sentences, 2)).to_contain_text("Taken by Edda")
    send(edda, "/claims due in 90m")
    notice = rosa.get_by_role("log", name="Desk").locator(".notice").filter(has_text="Still open:")
    expect(notice).to_contain_text("1.2 Taken by Edda")
    expect(card(rosa)).to_contain_text("Overdue since")
    expect(claim(rosa, sentences, 2)).to_contain_text("Overdue since")
    expect(claim(rosa, sentences, 3)).not_to_contain_text("due since")


def test_a_line_of_the_digest_leads_to_its_thread(tab: Tab, sentences: list[str]) -> None:
    chief, rosa = tab(CHANDRA), tab(ROSA)
    soon = time_of(chief) + timedelta(minutes=75)
    send(chief, f"/claims settings days:mon-sun digest:{soon:%H:%M}")
    expect(only_you(chief)).to_contain_text(f"digest:{soon:%H:%M}")
    send(chief, "/claims due in 20h")
    send(rosa, "/claims digest")
    expect(only_you(rosa)).to_contain_text(re.compile(r"Digest · \w+day"))
    digest = rosa.get_by_role("log", name="Desk").locator(".notice").filter(has_text="Digest ·")
    line = digest.get_by_role("link", name=sentences[1].partition(",")[0][:30].strip("“"))
    line.last.click()
    expect(claim(rosa, sentences, 2)).to_be_focused()
    expect(claim(rosa, sentences, 2)).to_be_in_viewport()
