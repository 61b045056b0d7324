"""What is told of a claim and its story beside how it stands: the same words on every platform."""

from datetime import date

from bot.model.act import Evidence, UseStep
from bot.model.claim import Claim
from bot.model.gate import Level
from bot.model.page import Article, DateSource, Source
from bot.model.view import ClaimView, StoryView
from bot.rules import gating, links
from bot.rules.gating import InUse

FORMER = 3
FINE = "Internal working note, not a finding."
NO_CLAIMS = "Read it; found nothing that can be checked."


def who_says(claim: Claim) -> str:
    """Whose sentence it is."""
    tail = ", direct quote" if claim.direct_quote else ""
    match claim.source:
        case Source.NAMED:
            return f"{claim.speaker or 'a named source'}{tail}"
        case Source.UNNAMED:
            return f"unnamed: {claim.speaker}{tail}" if claim.speaker else f"no source named{tail}"
        case Source.DOCUMENT:
            return f"document: {claim.speaker}{tail}" if claim.speaker else f"a document{tail}"
        case Source.OUTLET:
            return "the outlet's own voice"


def day(article: Article | None) -> str:
    """The date of an article, marked where it is a guess."""
    if article is None or article.published is None:
        return "no date"
    try:
        when = date.fromisoformat(article.published[:10])
    except ValueError:
        return "no date"
    words = f"{when.day} {when:%B %Y}"
    return f"{words} (date guessed)" if article.published_source is DateSource.GUESSED else words


def facts(view: StoryView) -> list[str]:
    """The fact strip: what was found, who asserts it, how much is quoted."""
    strip = view.strip
    sources = [
        f"{number} {word}"
        for number, word in (
            (strip.named, "named"),
            (strip.unnamed, "unnamed"),
            (strip.outlet, "outlet's own voice"),
            (strip.document, "from documents"),
        )
        if number
    ]
    quotes = "1 direct quote" if strip.direct_quotes == 1 else f"{strip.direct_quotes} direct quotes"
    return [f"{strip.claims} found, {view.posted} posted", ", ".join(sources), quotes]


def title(view: StoryView | ClaimView) -> str:
    """The headline, else the address."""
    article = view.story.article
    return (article.title if article else "") or view.story.address


def outlet(view: StoryView | ClaimView) -> str:
    """Who published it."""
    article = view.story.article
    return article.outlet if article else ""


def elsewhere(view: ClaimView) -> str | None:
    """The other outlets with the same sentence."""
    if not view.outlets:
        return None
    number = len(view.outlets)
    return f"also in {number} other {'outlet' if number == 1 else 'outlets'}: {', '.join(view.outlets)}"


def was(view: ClaimView) -> list[str]:
    """The newest verdicts that stand no more, newest first: `was False until 24 Nov 2026 (why)`."""
    lines = []
    for one in view.was[:FORMER]:
        if one.rating is None or one.until is None:
            continue
        asked = f"{one.question.words} " if view.status.said and one.question else ""
        why = f" ({one.ended})" if one.ended else ""
        until = f"{one.until.day} {one.until:%b %Y}"
        lines.append(f"{asked}was {view.desk.call(one.rating)} until {until}{why}")
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


def evidence(one: Evidence) -> str:
    """A piece of evidence as it reads: a link without its scheme, or the note."""
    return links.short(one.link) if one.link else one.note or ""


def gate(card: StoryView) -> tuple[Level, str] | None:
    """Whether a piece can run as far as this story's claims in use go; None where nothing is in use."""
    found = gating.gate(InUse(view, view.status.uses) for view in card.claims if view.status.uses)
    if found.level is Level.NOTHING:
        return None
    in_use = {check.claim for check in found.checks}
    number = len({check.claim for check in found.checks if check.level is found.level})
    of = f"{number} of {len(in_use)} {'claim' if len(in_use) == 1 else 'claims'} in use"
    one = number == 1
    tail = {
        Level.RED: "blocks it" if one else "block it",
        Level.AMBER: "keeps it from green" if one else "keep it from green",
    }.get(found.level, "is settled" if one else "are settled")
    return found.level, f"Gate: {found.level} · {of} {tail}"
