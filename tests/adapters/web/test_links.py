"""Links on the page: what may be clicked, and what a reader sees of it."""

import pytest

from adapters.web.links import linked, safe
from adapters.web.sample import SAMPLE_URL
from bot.rules.links import host


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/x",
        "//a.example/x",
        "https:///x",
        "https://[::1",
        "java\tscript:alert(1)",
        "https://a.example/\\evil",
        "",
        None,
    ],
)
def test_only_http_and_https_pages_are_links(url: str | None) -> None:
    assert safe(url) is None


def test_the_samples_link_leads_to_the_sample() -> None:
    assert safe(SAMPLE_URL) == "/sample"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("https://a.example/wiki/Tunnel_(road)", "https://a.example/wiki/Tunnel_(road)"),
        ("<https://a.example/x|words>", "https://a.example/x"),
        ("“https://a.example/x”", "https://a.example/x"),
    ],
)
def test_a_link_in_words_ends_where_the_sentence_goes_on(text: str, address: str) -> None:
    assert f'href="{address}" rel="noopener noreferrer nofollow"' in linked(text)


def test_words_around_links_are_text() -> None:
    html = linked('<b>a</b> https://a.example/?x=1&y=<i> "b"')
    assert "<b>" not in html
    assert "<i>" not in html
    assert 'href="https://a.example/?x=1&amp;y="' in html


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://bank.example@evil.example/x", "evil.example"),
        ("https://аррӏе.example/", "xn--80ak6aa92e.example"),
    ],
)
def test_a_link_that_hides_its_host_has_it_beside(url: str, shown: str) -> None:
    assert host(url) == shown
    assert f"({shown})" in linked(url)
