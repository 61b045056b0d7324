"""One article, one address; two articles, two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.address import canonical, host_shown, page_address, readable


def identity_of_page(final_url: str, declared: str | None) -> str:
    return canonical(page_address(final_url, declared))


STORY = "https://example.org/2026/budget-4"


@pytest.mark.parametrize(
    "url",
    [
        STORY,
        "http://example.org/2026/budget-4",
        "https://www.example.org/2026/budget-4/",
        "HTTPS://EXAMPLE.org:443/2026/budget-4#comments",
        "https://example.org./2026/./x/../budget-4",
        "https://m.example.org/2026/budget-4",
        "https://mobile.example.org/2026/budget-4",
        "https://amp.example.org/2026/budget-4",
        "https://example.org/2026/budget-4/amp",
        "https://example.org/2026/budget-4/amp/",
        "https://example.org/amp/2026/budget-4",
        "https://example.org/2026/budget-4?amp=1",
        "https://example.org/2026/budget-4?amp",
        "https://example.org/2026/budget-4?outputType=amp",
        "https://example-org.cdn.ampproject.org/c/s/example.org/2026/budget-4",
        "https://www.google.com/amp/s/www.example.org/2026/budget-4",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F2026%2Fbudget-4%3Ffbclid%3Dx&h=abc",
        "https://www.google.co.uk/url?q=https://example.org/2026/budget-4&sa=D",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F2026%2Fbudget-4&data=x",
        STORY + "?utm_source=a&UTM_medium=b&fbclid=c&gclid=d&mc_cid=e&igshid=f&_ga=g&ref=home&smid=tw",
        STORY + "?CMP=x&ocid=y&at_medium=z&ns_mchannel=a&xtor=b&cmpid=c&ICID=d&guccounter=1&partner=p",
    ],
)
def test_all_links_of_a_story_are_one(url: str) -> None:
    assert canonical(url) == STORY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/story?id=42", "https://example.org/story?id=43"),
        ("https://example.org/?p=1234", "https://example.org/?p=1235"),
        ("https://example.org/?p=1234", "https://example.org/"),
        ("https://example.org/story.php?story_fbid=1", "https://example.org/story.php?story_fbid=2"),
        ("https://example.org/read?article=1", "https://example.org/read?article=2"),
        ("https://example.org/read?ref=101", "https://example.org/read?ref=102"),
        ("https://example.org/read?cid=1", "https://example.org/read?cid=2"),
        ("https://example.org/read?s=1", "https://example.org/read?s=2"),
        ("https://example.org/read?t=1", "https://example.org/read?t=2"),
        ("https://example.org/read?source=1", "https://example.org/read?source=2"),
        ("https://example.org/Story", "https://example.org/story"),
        ("https://example.org/a//b", "https://example.org/a/b"),
        ("https://a.blogspot.com/x", "https://b.blogspot.com/x"),
        ("https://m.blogspot.com/x", "https://www.blogspot.com/x"),
        ("https://example.org/#!/story/1", "https://example.org/#!/story/2"),
        ("http://example.org:8080/x", "http://example.org/x"),
        ("https://news.example.org/x", "https://sport.example.org/x"),
        ("https://example.org/camp", "https://example.org/c"),
        ("https://example.org/a?output=amp-guide", "https://example.org/a"),
    ],
)
def test_two_articles_never_become_one(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_order_of_a_query_does_not_matter() -> None:
    assert canonical("https://example.org/a?y=2&x=1") == canonical("https://example.org/a?x=1&y=2")


def test_twitters_short_keys_go_on_twitter_only() -> None:
    assert canonical("https://x.com/a/status/12?s=20&t=abc") == "https://x.com/a/status/12"


def test_a_language_of_a_mobile_wikipedia_stays() -> None:
    assert canonical("https://en.m.wikipedia.org/wiki/Foo") == "https://en.wikipedia.org/wiki/Foo"


@pytest.mark.parametrize(
    "text", ["", "not an address", "http://", "http://[", "ftp://example.org/x", "http://a\ud800"]
)
def test_what_is_no_address_comes_back(text: str) -> None:
    assert canonical(text) == text
    assert host_shown(text) == ""
    assert readable(text) == text


_WORDS = [
    "a",
    "amp",
    "story-1",
    "c",
    "s",
    "www.example.org",
    "x.amp.html",
    "url",
    "l.php",
    "..",
    "",
    "é",
    "%2F",
    "%zz",
    "+",
]
_HOSTS = [
    "example.org", "www.m.example.org", "en.m.wikipedia.org", "m.l.facebook.com", "www.google.com", "[::1]",
    "127.0.0.1", "x.cdn.ampproject.org", "пример.рф", "a.co.uk", "m.blogspot.com",
]  # fmt: skip
_KEYS = ["id", "ref", "utm_a", "amp", "u", "q", "url", "s", "", "é", "a b"]
_VALUES = st.sampled_from(
    ["1", "", "a+b", "é", "%FF", "&", "https://m.example.org/amp/x-1?ref=2", "#!"]
) | st.text(max_size=6)
_URLS = st.builds(
    lambda scheme, host, port, path, query, fragment: (
        f"{scheme}://{host}{port}/{'/'.join(path)}?{'&'.join(f'{k}={v}' for k, v in query)}{fragment}"
    ),
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(_HOSTS),
    st.sampled_from(["", ":80", ":443", ":8000", ":"]),
    st.lists(st.sampled_from(_WORDS) | st.text(max_size=5), max_size=5),
    st.lists(st.tuples(st.sampled_from(_KEYS), _VALUES), max_size=3),
    st.sampled_from(["", "#", "#top", "#!/a", "#!é ", "#!#"]),
)


@given(_URLS | st.text(max_size=40))
def test_the_plain_form_is_its_own_plain_form(url: str) -> None:
    once = canonical(url)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("declared", "identity"),
    [
        (None, STORY),
        ("", STORY),
        ("/2026/other-5?utm_source=x", "https://example.org/2026/other-5"),
        ("https://www.example.org/2026/other-5", "https://example.org/2026/other-5"),
        ("https://news.example.org/2026/other-5", "https://news.example.org/2026/other-5"),
        ("https://evil.org/2026/other-5", STORY),
        ("https://example.org.evil.org/", STORY),
        ("https://user:pw@example.org/2026/other-5", STORY),
        ("https://example.org/", STORY),
        ("https://example.org", STORY),
        ("javascript:alert(1)", STORY),
        ("http://[", STORY),
        ("/2026/other\n5", STORY),
        ("/" + "a" * 3000, STORY),
    ],
)
def test_what_a_page_says_of_itself_is_a_hint(declared: str | None, identity: str) -> None:
    assert identity_of_page("https://example.org/2026/budget-4?utm_source=x", declared) == identity


def test_two_blogs_of_one_host_are_two_sites() -> None:
    mine = "https://mine.blogspot.com/2026/a-1"
    assert identity_of_page(mine, "https://yours.blogspot.com/2026/a-1") == mine


def test_a_declared_address_that_lost_the_id_is_not_believed() -> None:
    page = "https://example.org/article.php?id=42"
    assert identity_of_page(page, "https://example.org/article.php") == page
    assert (
        identity_of_page("https://example.org/?p=42", "https://example.org/") == "https://example.org/?p=42"
    )


def test_readable_keeps_what_was_pasted_but_the_wrapper_and_the_fragment() -> None:
    assert readable("http://WWW.example.org/a?utm_source=x#top") == "http://WWW.example.org/a?utm_source=x"
    assert readable("https://www.google.com/url?q=http://example.org/a%23b&sa=D") == "http://example.org/a"
    assert readable("https://www.google.com/url?q=javascript:alert(1)") == (
        "https://www.google.com/url?q=javascript:alert(1)"
    )


def test_people_see_the_real_host() -> None:
    assert host_shown("https://Example.org/a") == "example.org"
    assert host_shown("https://аpple.com/") == "xn--pple-43d.com (аpple.com)"


@pytest.mark.parametrize(
    ("url", "declared", "address"),
    [
        ("https://www.example.org/a/?utm_source=x&id=42#top", None, "https://www.example.org/a/?id=42"),
        ("http://127.0.0.1:8000/story?utm_campaign=x", None, "http://127.0.0.1:8000/story"),
        ("https://m.example.org/a", None, "https://example.org/a"),
        ("https://www.example.org/a/amp/", None, "https://www.example.org/a"),
        ("https://www.example.org/live/a-9", "/news/a-9", "https://www.example.org/news/a-9"),
        (
            "https://www.example.org/news/a-9",
            "https://elsewhere.example.com/a-9",
            "https://www.example.org/news/a-9",
        ),
    ],
)
def test_the_address_of_a_page_is_one_that_opens(url: str, declared: str | None, address: str) -> None:
    assert page_address(url, declared) == address
