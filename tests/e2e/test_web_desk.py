"""A newcomer at the web desk: the real program, the real Chromium, pages served on loopback."""

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import EDDA, ELIAS, ROSA, Tab, button, only_you, send
from tests.e2e.site import PARAGRAPHS


def test_a_pasted_link_becomes_a_card_with_more_claims(tab: Tab, sentences: list[str]) -> None:
    page = tab(EDDA)
    desk = page.get_by_role("log", name="Desk")
    expect(desk.get_by_text("👀").first).to_be_attached()
    card = desk.get_by_role("region", name="Bridge bill doubles")
    expect(card).to_contain_text("3 posted")
    hidden = card.locator("ol.rest li").first
    expect(hidden).to_be_hidden()
    card.get_by_role("button", name="More claims").click()
    expect(hidden).to_be_visible()
    assert set(sentences) <= set(PARAGRAPHS)


def test_two_people_vote_live_and_one_takes_it_back(tab: Tab, sentences: list[str]) -> None:
    edda, elias = tab(EDDA), tab(ELIAS)
    hers, his = (page.get_by_role("article", name=sentences[0]) for page in (edda, elias))
    button(hers, "False").click()
    expect(his).to_contain_text("1 of 2: False (Edda)")
    button(his, "False").click()
    expect(hers).to_contain_text("Agreed: False, source missing")
    expect(button(hers, "False")).to_have_attribute("aria-pressed", "true")
    button(hers, "Misleading").click()
    expect(his).to_contain_text("Disputed")
    button(hers, "Misleading").click()
    expect(his).to_contain_text("1 of 2: False (Elias)")
    expect(only_you(edda)).to_contain_text("Your vote Misleading is taken back.")
    expect(only_you(elias)).not_to_contain_text("taken back")


def test_a_reaction_votes_and_two_quick_clicks_are_no_vote(tab: Tab, sentences: list[str]) -> None:
    claim = tab(ROSA).get_by_role("article", name=sentences[2])
    claim.get_by_role("button", name="React ❓").click()
    expect(claim).to_contain_text("Leaning unproven (1)")
    expect(button(claim, "Unproven")).to_have_attribute("aria-pressed", "true")
    claim.get_by_role("button", name="React ❓").click()
    expect(claim).not_to_contain_text("Leaning")
    button(claim, "True").dblclick()
    expect(button(claim, "True")).to_have_attribute("aria-pressed", "false")
    expect(claim).not_to_contain_text("Leaning")


def test_not_a_claim_folds_it_and_reopen_asks_for_a_reason(tab: Tab, sentences: list[str]) -> None:
    page = tab(EDDA)
    claim = page.get_by_role("article", name=sentences[1])
    button(claim, "Menu").click()
    page.get_by_role("menuitem", name="Not a claim").click()
    expect(claim).to_contain_text("Not a claim")
    expect(button(claim, "True")).to_have_count(0)
    button(claim, "Menu").press("Enter")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    button(claim, "Menu").click()
    page.get_by_role("menuitem", name="Reopen").click()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("Say in a few words why it is reopened.")
    dialog.get_by_role("textbox", name="Reason").fill("It is a figure after all.")
    dialog.get_by_role("button", name="Save").click()
    expect(claim).to_contain_text("Open")
    expect(claim).to_contain_text("It is a figure after all.")
    expect(button(claim, "True")).to_be_visible()


def test_a_reply_goes_to_the_thread_and_nobody_loses_what_they_type(tab: Tab, sentences: list[str]) -> None:
    edda, elias = tab(EDDA), tab(ELIAS)
    hers, his = (page.get_by_role("article", name=sentences[2]) for page in (edda, elias))
    his.get_by_role("textbox", name="Reply").fill("I am still writ")
    hers.get_by_role("textbox", name="Reply").fill("See https://council.example/accounts")
    hers.get_by_role("button", name="Send").click()
    expect(his.get_by_role("link", name="https://council.example/accounts")).to_be_visible()
    expect(his.get_by_role("textbox", name="Reply")).to_be_focused()
    his.get_by_role("textbox", name="Reply").press("End")
    elias.keyboard.type("ing")
    expect(his.get_by_role("textbox", name="Reply")).to_have_value("I am still writing")


def test_the_sample_goes_the_same_way(tab: Tab) -> None:
    page = tab(ROSA)
    page.get_by_role("button", name="Try a sample article").click()
    card = page.get_by_role("region", name="Harbour tunnel")
    expect(card).to_contain_text("3 posted", timeout=30_000)
    expect(card).to_contain_text("Dorian Pell")
    expect(page.get_by_role("log", name="Desk")).not_to_contain_text("Leave a Reply")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ftp://files.example/a", "only http and https links can be read"),
        ("http://{site}/gone", "404"),
        ("http://{site}/short", "too little running text"),
        ("http://10.0.0.1/", "."),
        ("/claims show 99", "There is no story 99"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(tab: Tab, site: str, text: str, says: str) -> None:
    page = tab(ROSA)
    before = only_you(page).inner_text()
    send(page, text.format(site=site))
    expect(only_you(page)).not_to_have_text(before)
    expect(only_you(page).locator("li").first).to_contain_text(says)


def test_a_tab_stays_who_it_is_through_a_reload(tab: Tab) -> None:
    page = tab(ELIAS)
    page.reload()
    expect(page.get_by_label("People")).to_have_value("elias")


@pytest.mark.parametrize("width", [360, 800, 1600])
def test_no_screen_scrolls_sideways(tab: Tab, sentences: list[str], width: int) -> None:
    page = tab(EDDA)
    page.set_viewport_size({"width": width, "height": 740})
    for box in ("document.documentElement", "document.getElementById('scroll')"):
        assert page.evaluate(f"{box}.scrollWidth <= {box}.clientWidth")
    expect(only_you(page)).to_be_in_viewport()
    expect(page.get_by_role("textbox", name="Paste a link or text")).to_be_in_viewport()
