"""The root of a claim, as everybody sees it."""

from collections.abc import Iterator

from adapters.slack.render.about import about, evidence, head, sentence, votes
from adapters.slack.render.parts import actions, button, fine, select, stamp
from adapters.slack.render.words import Json, Message, between, compose, rich, rich_of, said, styled
from adapters.slack.values import pack
from bot.model.ballot import Question, Rating
from bot.model.status import Standing
from bot.model.text import clean, quoted
from bot.model.view import ClaimView
from bot.rules import menu, showing, wording

SIGNS = (
    ("white_check_mark", Rating.TRUE),
    ("warning", Rating.MISLEADING),
    ("x", Rating.FALSE),
    ("question", Rating.UNPROVEN),
)
NO_CLAIM_SIGN = "no_entry_sign"
FOLDED, NOTIFIED = 200, 300


def claim(view: ClaimView) -> Message:
    """What stands at the top of a claim's thread; what is settled folds to two lines."""
    shown = list(_folded(view) if view.status.settled else _open(view))
    # Slack keeps what somebody chose in a list until the block has another id.
    mark = stamp(shown)
    asked = [] if view.status.settled else list(_questions(view, mark))
    deeds = actions(f"deeds:{mark}", list(_deeds(view)))
    small = [] if view.dismissed else [fine(showing.FINE)]
    return compose(_told(view), [*shown, *asked, deeds, *small])


def _told(view: ClaimView) -> str:
    who = showing.who_says(view.claim)
    return f"{view.state} · {view.label} · {quoted(view.claim.text, NOTIFIED)} · {who}"


def _folded(view: ClaimView) -> Iterator[Json]:
    dismissed = view.status.dismissed
    by = [said(f"by {dismissed.name}", 80)] if dismissed else []
    first = between([said(view.state, 400, bold=True), styled(view.label), *by])
    gone = [[said(line, 200, italic=True)] for line in showing.was(view)[:1]]
    waits = [[said(f"Not answered yet: {showing.waiting(view)}", 200)]] if view.recalls else []
    yield rich(first, [said(quoted(view.claim.text, FOLDED))], *gone, *waits)


def _open(view: ClaimView) -> Iterator[Json]:
    yield rich(head(view))
    yield rich_of(list(sentence(view)))
    yield rich(*about(view))
    if found := list(evidence(view)):
        yield rich_of(found)
    if counted := list(votes(view)):
        yield rich(*counted)


def _questions(view: ClaimView, mark: str) -> Iterator[Json]:
    for standing in view.status.standings:
        yield rich(_question(view, standing))
        yield actions(f"{standing.question}:{mark}", _ratings(view, standing.question))


def _question(view: ClaimView, standing: Standing) -> Iterator[Json]:
    """The name of the question, how it stands where there are two, and which reactions count."""
    yield styled(standing.question.words, bold=True)
    if view.status.said is not None and (words := wording.standing(standing, view.desk)):
        yield said(f"  {words}", 300)
    if standing.question is Question.SO and not view.desk.blind:
        yield styled("  ")
        for sign, rating in SIGNS:
            yield {"type": "emoji", "name": sign}
            yield styled(f" {clean(view.desk.call(rating))}  ")
        yield {"type": "emoji", "name": NO_CLAIM_SIGN}
        yield styled(" Not a claim")


def _ratings(view: ClaimView, question: Question) -> list[Json]:
    seen = view.status.wording.id if view.status.wording else ""
    value = pack(view.claim.place, view.claim.id, seen)
    return [
        button(
            view.desk.call(rating),
            f"vote:{question}:{rating}",
            value,
            told=f"{view.desk.call(rating)}: {question.words} {view.label}",
        )
        for rating in Rating
    ]


def _deeds(view: ClaimView) -> Iterator[Json]:
    if view.status.owner is None and not view.status.settled:
        yield button("Take", "take", pack(view.claim.place, view.claim.id))
    if not view.dismissed:
        yield button("Use", "use", pack(view.claim.place, view.claim.id))
    yield _menu(view)


def _menu(view: ClaimView) -> Json:
    undo = view.status.touched_at is not None
    names = [*menu.items(view, None, undo=undo), *menu.own_use(view, None)]
    place, claim = view.claim.place, view.claim.id
    return select("More…", "menu", [(menu.CALLED[name], pack(name, place, claim)) for name in names])
