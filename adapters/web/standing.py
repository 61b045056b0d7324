"""How a claim stands, in the words and looks of the page."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.model.ballot import Question, Rating
from bot.model.view import ClaimView

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
