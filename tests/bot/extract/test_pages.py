"""Pages of different styles, with labels written before any score was seen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from bot.errors import PageUnreadable, TextTooShort, WrongLanguage
from bot.extract.reading import extract
from bot.model.page import DateSource, Document, Reading, Source

LABELS = json.loads((Path(__file__).parent / "pages" / "labels.json").read_text())
Read = Callable[[str], Reading]


@pytest.mark.parametrize("name", sorted(LABELS))
def test_the_top_five_are_what_a_fact_checker_would_pick(name: str, read_file: Read) -> None:
    label = LABELS[name]
    top = [claim.text for claim in read_file(name).claims[:5]]
    hits = [part for part in label["top"] if any(part in text for text in top)]
    assert len(hits) >= label["at_least"], top


@pytest.mark.parametrize("name", sorted(LABELS))
def test_colour_questions_and_page_furniture_are_no_claims(name: str, read_file: Read) -> None:
    texts = [claim.text for claim in read_file(name).claims]
    assert [part for part in LABELS[name]["never"] if any(part in text for text in texts)] == []


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_claim_stands_word_for_word_in_its_paragraph(name: str, read_file: Read) -> None:
    reading = read_file(name)
    assert [c.text for c in reading.claims if c.text not in reading.article.paragraphs[c.paragraph - 1]] == []


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_claim_says_why_it_is_shown_and_what_to_check_first(name: str, read_file: Read) -> None:
    for claim in read_file(name).claims:
        assert 1 <= len(claim.reasons) <= 3
        assert claim.first_check


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("paywall.html", PageUnreadable, "subscribers"),
        ("script_only.html", PageUnreadable, "scripts"),
        ("german.html", WrongLanguage, "German"),
        ("persian.html", WrongLanguage, "Persian"),
        ("list_page.html", TextTooShort, "too little"),
    ],
)
def test_a_page_that_cannot_be_judged_gets_one_plain_sentence(
    name: str, error: type[Exception], words: str, read_file: Read
) -> None:
    with pytest.raises(error, match=words):
        read_file(name)


def test_news_with_json_ld_tells_who_when_and_where(read_file: Read) -> None:
    article = read_file("news_jsonld.html").article
    assert article.title == "Hospital waits double in two years, figures show"
    assert article.outlet == "The Kestrel"
    assert article.byline == "Dana Whitlock, Owen Pryce"
    assert (article.published, article.published_source) == ("2025-03-14", DateSource.DECLARED)
    assert (article.canonical_url or "").endswith("example.com/2025/03/14/hospital-waits")


def test_an_account_name_is_no_byline(read_file: Read) -> None:
    article = read_file("wordpress.html").article
    assert article.byline is None
    assert (article.published, article.published_source) == ("2024-11-02", DateSource.DECLARED)


def test_broken_json_ld_still_gives_date_and_byline(read_file: Read) -> None:
    article = read_file("broken_jsonld.html").article
    assert (article.published, article.published_source) == ("2025-02-03", DateSource.DECLARED)
    assert article.byline == "Tess Ahlgren"


def test_text_under_254_levels_of_markup_is_not_lost(read_file: Read) -> None:
    assert any("17 cracks" in claim.text for claim in read_file("deep.html").claims)


def test_joiners_stay_and_overrides_go(read_file: Read) -> None:
    text = " ".join(read_file("joiners.html").article.paragraphs)
    assert "👩‍👩‍👧" in text
    assert "می‌خواهم" in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "text/html"),
        (b"  \n ", ""),
        (b"%PDF-1.7 ...", "text/html"),
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ""),
        (bytes(range(256)) * 20, ""),
        (b"<html><body></body></html>", "text/html"),
        (b'{"a": 1}', "application/json"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "application/xml"),
    ],
)
def test_what_is_not_a_page_is_unreadable(body: bytes, content_type: str, nlp: Language) -> None:
    with pytest.raises(PageUnreadable):
        extract(Document(body, content_type, None), nlp)


@pytest.mark.parametrize("text", ["Only a few words stand here.", "word " * 400, "x" * 2000])
def test_too_little_text_is_said_to_be_too_little(text: str, nlp: Language) -> None:
    with pytest.raises(TextTooShort):
        extract(Document(text.encode(), "text/plain"), nlp)


def test_half_of_a_quotation_is_never_a_claim(read_text: Read) -> None:
    reading = read_text(
        "Novak said: “We lost 40 nurses in 2019. The board paid 5 million euros for them.\n\nIt rained."
    )
    assert [claim.text for claim in reading.claims if "40 nurses" in claim.text] == []


def test_a_quotation_of_several_sentences_stays_whole(read_text: Read) -> None:
    quote = "“We lost 40 nurses in 2019. The board paid 5 million euros for nothing,” said Ana Novak."
    (claim,) = [claim for claim in read_text(quote).claims if "40 nurses" in claim.text]
    assert claim.text == quote
    assert (claim.source, claim.speaker, claim.direct_quote) == (Source.NAMED, "Ana Novak", True)


def test_lead_and_body_give_one_claim_but_another_number_is_another(read_text: Read) -> None:
    reading = read_text(
        "The council spent 40 million euros on new schools last year.\n\n"
        "The council of Ashbury spent 40 million euros on new schools and roads last year, it said.\n\n"
        "The council spent 50 million euros on new schools last year."
    )
    spent = [claim.text for claim in reading.claims if "million" in claim.text]
    assert len(spent) == 2
    assert any("Ashbury" in text for text in spent)


def test_a_sentence_that_opens_with_a_pronoun_brings_the_one_before(read_text: Read) -> None:
    reading = read_text("The bridge was closed on Monday. It carried 22,000 cars a day in 2019.")
    (claim,) = [claim for claim in reading.claims if "22,000" in claim.text]
    assert claim.before == "The bridge was closed on Monday."


def test_a_page_without_a_body_tag_is_a_page(nlp: Language) -> None:
    html = (
        "<!doctype html><html lang=en><title>Bridge closes</title><article><h1>Bridge closes</h1>"
        "<p>The Harbour Bridge will close for nine months after engineers found cracks in 14 of 60 cables, "
        "the transport ministry said on Thursday."
        "<p>A report by the audit office says that maintenance was cut by 30 percent between 2015 and 2020, "
        "and that the bridge carries 40,000 cars on every day of the week.</article>"
    )
    reading = extract(Document(html.encode(), "text/html"), nlp)
    assert reading.article.title == "Bridge closes"
    assert len(reading.claims) >= 2
