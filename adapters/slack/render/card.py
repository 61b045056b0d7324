"""The card of a story: what it is, what was found in it, its best claims."""

from collections.abc import Iterator

from adapters.slack.render.about import time
from adapters.slack.render.parts import actions, button, row, select
from adapters.slack.render.words import (
    Json,
    Link,
    Message,
    between,
    compose,
    rich,
    said,
    styled,
)
from adapters.slack.render.words import link as link_of
from adapters.slack.values import pack
from bot.model.text import clean, cut, quoted
from bot.model.view import ClaimView, StoryView
from bot.rules import links, showing

BEST, ROWS, OPTIONS, NAMED = 5, 40, 60, 60
SENTENCE, SHORT, LISTED = 500, 200, 140
UNPOSTED = "no thread yet"


def card(view: StoryView, *, link: Link) -> Message:
    """What stands at the message with the link."""
    blocks = [rich(*_head(view))]
    if view.claims:
        blocks += [_row(view, one, link, SENTENCE) for one in view.claims[:BEST]]
        blocks.append(actions("story", list(_buttons(view))))
    found = f"{view.strip.claims} found" if view.claims else showing.NO_CLAIMS
    return compose(f"Story {view.story.number}: {cut(showing.title(view), 300)} · {found}", blocks)


def more(view: StoryView, *, link: Link) -> Message:
    """The claims that are not on the card, each with a way to its thread."""
    rest = view.claims[BEST:]
    blocks = [rich([styled(f"More claims of story {view.story.number}", bold=True)])]
    blocks += [_row(view, one, link, LISTED) for one in rest[:ROWS]]
    closed = [one for one in rest[ROWS:] if one.root is None and not one.dismissed]
    if closed:
        named = [(cut(f"{one.label} {clean(one.claim.text)}", NAMED), one) for one in closed[:OPTIONS]]
        chosen = [(name, _open_value(view, one)) for name, one in named]
        blocks.append(actions("open", [select("Open thread", "open", chosen)]))
    if len(rest) > ROWS:
        blocks.append(rich([styled(f"All of them: /claims show {view.story.number}")]))
    return compose(f"{len(rest)} more claims of story {view.story.number}", blocks)


def _head(view: StoryView) -> Iterator[list[Json]]:
    story, article = view.story, view.story.article
    due = [styled(" · Due "), *time(view.due.at, view.claims[0].desk)] if view.due and view.claims else []
    yield [styled(f"Story {story.number}"), *due]
    yield [link_of(story.url, showing.title(view), 300, bold=True)]
    where = links.host(story.url)
    named = [article.outlet if article else "", where if article and where != article.outlet else ""]
    byline = (article.byline if article else None) or "no byline"
    yield between([said(one, 100) for one in (*named, byline, showing.day(article)) if one])
    if not view.claims:
        yield [styled(showing.NO_CLAIMS)]
        return
    yield between([said(one, SHORT) for one in showing.facts(view) if one])
    if gate := showing.gate(view):
        yield [said(gate[1], SHORT, bold=True)]
    if view.same_as is not None:
        yield [said(f"Same text as story {view.same_as.number}, {quoted(view.same_as.title, SHORT)}")]


def _row(story: StoryView, view: ClaimView, link: Link, limit: int) -> Json:
    if view.root is None and not view.dismissed:
        lines = (f"{view.label} · {UNPOSTED}", cut(clean(view.claim.text), limit), cut(_small(view), SHORT))
        opens = button(
            "Open thread",
            f"open:{view.appearance.number}",
            _open_value(story, view),
            told=f"Open thread of {view.label}",
        )
        return row(f"claim:{view.appearance.number}", "\n".join(lines), opens, limit + SHORT + 60)
    goes = [link_of(link(view.claim.place, view.stands), "Go to thread")] if view.stands else []
    first = between([styled(view.label), said(view.state, SHORT, bold=True), *goes])
    return rich(first, [said(view.claim.text, limit)], [said(_small(view), SHORT)])


def _small(view: ClaimView) -> str:
    in_use = ["in use"] if view.status.uses else []
    said_of = [showing.who_says(view.claim), *view.claim.reasons, *in_use, *showing.was(view)[:1]]
    return clean(" · ".join(said_of))


def _open_value(story: StoryView, view: ClaimView) -> str:
    return pack(story.story.place, story.story.id, view.claim.id)


def _buttons(view: StoryView) -> Iterator[Json]:
    value = pack(view.story.place, view.story.id)
    if len(view.claims) > BEST:
        yield button("More claims", "more", value)
    yield button("Set due", "due", value)
