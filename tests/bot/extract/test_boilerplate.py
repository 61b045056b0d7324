"""Page furniture goes, sentences of an article stay."""

import pytest

from bot.extract.boilerplate import article_lines, is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "3 thoughts on “Bridge closed”",
        "Comments are closed.",
        "Share this:",
        "Like Loading...",
        "Your email address will not be published. Required fields are marked *",
        "Logged in as admin. Log out?",
        "Click to share on Twitter (Opens in new window)",
        "Related",
        "Read more: Bridge closed",
        "Advertisement",
        "Sign up for our daily newsletter",
        "© 2024 Harbour Post",
        "Copyright 2024 Harbour Post. All rights reserved.",
        "We use cookies to improve your experience.",
        "Photo: Dana Whitlock/Reuters",
        "Subscribe",
        "Filed Under: Politics",
        "By continuing to use this site you agree to our terms.",
        "Follow us on Facebook",
        "Image credit: Getty Images",
        "Posted on November 2, 2024 by Admin",
        "Accept all cookies",
        "Most read",
        "Tags: water, lead",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related charges were dropped in 2019, prosecutors said.",
        "Copyright law changes will cost publishers 3 million euros a year.",
        "Updated figures show that 40 people died in the fire.",
        "Facebook changed its privacy policy in 2021, the regulator said.",
        "He was paid 5 million euros, the minister told Reuters.",
        "Report by MPs says that 40 percent of schools are unsafe.",
        "Three comments by the mayor led to the lawsuit, the court heard.",
        "Cookies were sold by 400 scouts in March.",
        "Subscribers of the bank lost 2 million euros.",
        "Print sales fell by 12 percent last year.",
        "Like many others, Holm lost his house in 2019.",
        "Sources said that the board had hidden the report.",
        "Photographs show that the bridge had cracked in May.",
    ],
)
def test_a_sentence_of_an_article_is_no_furniture(line: str) -> None:
    assert not is_boilerplate(line)


def test_nothing_after_the_comments_heading_counts() -> None:
    lines = ["The bridge was closed.", "One thought on “Bridge closed”", "The mayor stole 5 million euros."]
    assert article_lines(lines) == ["The bridge was closed."]
