"""Whatever somebody writes, Slack shows it as the words that it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render.card import card
from adapters.slack.render.claim import claim
from adapters.slack.render.words import compose, fallback, linked, rich, said
from tests.adapters.slack.render.seeing import FAMILY, link, nodes, seen, shown, sound, storied
from tests.support.acts import FALSE, Told
from tests.support.staff import EDDA

ODD = st.sampled_from(
    [
        "<!channel>",
        "<@U1AAAAAAA>",
        "@here",
        "@everyone",
        "*b*",
        "`c`",
        "&amp;",
        "<",
        ">",
        "|",
        "\u202e",
        FAMILY,
    ]
)
ANY = st.lists(ODD | st.text(max_size=60), max_size=40).map("".join)


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_no_words_become_mark_up_or_a_ping(words: str) -> None:
    told = Told().give(EDDA, link=None, note=words).vote(EDDA, FALSE, reason=words)
    for message in (
        sound(claim(seen(told, words))),
        sound(card(storied(2, words), link=link)),
        sound(compose(words, [rich(linked(words))])),
    ):
        kinds = {one.get("type") for one in nodes(message.blocks)}
        assert not kinds & {"broadcast", "user", "usergroup", "channel", "color", "mrkdwn"}


@given(ANY, st.integers(2, 50))
@settings(max_examples=60, deadline=None)
def test_a_run_of_words_is_never_longer_than_its_place(words: str, limit: int) -> None:
    assert 1 <= len(said(words, limit)["text"]) <= limit


def test_a_notification_has_the_three_letters_of_mark_up_written_out() -> None:
    assert fallback("<!channel> a & b") == "&lt;!channel&gt; a &amp; b"


def test_a_notification_stays_short_enough_to_be_edited_even_written_out() -> None:
    assert len(fallback("&" * 20_000)) <= 3_900
    assert fallback("&" * 20_000).endswith("…")


def test_a_notification_calls_nobody() -> None:
    assert "@here" not in fallback("ask @here or @channel")
    assert fallback("mail rosa@paper.example") == "mail rosa@paper.example"


def test_a_link_is_a_link_only_to_a_page() -> None:
    made = rich(linked("https://a.example/x, javascript:alert(1) http://user@evil.example"))
    assert [one["url"] for one in nodes(made) if one.get("type") == "link"] == [
        "https://a.example/x",
        "http://user@evil.example",
    ]
    assert shown([made]) == "https://a.example/x, javascript:alert(1) evil.example"
