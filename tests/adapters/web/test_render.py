"""What a page or a person wrote is text on the desk, whatever it tries."""

import re
from dataclasses import replace

import pytest

from adapters.web import render
from adapters.web.chat import WebChat
from adapters.web.desk import desk_page
from adapters.web.items import PageView
from adapters.web.people import PEOPLE
from bot.model.page import Article, DateSource
from bot.rules import showing
from tests.adapters.web.running import ARTICLE, LINK
from tests.support.room import NOON, WORKSPACE, Room

HOSTILE = (
    '<script>alert(1)</script> "onmouseover=alert(2) x=" \' {{ 7*7 }} @channel <!here> \u202egnp.exe &amp;'
)


async def _page(room: Room, text: str, *, link: str = LINK) -> PageView:
    room.pages.pages[link] = text
    await room.paste(link)
    await room.settle()
    async with room.database.ledger.look(WORKSPACE) as tx:
        return await desk_page(tx, person=PEOPLE[0], chat=WebChat())


def _html(page: PageView) -> str:
    return render.home(page, PEOPLE[0], now=NOON)


async def test_markup_mentions_and_bidi_in_title_and_sentence_stay_text(room: Room) -> None:
    html = _html(await _page(room, f"{HOSTILE} title\n{HOSTILE}: {HOSTILE} rose by 4.\nIt fell by 5."))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{ 7*7 }}" in html
    assert "\u202e" not in html
    assert not re.search(r"<[^>]*\sonmouseover=", html)


async def test_a_claim_is_an_article_named_by_its_sentence_and_a_story_a_region_named_by_its_title(
    room: Room,
) -> None:
    html = _html(await _page(room, ARTICLE))
    assert re.search(r'<article [^>]*aria-label="The tunnel is 340 million over budget\."', html)
    assert re.search(r'<section [^>]*aria-label="Harbour tunnel costs double"', html)
    assert html.count("<article") == 3


async def test_the_names_of_the_rating_buttons_are_exact(room: Room) -> None:
    html = _html(await _page(room, ARTICLE))
    buttons = re.findall(r'<button [^>]*data-act="vote"[^>]*>(.*?)</button>', html, re.DOTALL)
    shown = [re.sub(r"<svg.*?</svg>|<span[^>]*aria-hidden.*?</span>", "", button) for button in buttons[:4]]
    names = [re.sub(r"</?span[^>]*>", "", button) for button in shown]
    assert names == ["True", "Misleading", "False", "Unproven"]
    assert not re.search(r'aria-label="[^"]*(true|false|misleading|unproven)', html, re.IGNORECASE)


async def test_five_claims_are_listed_and_the_rest_waits_behind_a_button(room: Room) -> None:
    html = _html(await _page(room, ARTICLE))
    assert "7 found, 3 posted" in html
    assert "1 named" in html
    assert "6 outlet&#39;s own voice" in html
    before, after = html.split('class="claims rest"')
    assert (before.count("<li>\n"), after.split("</ol>")[0].count("<li>\n")) == (5, 2)
    assert html.count("Open thread") == 4


async def test_a_story_without_a_claim_says_so(room: Room) -> None:
    html = _html(await _page(room, "Only a title here"))
    assert "Read it; found nothing that can be checked." in html
    assert "<article" not in html


async def test_a_closed_menu_leaves_no_words_behind(room: Room) -> None:
    html = _html(await _page(room, ARTICLE))
    assert "Reopen" not in html
    assert ">Not a claim" not in html


async def test_every_item_has_an_id_of_its_own_and_a_mark_of_its_content(room: Room) -> None:
    page = await _page(room, ARTICLE)
    edda, elias = (render.pieces(page, person, now=NOON) for person in PEOPLE[1:3])
    assert len({piece.id for piece in edda}) == len(edda) == 4
    assert [piece.rev for piece in edda] == [piece.rev for piece in elias]
    assert all(f'id="{piece.id}"' in piece.html and f'data-rev="{piece.rev}"' in piece.html for piece in edda)


async def test_a_long_paste_is_folded(room: Room) -> None:
    await room.paste("\n".join(["A line of a pasted text."] * 20))
    async with room.database.ledger.look(WORKSPACE) as tx:
        html = _html(await desk_page(tx, person=PEOPLE[0], chat=WebChat()))
    assert "Show all" in html


ARTICLE_OF = Article(
    canonical_url=None,
    title="T",
    outlet="O",
    byline=None,
    published="2026-05-04",
    published_source=DateSource.DECLARED,
    language="en",
    words=9,
    paragraphs=(),
)


@pytest.mark.parametrize(
    ("article", "says"),
    [
        (ARTICLE_OF, "4 May 2026"),
        (replace(ARTICLE_OF, published_source=DateSource.GUESSED), "4 May 2026 (date guessed)"),
        (replace(ARTICLE_OF, published=None), "no date"),
        (replace(ARTICLE_OF, published="soon"), "no date"),
        (None, "no date"),
    ],
)
def test_a_guessed_date_is_marked(article: Article | None, says: str) -> None:
    assert showing.day(article) == says
