"""What auto mode leaves alone."""

import pytest

from bot.extract.skip import never_auto


@pytest.mark.parametrize(
    "url",
    [
        "https://docs.google.com/document/d/1",
        "https://house.sharepoint.com/x",
        "https://www.dropbox.com/s/abc",
        "https://us02web.zoom.us/j/123?pwd=x",
        "https://house.slack.com/archives/C1/p2",
        "https://discord.com/invite/abc",
        "https://t.me/+abc",
        "https://t.me/joinchat/abc",
        "https://www.google.com/url?q=https://docs.google.com/document/d/1",
        "https://m.youtube.com/watch?v=1",
        "https://youtu.be/1",
        "https://x.com/a/status/1",
        "https://mobile.twitter.com/a",
        "https://www.facebook.com/story.php?story_fbid=1",
        "https://old.reddit.com/r/news",
        "https://bsky.app/profile/a",
        "https://example.org/a?access_token=abc",
        "https://example.org/a?TOKEN=abc",
        "https://example.org/a?code=1&state=2",
        "https://example.org/a?key=0123456789abcdef0123456789abcdef",
        "https://bucket.example.org/a?X-Amz-Signature=abc",
        "https://example.org/cb#access_token=abc",
        "https://user:pw@example.org/a",
        "https://example.org/login",
        "https://example.org/account/reset-password/abc",
        "https://example.org/unsubscribe?u=1",
        "https://example.org/wp-login.php",
    ],
)
def test_private_places_secrets_and_videos_are_skipped(url: str) -> None:
    assert never_auto(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2026/budget-4?id=42",
        "https://www.google.com/",
        "https://blog.google/x",
        "https://notyoutube.com/a",
        "https://dropbox.com.example.org/a",
        "https://github.com/a/b",
        "https://slack.com/blog/news",
        "https://zoom.us/blog/x",
        "https://example.org/a?key=42",
        "https://example.org/a?code=42",
        "https://example.org/how-to-login-safely",
        "https://example.org/tokens?page=2",
        "not an address",
        "http://[",
    ],
)
def test_articles_are_not_skipped(url: str) -> None:
    assert not never_auto(url)


@pytest.mark.parametrize("own", ["house.example", "www.house.example", ".HOUSE.example", "*.house.example"])
def test_the_houses_own_domains_are_skipped_with_all_below_them(own: str) -> None:
    assert never_auto("https://house.example/a", own=[own])
    assert never_auto("https://news.house.example/a", own=["", own])
    assert not never_auto("https://greenhouse.example/a", own=[own])
