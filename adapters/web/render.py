"""The page as HTML. Whatever a page or a person wrote is text here, never mark-up."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from adapters.web import asked, links, standing, words
from adapters.web.items import CardItem, ClaimItem, Item, LineItem, NoticeItem, PageView
from adapters.web.people import PEOPLE, label
from adapters.web.times import Times, times_of
from bot.model.act import Stance
from bot.model.ballot import Via
from bot.model.people import Person
from bot.model.post import Post
from bot.model.text import clean, clean_lines
from bot.rules import menu, rights, showing
from bot.rules.links import host

REACTIONS = (("✅", "true"), ("⚠️", "misleading"), ("❌", "false"), ("❓", "unproven"))
DISMISS = ("🚫", "dismiss")
BEST = 5
FOLD_LINES, FOLD_LETTERS = 6, 480
_DRAWN = (
    '<svg class="sticker" aria-hidden="true" focusable="false"><use href="#s-{name}"></use></svg>'
    '<span class="vh">{sign}</span>'
)


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
    made.filters.update(signed=signed, dom=lambda raw, kind: dom_id(kind, raw), iso=datetime.isoformat)
    made.globals.update(
        words=words,
        showing=showing,
        host=host,
        label=label,
        people=PEOPLE,
        standing=standing,
        stances=tuple(Stance),
        reactions=REACTIONS,
        best=BEST,
        folds=folds,
        may_vote=rights.votes,
    )
    return made


def folds(text: str) -> bool:
    """Whether a message is so long that only its beginning is shown at first."""
    return len(text) > FOLD_LETTERS or text.count("\n") >= FOLD_LINES


def signed(text: str) -> Markup:
    """The words with the signs of reactions drawn, for machines that have no letters for them."""
    html = str(escape(text))
    for sign, name in (*REACTIONS, DISMISS):
        html = html.replace(sign, _DRAWN.format(name=name, sign=sign))
    # Escaped above; what was put in are our own signs.
    return Markup(html)


_ENVIRONMENT = _environment()


def _draw(template: str, **values: object) -> str:
    return _ENVIRONMENT.get_template(template).render(**values).strip()


def piece(item: Item, person: Person, times: Times) -> Piece:
    """One item of the desk, as this person sees it."""
    shown = {"item": item, "me": person, "times": times}
    match item:
        case LineItem():
            name, html = dom_id("line", item.line.id), _draw("line.html", **shown)
        case CardItem():
            name, html = dom_id("card", item.post.key), _draw("card.html", **shown)
        case NoticeItem():
            name, html = dom_id("notice", item.post.key), _draw("notice.html", **shown)
        case ClaimItem():
            name = dom_id("claim", item.claim.claim.id)
            html = _draw("claim.html", view=item.claim, **shown, **_standing(item, person))
    rev = blake2b(html.encode(), digest_size=6).hexdigest()
    return Piece(id=name, rev=rev, html=html.replace(' class="item', f' data-rev="{rev}" class="item', 1))


def _standing(item: ClaimItem, person: Person) -> dict[str, object]:
    """What this person sees of the votes, and what they may do."""
    view = item.claim
    dismissed = view.status.dismissed
    editor = rights.edits(person, view.desk)
    return {
        "asked": asked.questions(view, person),
        "dismissed": dismissed,
        "dismissed_by_me": dismissed is not None
        and (dismissed.person, dismissed.via) == (person.id, Via.REACTION),
        "items": menu.items(view, person, undo=item.own is not None),
        "own": item.own,
        "my_uses": [use for use in view.status.uses if use.person == person.id],
        "may_remove": [one.evidence for one in view.status.evidence if editor or one.giver == person.name],
        "may_take": view.status.owner is None and not view.status.settled and rights.votes(person, view.desk),
    }


def pieces(page: PageView, person: Person, *, now: datetime) -> list[Piece]:
    """All items of the desk."""
    times = times_of(page, person, now)
    return [piece(item, person, times) for item in page.items]


def told(page: PageView) -> list[dict[str, object]]:
    """What the bot told one person alone: what waits for an answer, then the newest; each with its HTML."""
    return [*(_told(post, "recall.html") for post in page.recalls), *map(_told, page.whispers)]


def _told(post: Post, template: str = "told.html") -> dict[str, object]:
    return {
        "id": dom_id("told", post.key),
        "at": post.owed_at.isoformat(),
        "stays": post.recall is not None,
        "html": _draw(template, post=post),
    }


def parts(page: PageView, person: Person, *, have: Collection[str], now: datetime) -> dict[str, object]:
    """What the page fetches after a change: of items that it has already only the name."""
    return {
        "person": person.id,
        "now": now.isoformat(),
        "turn": _turn(page, person, now),
        "earlier": page.earlier,
        "clear": page.clear,
        "items": [
            {"id": one.id, "rev": one.rev, "html": None if one.rev in have else one.html}
            for one in pieces(page, person, now=now)
        ],
        "only_you": told(page),
    }


def home(page: PageView, person: Person, *, now: datetime, speed: float = 1) -> str:
    """The whole page; its clock runs `speed` times as fast as the reader's."""
    return _draw(
        "page.html",
        me=person,
        now=now,
        speed=speed,
        turn=_turn(page, person, now),
        pieces=pieces(page, person, now=now),
        earlier=page.earlier,
        clear=page.clear,
        told=told(page),
    )


def _turn(page: PageView, person: Person, now: datetime) -> str:
    return times_of(page, person, now).turn(page.items).isoformat()


def lost(sentence: str) -> str:
    """A plain page for an address that leads nowhere."""
    return _draw("lost.html", sentence=sentence)
