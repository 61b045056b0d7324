"""What is told of a claim: its state and time, its words, where it comes from, evidence and votes."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from adapters.slack.render.words import (
    Json,
    between,
    bullets,
    link,
    moment,
    said,
    section,
    styled,
)
from bot.model.act import Evidence
from bot.model.ballot import Ballot, Rating
from bot.model.desk import Desk
from bot.model.status import Standing
from bot.model.text import quoted
from bot.model.view import ClaimView
from bot.rules import links, showing, when
from bot.rules.calendar_of import calendar

SENTENCE, WORDING, BEFORE, SHORT, LIST = 2_500, 800, 400, 200, 300
NEWEST, REASONS = 5, 3


def head(view: ClaimView) -> list[Json]:
    """State, number, due and snooze, in one line."""
    parts: list[list[Json]] = [[said(view.state, 400, bold=True)], [styled(view.label)]]
    if view.due is not None and not view.status.settled:
        parts.append([styled("Due "), *time(view.due.at, view.desk)])
    if view.status.snoozed_until is not None and not view.status.settled:
        parts.append([styled("Snoozed until "), *time(view.status.snoozed_until, view.desk)])
    made: list[Json] = []
    for part in parts:
        made += [styled(" · "), *part] if made else part
    return made


def time(at: datetime, desk: Desk) -> list[Json]:
    """A time in the reader's own zone, and beside it in the desk's, named."""
    zone = calendar(desk).zone
    return [moment(at), styled(f" ({at.astimezone(zone):%H:%M} {when.zone_name(at, zone)})")]


def sentence(view: ClaimView) -> Iterator[Json]:
    """The sentence word for word, the one before it, and an editor's words beside it."""
    before = view.appearance.before
    yield section(
        [said(before, BEFORE, italic=True)] if before else [],
        [said(view.claim.text, SENTENCE)],
        sort="quote",
    )
    reworded = view.status.wording
    if reworded is not None:
        yield section(
            [said(f"In the words of {reworded.name}:", 120), styled(" "), said(reworded.text, WORDING)]
        )


def about(view: ClaimView) -> Iterator[list[Json]]:
    """A line a fact, each with the word for it."""
    claim, status = view.claim, view.status
    yield _fact("Says", [said(showing.who_says(claim), SHORT)])
    yield _fact("Where", _where(view))
    if claim.reasons:
        yield _fact("Why", [said(" · ".join(claim.reasons), LIST)])
    if claim.first_check:
        yield _fact("Check first", [said(claim.first_check, SHORT)])
    for note in claim.notes[:3]:
        yield _fact("Note", [said(note, SHORT)])
    seen = [showing.elsewhere(view), f"seen before as {view.earlier}" if view.earlier else None]
    if any(seen):
        yield _fact("Seen", [said(" · ".join(one for one in seen if one), LIST)])
    if status.owner is not None:
        yield _fact("Owner", [said(status.owner.owner_name, 100)])
    if status.uses:
        yield _fact("Used by", [said(", ".join(showing.used_by(view)), LIST)])
    if view.recalls:
        yield _fact("Recall", [said(f"not answered yet: {showing.waiting(view)}", SHORT)])
    for line in showing.was(view):
        yield _fact("Before", [said(line, SHORT)])
    if status.reopened is not None and status.reopened.reason:
        yield _fact("Reopened", [said(f"{status.reopened.name}: {status.reopened.reason}", SHORT)])


def _where(view: ClaimView) -> list[Json]:
    url = view.story.url
    parts = [said(name, 100) for name in (showing.outlet(view),) if name]
    parts += [said(showing.day(view.story.article)), styled(f"paragraph {view.appearance.paragraph}")]
    if links.safe(url):
        parts.append(link(url, links.host(url) or "link", 100))
    return between(parts)


def _fact(name: str, words: list[Json]) -> list[Json]:
    return [styled(f"{name}  ", bold=True), *words]


def evidence(view: ClaimView) -> Iterator[Json]:
    """The newest pieces, each with what it does to the claim and who brought it; then what was taken away."""
    given, removed = view.status.evidence, view.status.removed
    if not given and not removed:
        return
    more = [styled(f" (the newest {NEWEST} of {len(given)})")] if len(given) > NEWEST else []
    yield section([styled("Evidence", bold=True), *more])
    rows = [_piece(one) for one in given[-NEWEST:]]
    rows += [
        [styled("taken away: "), *between([said(showing.evidence(one), 100), said(one.name, 80)])]
        for one in removed[-2:]
    ]
    yield bullets(rows)


def _piece(one: Evidence) -> Sequence[Json]:
    shown = showing.evidence(one)
    source = link(one.link, shown) if one.link else said(shown, SHORT)
    return between([source, styled(one.stance), said(one.giver, 80)])


def votes(view: ClaimView) -> Iterator[list[Json]]:
    """How many chose what, who signed, and why; nothing of it while the desk votes blind."""
    for standing in view.status.standings:
        if not standing.votes or view.hidden(standing.question):
            continue
        asked = f"{standing.question.words} " if view.status.said is not None else ""
        if any(not vote.signs for vote in standing.votes.values()):
            yield _fact("Votes", [said(f"{asked}{_counted(standing, view.desk)}", SHORT)])
        signers = _signers(standing)
        if signers:
            chief = ", chief" if standing.verdict and standing.verdict.chief else ""
            names = [f"{one.name}{chief} ({view.desk.call(one.rating)})" for one in signers]
            yield _fact("Signed by", [said(f"{asked}{', '.join(names)}", LIST)])
        reasons = [vote for vote in _by_time(standing) if vote.reason]
        for vote in reasons[-REASONS:]:
            yield _fact("Reason", [said(f"{vote.name}: {quoted(vote.reason or '', SHORT)}")])


def _signers(standing: Standing) -> Sequence[Ballot]:
    return standing.verdict.signers if standing.verdict else standing.signatures


def _by_time(standing: Standing) -> list[Ballot]:
    return sorted(standing.votes.values(), key=lambda vote: (vote.at, vote.name))


def _counted(standing: Standing, desk: Desk) -> str:
    counts = [(standing.count(rating), desk.call(rating)) for rating in Rating]
    return ", ".join(f"{number} {name}" for number, name in counts if number)
