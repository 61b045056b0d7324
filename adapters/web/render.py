"""The page as HTML. Whatever a page or a person wrote is text here, never mark-up."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.web import links, words
from adapters.web.desk import CardItem, ClaimItem, Item, LineItem, PageView
from adapters.web.people import PEOPLE, label
from bot.model.ballot import Rating
from bot.model.people import Person
from bot.model.post import Post
from bot.model.text import clean, clean_lines

REACTIONS = (("✅", "true"), ("⚠️", "misleading"), ("❌", "false"), ("❓", "unproven"))
BEST = 5
FOLD_LINES, FOLD_LETTERS = 6, 480


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page: its id in the document, a mark that changes with its content, its HTML."""

    id: str
    rev: str
    html: str


def dom_id(kind: str, raw: str) -> str:
    """An id for the document, made of one of ours."""
    return f"{kind}-{re.sub(r'[^A-Za-z0-9-]', '-', raw)}"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(plain=clean, lines=clean_lines, linked=links.linked, safe_link=links.safe)
    made.filters.update(dom=lambda raw, kind: dom_id(kind, raw), iso=datetime.isoformat)
    made.globals.update(
        words=words,
        host=links.host,
        label=label,
        people=PEOPLE,
        ratings=tuple(Rating),
        reactions=REACTIONS,
        best=BEST,
        folds=folds,
    )
    return made


def folds(text: str) -> bool:
    """Whether a message is so long that only its beginning is shown at first."""
    return len(text) > FOLD_LETTERS or text.count("\n") >= FOLD_LINES


_ENVIRONMENT = _environment()


def _draw(template: str, **values: object) -> str:
    return _ENVIRONMENT.get_template(template).render(**values).strip()


def piece(item: Item, person: Person) -> Piece:
    """One item of the desk, as this person sees it."""
    match item:
        case LineItem():
            name, html = dom_id("line", item.line.id), _draw("line.html", item=item, me=person)
        case CardItem():
            name, html = dom_id("card", item.post.key), _draw("card.html", item=item, me=person)
        case ClaimItem():
            name = dom_id("claim", item.claim.claim.id)
            html = _draw("claim.html", item=item, view=item.claim, me=person, **_standing(item, person))
    rev = blake2b(html.encode(), digest_size=6).hexdigest()
    return Piece(id=name, rev=rev, html=html.replace(' class="item', f' data-rev="{rev}" class="item', 1))


def _standing(item: ClaimItem, person: Person) -> dict[str, object]:
    """What this person has done here, and who voted what."""
    mine = item.claim.standing.get(person.id)
    votes = [
        (rating, [vote.name for vote in item.claim.standing.values() if vote.rating is rating])
        for rating in Rating
    ]
    decision = item.claim.decision
    return {
        "mine": mine,
        "votes": [(rating, names) for rating, names in votes if names],
        "dismissed_by_me": item.claim.dismissed and decision is not None and decision.person == person.id,
    }


def pieces(page: PageView, person: Person) -> list[Piece]:
    """All items of the desk."""
    return [piece(item, person) for item in page.items]


def whispers(posts: Sequence[Post]) -> list[dict[str, str]]:
    """What the bot told one person alone, newest first, each with its time and HTML."""
    return [
        {
            "id": dom_id("told", post.key),
            "at": post.owed_at.isoformat(),
            "html": _draw("told.html", post=post),
        }
        for post in posts
    ]


def parts(page: PageView, person: Person, *, have: Collection[str], now: datetime) -> dict[str, object]:
    """What the page fetches after a change: of items that it has already only the name."""
    return {
        "person": person.id,
        "now": now.isoformat(),
        "earlier": page.earlier,
        "items": [
            {"id": one.id, "rev": one.rev, "html": None if one.rev in have else one.html}
            for one in pieces(page, person)
        ],
        "only_you": whispers(page.whispers),
    }


def home(page: PageView, person: Person, *, now: datetime) -> str:
    """The whole page."""
    return _draw(
        "page.html",
        me=person,
        now=now,
        pieces=pieces(page, person),
        earlier=page.earlier,
        told=whispers(page.whispers),
    )


def lost(sentence: str) -> str:
    """A plain page for an address that leads nowhere."""
    return _draw("lost.html", sentence=sentence)
