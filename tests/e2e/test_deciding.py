"""From votes to verdicts, as a reporter, two editors and a chief in real browsers."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import CHANDRA, EDDA, ELIAS, ROSA, Tab, button, choose, only_you, save, send
from tests.e2e.site import PARAGRAPHS


def claim(page: Page, sentences: list[str], number: int) -> Locator:
    """The claim of this number on this person's page."""
    return page.get_by_role("article", name=sentences[number - 1])


def opened(page: Page, text: str) -> str:
    """The sentence of a claim beyond the first three, given a thread if it has none."""
    sentence = next(paragraph for paragraph in PARAGRAPHS if text in paragraph)
    card = page.get_by_role("region", name="Bridge bill doubles")
    button(card, "More claims").click()
    row = card.get_by_role("listitem").filter(has_text=sentence)
    expect(row).to_be_visible()
    if button(row, "Open thread").count():
        button(row, "Open thread").click()
    expect(page.get_by_role("article", name=sentence)).to_be_visible()
    return sentence


def asked(page: Page, command: str, answer: str) -> None:
    """A command, and what its answer contains."""
    send(page, command)
    expect(only_you(page).get_by_role("listitem").first).to_contain_text(answer)


def test_a_dispute_is_ruled_on_and_a_recall_is_answered(tab: Tab, sentences: list[str]) -> None:
    rosa, edda, elias, chandra = (tab(who) for who in (ROSA, EDDA, ELIAS, CHANDRA))
    hers = claim(edda, sentences, 1)
    button(hers, "Take").click()
    expect(claim(rosa, sentences, 1)).to_contain_text("Taken by Edda")
    hers.get_by_role("textbox", name="Reply").fill("The count is at https://roads.example/deaths-2024")
    button(hers, "Send").click()
    evidence = claim(elias, sentences, 1).get_by_role("list", name="Evidence")
    expect(evidence.get_by_role("link", name="roads.example/deaths-2024")).to_be_visible()
    button(hers, "False").click()
    expect(claim(rosa, sentences, 1)).to_contain_text("1 of 2: False (Edda)")
    button(claim(elias, sentences, 1), "True").click()
    expect(hers).to_contain_text("Disputed")
    expect(hers).to_contain_text("It ends when one side changes its mind, or a chief rules")

    button(claim(rosa, sentences, 1), "Use").click()
    save(rosa, Piece="bridge")
    expect(claim(rosa, sentences, 1)).to_contain_text("You use this in “bridge”")
    asked(rosa, "/claims gate", "Gate: red")
    button(claim(chandra, sentences, 1), "False").click()
    save(chandra, Reason="The count went up.")
    expect(claim(rosa, sentences, 1)).to_contain_text("Verdict: False (Chandra, chief)")
    expect(rosa.get_by_role("region", name="Bridge bill doubles")).to_contain_text("Gate: red")
    asked(rosa, "/claims gate bridge", "Gate: red")

    button(claim(rosa, sentences, 1), "Cut").click()
    button(claim(rosa, sentences, 2), "Use").click()
    expect(rosa.get_by_role("dialog").get_by_role("textbox", name="Piece")).to_have_value("bridge")
    save(rosa)
    button(claim(edda, sentences, 2), "True").click()
    save(edda, Source="Read the accounts, page 12")
    button(claim(elias, sentences, 2), "True").click()
    expect(claim(rosa, sentences, 2)).to_contain_text("Verdict: True (Edda, Elias)")
    asked(rosa, "/claims gate", "Gate: green")

    choose(claim(chandra, sentences, 2), "Reopen")
    save(chandra, Reason="The accounts were withdrawn.")
    recall = only_you(rosa).get_by_role("listitem").filter(has_text="What does that do to your piece?")
    expect(recall).to_contain_text("The accounts were withdrawn.")
    expect(claim(edda, sentences, 2)).to_contain_text("was True until")
    expect(claim(edda, sentences, 2)).to_contain_text("not answered yet: Rosa Reyes")
    button(recall, "Fixed").click()
    expect(recall).to_have_count(0)
    expect(claim(edda, sentences, 2)).not_to_contain_text("not answered yet")


def test_two_questions_have_their_own_votes_and_a_rewording_opens_both(
    tab: Tab, sentences: list[str]
) -> None:
    edda, elias = tab(EDDA), tab(ELIAS)
    hers, his = claim(edda, sentences, 3), claim(elias, sentences, 3)
    choose(hers, "Was it said?")
    for page in (hers, his):
        button(page.get_by_role("group", name="Was it said?"), "True").click()
    save(elias, Reason="It is in the transcript.")
    button(his.get_by_role("group", name="Is it so?"), "Unproven").click()
    expect(hers).to_contain_text("Said: true. So: 1 of 2: Unproven (Elias).")
    choose(hers, "Reword")
    save(edda, Wording="The port lost 900 jobs from January on.")
    expect(his).to_contain_text("The port lost 900 jobs from January on.")
    expect(his).to_contain_text("Said: open. So: open.")
    choose(hers, "Reword")
    save(edda, Wording="The port lost 900 jobs in 2024.")
    expect(his.get_by_role("deletion")).to_have_text("from January on.")
    expect(his.get_by_role("insertion")).to_have_text("in 2024.")


