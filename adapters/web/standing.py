"""How a claim stands, in the words and looks of the page."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from adapters.web.links import host
from bot.model.act import Evidence, UseStep
from bot.model.ballot import Question, Rating
from bot.model.text import cut
from bot.model.view import ClaimView

LONGEST_LINK = 70
FORMER = 3
_PLAIN = "open"


def tone(view: ClaimView) -> str:
    """The name of the look of its state; the words say it too. Blind votes and a mere take look alike."""
    so = view.status.so
    if view.dismissed:
        return "dismissed"
    if so.verdict is not None:
        return so.verdict.rating
    if so.disputed:
        return "split"
    if view.hidden(Question.SO) or not so.votes:
        return _PLAIN
    signed = so.signatures
    return so.agreed or (signed[0].rating if signed else _leading([one.rating for one in so.votes.values()]))


def _leading(ratings: Sequence[Rating]) -> str:
    (first, most), *rest = Counter(ratings).most_common()
    return "split" if rest and rest[0][1] == most else first


def settled(view: ClaimView) -> bool:
    """Whether a verdict stands on all that is asked: then only two lines are shown at first."""
    return view.status.settled and not view.dismissed


def was(view: ClaimView) -> list[str]:
    """The newest verdicts that stand no more, newest first: `was False until 24 Nov 2026 (why)`."""
    lines = []
    for one in view.was[:FORMER]:
        if one.rating is None or one.until is None:
            continue
        asked = f"{one.question.words} " if view.status.said and one.question else ""
        why = f" ({one.ended})" if one.ended else ""
        day = f"{one.until.day} {one.until:%b %Y}"
        lines.append(f"{asked}was {view.desk.call(one.rating)} until {day}{why}")
    return lines


def used_by(view: ClaimView) -> list[str]:
    """Who depends on it, each with the piece."""
    return [
        f"{use.name}{_piece(use.slug)}{', attributed' if use.step is UseStep.ATTRIBUTED else ''}"
        for use in view.status.uses
    ]


def _piece(slug: str) -> str:
    return f" ({slug})" if slug else ""


def waiting(view: ClaimView) -> str:
    """Who was told of a change and has not answered; empty for nobody."""
    return ", ".join(dict.fromkeys(recall.name for recall in view.recalls))


def source(one: Evidence) -> str:
    """A piece of evidence as it reads: a link without its scheme, or the note."""
    if not one.link:
        return one.note or ""
    where = host(one.link)
    if where is None:
        return one.link
    if not one.link.isascii() or "@" in one.link:
        # Its words could mislead about where it leads.
        return where
    return cut(re.sub(r"^https?://(www\.)?", "", one.link, flags=re.IGNORECASE).rstrip("/"), LONGEST_LINK)


def changes(view: ClaimView) -> list[tuple[str, str]]:
    """What the newest rewording changed against the one before: pieces of text, each "", "del" or "ins"."""
    if len(view.status.wordings) < 2:
        return []
    before, after = (one.text.split(" ") for one in view.status.wordings[-2:])
    pieces: list[tuple[str, str]] = []
    # With its heuristic for long texts on, so that no wording can make this slow.
    for kind, start, end, there, until in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            pieces.append(("", " ".join(after[there:until])))
            continue
        pieces += [("del", " ".join(before[start:end]))] if end > start else []
        pieces += [("ins", " ".join(after[there:until]))] if until > there else []
    return pieces
