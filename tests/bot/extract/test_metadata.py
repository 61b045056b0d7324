"""What a page says of itself, field by field."""

from datetime import date

import pytest

from bot.errors import PageUnreadable
from bot.extract.charset import decode
from bot.extract.page import read_page
from bot.model.page import Article, DateSource, Document

BODY = "".join(
    f"<p>The council said on Monday that it had paid {number} million euros for new roads and schools.</p>"
    for number in range(2, 9)
)
TODAY = date(2026, 1, 31)


def page(
    head: str = "", *, top: str = "", bottom: str = "", url: str = "https://www.harbourpost.com/story"
) -> Article:
    """The article of a small page."""
    markup = f"<html><head>{head}</head><body><article>{top}{BODY}</article>{bottom}</body></html>"
    return read_page(markup, url, today=TODAY)


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ('<meta property="og:title" content="Bridge closed"><title>x</title>', "", "Bridge closed"),
        ("<title>Bridge closed | Harbour Post</title>", "", "Bridge closed"),
        ("<title>Bridge closed - harbourpost.com</title>", "", "Bridge closed"),
        ("<title>Bridge closed - what we know</title>", "", "Bridge closed - what we know"),
        ("<title>Site</title>", "<h1>Bridge <b>closed</b></h1>", "Bridge closed"),
        ('<meta property="og:title" content="Bridge \u202eclosed @everyone">', "", "Bridge closed @everyone"),
    ],
)
def test_the_title_is_the_headline_without_the_site(head: str, top: str, title: str) -> None:
    site = '<meta property="og:site_name" content="Harbour Post">'
    assert page(site + head, top=top).title == title


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Harbour Post">', "Harbour Post"),
        (
            '<script type="application/ld+json">{"@type":"Article","publisher":{"name":"The Post"}}</script>',
            "The Post",
        ),
        ("", "harbourpost.com"),
    ],
)
def test_the_outlet_is_named_or_is_the_host(head: str, outlet: str) -> None:
    assert page(head).outlet == outlet


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("By Dana Whitlock", "Dana Whitlock"),
        ("Dana Whitlock and Owen Pryce", "Dana Whitlock, Owen Pryce"),
        ("Sinéad O’Connor-Byrne", "Sinéad O’Connor-Byrne"),
        ("Admin", None),
        ("By Admin", None),
        ("Staff Reporter", None),
        ("The Newsroom", None),
        ("jsmith82", None),
        ("https://facebook.com/dana", None),
        ("Harbour Post", None),
    ],
)
def test_a_byline_is_the_name_of_a_person(author: str, byline: str | None) -> None:
    site = '<meta property="og:site_name" content="Harbour Post">'
    assert page(f'{site}<meta name="author" content="{author}">').byline == byline


@pytest.mark.parametrize(
    ("head", "top", "bottom", "url", "day", "source"),
    [
        (
            '<meta property="article:published_time" content="2025-03-14T23:30:00-05:00">',
            "",
            "",
            "https://a.com/s",
            "2025-03-14",
            DateSource.DECLARED,
        ),
        (
            '<meta name="dc.date" content="14 March 2025">',
            "",
            "",
            "https://a.com/s",
            "2025-03-14",
            DateSource.DECLARED,
        ),
        (
            "",
            '<time datetime="2025-03-14">x</time>',
            "",
            "https://a.com/s",
            "2025-03-14",
            DateSource.DECLARED,
        ),
        (
            "",
            '<span itemprop="datePublished">March 14, 2025</span>',
            "",
            "https://a.com/s",
            "2025-03-14",
            DateSource.DECLARED,
        ),
        ("", "", "", "https://a.com/2025/03/14/s", "2025-03-14", DateSource.GUESSED),
        ("", "", "<p>© 2019 Harbour Post</p>", "https://a.com/s", None, DateSource.NONE),
        ("", "", "", "https://a.com/2031/03/14/s", None, DateSource.NONE),
        ("", "", "", "https://a.com/1984/03/14/s", None, DateSource.NONE),
        ("", "", "", "https://a.com/s", None, DateSource.NONE),
        (
            "",
            "",
            '<aside><time datetime="2020-01-01">old</time></aside>',
            "https://a.com/2025/03/14/s",
            "2025-03-14",
            DateSource.GUESSED,
        ),
    ],
)
def test_a_date_comes_with_its_provenance(
    head: str, top: str, bottom: str, url: str, day: str | None, source: DateSource
) -> None:
    article = page(head, top=top, bottom=bottom, url=url)
    assert (article.published, article.published_source) == (day, source)


@pytest.mark.parametrize(
    "json_ld",
    [
        "{",
        "[]",
        "null",
        '"x"',
        '{"@graph": 5}',
        '{"@type": {"a": 1}}',
        "[" * 5000,
        '{"@type":"Article","author":[[[{}]]]}',
    ],
)
def test_odd_json_ld_is_no_error(json_ld: str) -> None:
    assert page(f'<script type="application/ld+json">{json_ld}</script>').words > 40


def test_a_foreign_canonical_is_not_believed() -> None:
    article = page('<link rel="canonical" href="https://evil.test/x">')
    assert article.canonical_url is not None
    assert "harbourpost.com" in article.canonical_url


def test_a_short_text_behind_a_wall_is_said_to_be_walled() -> None:
    wall = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    with pytest.raises(PageUnreadable, match="subscribers"):
        read_page(f"<html><head>{wall}</head><body><p>One line of text.</p></body></html>", "https://a.com/s")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("£5 million".encode("cp1252"), "text/plain; charset=windows-1252"),
        ("£5 million".encode("utf-16"), "text/plain"),
        ("£5 million".encode(), "text/plain"),
        ("£5 million".encode("cp1252"), "text/plain; charset=iso-8859-1"),
        (b"\x00\xc2\xa35 mil\x00lion", "text/plain; charset=nonsense"),
    ],
)
def test_bytes_are_decoded_by_what_they_are(body: bytes, content_type: str) -> None:
    text, _ = decode(Document(body, content_type))
    assert text == "£5 million"
