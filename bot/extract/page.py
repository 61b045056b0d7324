"""An HTML page, read as an article."""

import re
from datetime import date

from lxml import html

from bot.errors import PageUnreadable
from bot.extract.address import page_address
from bot.extract.metadata import byline_of, declared_address, outlet_of, people_in, title_of
from bot.extract.page_text import guess_all, paragraphs_of, parse
from bot.extract.published import declared_day, guessed_day
from bot.extract.structured import PageData, page_data
from bot.model.page import Article, DateSource

_WALL = re.compile(
    r"(subscribe|sign\s+in|log\s+in|register)\s+(now\s+)?to\s+(continue|read|keep\s+reading|unlock)|"
    r"already\s+a\s+subscriber|to\s+continue\s+reading|(article|story|content)\s+is\s+(only\s+)?"
    r"(available\s+)?(for|to|reserved\s+for)\s+(our\s+)?(paying\s+)?(subscribers|members)|"
    r"remaining\s+free\s+article",
    re.IGNORECASE,
)
_NEEDS_SCRIPTS = re.compile(r"(enable|requires?|need|turn\s+on|without|disabled)\W+(\w+\W+){0,4}javascript|"
                            r"javascript\W+(\w+\W+){0,5}(enable|disabled|required|"
                            r"needed)", re.IGNORECASE)  # fmt: skip
_STUB_WORDS = 120
_FEW_WORDS = 40


def read_page(markup: str, url: str | None, *, today: date | None = None) -> Article:
    """The article of a page; PageUnreadable where it hides or has no text."""
    tree = parse(markup)
    if tree is None:
        raise PageUnreadable("There is nothing to read on this page.")
    data = page_data(tree)
    visible, scripts = _visible(tree), _has_scripts(tree)
    outlet = outlet_of(data, url)
    title = title_of(tree, data, outlet, url)
    byline = byline_of(tree, data, outlet)
    address = declared_address(tree, data, url or "")
    day, source = declared_day(tree, data), DateSource.DECLARED
    # Last, for it takes the tree apart.
    guess = guess_all(tree, url)
    paragraphs = tuple(line for line in paragraphs_of(guess.body, markup) if not _same(line, title))
    words = sum(len(line.split()) for line in paragraphs)
    _refuse_hidden(data, visible, words, scripts)
    if day is None:
        day = guessed_day(url, guess=guess.date, text=visible, today=today)
        source = DateSource.GUESSED if day else DateSource.NONE
    return Article(
        canonical_url=page_address(url, address) if url else None,
        title=title,
        outlet=outlet,
        byline=byline or people_in(guess.author or "", outlet),
        published=day.isoformat() if day else None,
        published_source=source,
        language="en",
        words=words,
        paragraphs=paragraphs,
    )


def _has_scripts(tree: html.HtmlElement) -> bool:
    return any(node.get("src") or len(node.text or "") > 20 for node in tree.iter("script"))


def _visible(tree: html.HtmlElement) -> str:
    # Not by body or head: a page may leave out their tags, and the parser then puts all of it into the head.
    unseen = "ancestor::title or ancestor::script or ancestor::style or ancestor::template"
    parts = tree.xpath(f"//text()[not({unseen})]")
    return " ".join(" ".join(parts).split())[:200_000]


def _refuse_hidden(data: PageData, visible: str, words: int, scripts: bool) -> None:
    walled = bool(_WALL.search(visible))
    if words < _STUB_WORDS and (walled or not data.for_free):
        raise PageUnreadable(
            "This page shows its full text to subscribers only; paste the text to have it read."
        )
    if words < _FEW_WORDS and (
        _NEEDS_SCRIPTS.search(visible) or (scripts and len(visible.split()) < _FEW_WORDS)
    ):
        raise PageUnreadable(
            "This page shows its text only by scripts, which Claimdesk does not run; paste the text."
        )
    if not visible:
        raise PageUnreadable("There is nothing to read on this page.")


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W", "", line.casefold()) == re.sub(r"\W", "", title.casefold())