def test_a_blind_vote_is_seen_by_nobody_until_the_verdict(tab: Tab, sentences: list[str]) -> None:
    edda, elias, chandra = (tab(who) for who in (EDDA, ELIAS, CHANDRA))
    sentence = opened(edda, "The toll rose")
    hers, his, chiefs = (page.get_by_role("article", name=sentence) for page in (edda, elias, chandra))
    asked(chandra, "/claims settings blind:on", "blind:on")
    try:
        button(hers, "Misleading").click()
        expect(his).to_contain_text("1 vote in")
        expect(his).not_to_contain_text("Edda")
        expect(his.get_by_role("group", name="Reactions")).to_have_count(0)
        expect(button(hers, "Misleading")).to_have_attribute("aria-pressed", "true")
        expect(only_you(edda)).to_contain_text("So far: 1 misleading.")
        save(edda, Reason="It fell again in May.")
        button(his, "Misleading").click()
        expect(chiefs).to_contain_text("Verdict: Misleading (Edda, Elias)")
        expect(chiefs).to_contain_text("It fell again in May.")
    finally:
        asked(chandra, "/claims settings blind:off", "blind:off")


def test_one_undoes_ones_own_act_by_its_line_or_by_the_menu(tab: Tab, sentences: list[str]) -> None:
    edda = tab(EDDA)
    hers = edda.get_by_role("article", name=opened(edda, "18,000 vehicles"))
    button(hers, "True").click()
    expect(hers).to_contain_text("1 of 2: True (Edda)")
    button(only_you(edda), "Undo").click()
    expect(hers).not_to_contain_text("1 of 2")
    expect(button(only_you(edda), "Undo")).to_have_count(0)
    button(hers, "Take").click()
    expect(hers).to_contain_text("Taken by Edda")
    choose(hers, "Undo")
    expect(hers).not_to_contain_text("Taken by Edda")
    choose(hers, "History")
    expect(only_you(edda)).to_contain_text("Edda Lind undid: owner Edda Lind")


def test_the_place_for_a_reason_takes_no_focus_and_outlives_a_redraw(tab: Tab, sentences: list[str]) -> None:
    edda, elias = tab(EDDA), tab(ELIAS)
    sentence = opened(edda, "61 per cent")
    hers, his = (page.get_by_role("article", name=sentence) for page in (edda, elias))
    button(hers, "True").click()
    dialog = edda.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(button(hers, "True")).to_be_focused()
    dialog.get_by_role("textbox", name="Reason").fill("I asked them.")
    button(his, "Take").click()
    expect(hers).to_contain_text("Elias Okoro")
    expect(dialog.get_by_role("textbox", name="Reason")).to_have_value("I asked them.")
    choose(hers, "Evidence")
    expect(dialog).to_have_count(1)
    edda.keyboard.press("Escape")
    expect(dialog.get_by_role("textbox", name="Reason")).to_have_value("I asked them.")
    edda.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_what_is_refused_keeps_what_was_typed(tab: Tab, sentences: list[str]) -> None:
    elias = tab(ELIAS)
    his = elias.get_by_role("article", name=opened(elias, "Unemployment"))
    choose(his, "Evidence")
    save(elias, Source="http://10.0.0.1/secret")
    dialog = elias.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("is no evidence")
    expect(dialog.get_by_role("textbox", name="Source")).to_have_value("http://10.0.0.1/secret")
    elias.keyboard.press("Escape")
    button(his, "False").click()
    save(elias, Reason="x" * 10_000)
    expect(dialog.get_by_role("alert")).to_contain_text("at most 2,000 characters")
    save(elias, Reason="The office has other figures.")
    expect(dialog).to_have_count(0)


def test_a_verdict_folds_the_claim_and_a_click_then_offers_to_reopen_it(
    tab: Tab, sentences: list[str]
) -> None:
    edda, elias = tab(EDDA), tab(ELIAS)
    sentence = opened(edda, "18,000 vehicles")
    hers, his = (page.get_by_role("article", name=sentence) for page in (edda, elias))
    button(his, "False").click()
    expect(hers).to_contain_text("1 of 2: False (Elias)")
    his.get_by_role("textbox", name="Reply").fill("I am still writing")
    button(hers, "False").click()
    save(edda, Source="https://office.example/march")
    expect(his).to_contain_text("Verdict: False (Elias, Edda)")
    expect(his.get_by_role("textbox", name="Reply")).to_be_focused()
    expect(his.get_by_role("textbox", name="Reply")).to_have_value("I am still writing")
    expect(hers.get_by_text("Check first")).to_be_hidden()
    button(hers, "True").click()
    button(only_you(edda), "Reopen").click()
    save(edda, Reason="They corrected it.")
    expect(his).to_contain_text("Edda Lind: They corrected it.")
    expect(his).to_contain_text("Open")
