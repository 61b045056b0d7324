"""Links in a message."""

import pytest

from bot.extract.links import links_in, looks_like_address


@pytest.mark.parametrize(
    ("message", "links"),
    [
        ("https://example.org/a", ["https://example.org/a"]),
        ("Look: HTTPS://example.org/a.", ["HTTPS://example.org/a"]),
        ("<https://example.org/a?x=1&amp;y=2|example.org>", ["https://example.org/a?x=1&y=2"]),
        ("<https://example.org/a|https://elsewhere.org> ok", ["https://example.org/a"]),
        ("<https://example.org/a>, <https://example.org/b>", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/a https://example.org/a", ["https://example.org/a"]),
        ("(https://en.wikipedia.org/wiki/Foo_(film))", ["https://en.wikipedia.org/wiki/Foo_(film)"]),
        ("https://en.wikipedia.org/wiki/Foo_(film)", ["https://en.wikipedia.org/wiki/Foo_(film)"]),
        ("[here](https://example.org/a)and on", ["https://example.org/a"]),
        ("[https://a.org](https://a.org/b)", ["https://a.org", "https://a.org/b"]),
        ("“https://example.org/a”", ["https://example.org/a"]),
        ("'https://example.org/a'?!", ["https://example.org/a"]),
        ("*https://example.org/a* _https://example.org/b_", ["https://example.org/a", "https://example.org/b"]),
        ("||https://example.org/a||", ["https://example.org/a"]),
        ("`https://example.org/a`", ["https://example.org/a"]),
        ("https://example.org/a?b[]=1", ["https://example.org/a?b[]=1"]),
        ("https://example.org/a_", ["https://example.org/a_"]),
        ("https://web.archive.org/web/2020/https://example.org/a", ["https://web.archive.org/web/2020/https://example.org/a"]),
        ("见https://example.org/a。", ["https://example.org/a"]),
        ("https://", []),
        ("nothing here", []),
        ("", []),
    ],
)  # fmt: skip
def test_links_are_found_without_what_stands_around_them(message: str, links: list[str]) -> None:
    assert list(links_in(message)) == links


@pytest.mark.parametrize("message", ["www.example.org", "www.example.org/x", " example.org/story-1 "])
def test_an_address_typed_by_hand_is_a_link_when_it_is_all_there_is(message: str) -> None:
    assert links_in(message) == ("https://" + message.strip(),)
    assert links_in(f"I saw {message} today") == ()


@pytest.mark.parametrize(
    "message",
    [
        "ftp://example.org/a",
        "javascript:alert('a b')",
        "data:text/html,<p>hello there",
        "file:///etc/passwd",
        "mailto:anna@example.org",
        "<mailto:anna@example.org|anna@example.org>",
        "gopher://example.org",
        "https:example.org",
        "https://example.org/a",
        "example.org",
        "localhost:8000/x",
        "169.254.169.254/latest",
        "127.1",
        "[::1]:80",
    ],
)
def test_what_is_meant_as_an_address_is_told_from_text(message: str) -> None:
    assert looks_like_address(message)


@pytest.mark.parametrize(
    "message",
    ["Ministers said 4 per cent.", "Hello.", "Note: read this", "see https://example.org", "and/or", "", "4"],
)
def test_text_is_text(message: str) -> None:
    assert not looks_like_address(message)
