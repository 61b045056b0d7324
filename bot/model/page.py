"""A page as it was fetched, and what reading it gave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One answer of a web server; `body` is decoded from gzip but not from its charset."""

    url: str
    final_url: str
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """What the reader is given: bytes, their declared type (may be empty), where they came from."""

    body: bytes
    content_type: str
    url: str | None = None


class Source(StrEnum):
    """Who asserts a sentence."""

    NAMED = "named"
    UNNAMED = "unnamed"
    OUTLET = "outlet"
    DOCUMENT = "document"


class Kind(StrEnum):
    """What sort of claim it is, after Full Fact's typology."""

    QUANTITY = "quantity"
    CAUSE = "cause"
    RULE = "rule"
    PREDICTION = "prediction"
    EVENT = "event"
    QUOTE = "quote"
    ROLE = "role"
    OTHER = "other"


class DateSource(StrEnum):
    """Where a publication date came from; a guessed one must be shown as such."""

    DECLARED = "declared"
    GUESSED = "guessed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a page and what it says of itself.

    `title` and `outlet` are cleaned for display. `published` is an ISO date or None. `paragraphs` are
    in page order, the headline not among them. `canonical_url` is None for a text without an address.
    """

    canonical_url: str | None
    title: str
    outlet: str
    byline: str | None
    published: str | None
    published_source: DateSource
    language: str
    words: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One checkable sentence, word for word, as the reader found it.

    `paragraph` counts from 1. `before` is the sentence before it where it needs that to be understood.
    `first_check` is one short thing to check first.
    """

    text: str
    paragraph: int
    source: Source
    speaker: str | None
    direct_quote: bool
    kind: Kind
    reasons: tuple[str, ...]
    notes: tuple[str, ...] = ()
    before: str | None = None
    first_check: str | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """The fact strip of a story: counts of its checkable sentences by who asserts them."""

    claims: int
    named: int
    unnamed: int
    outlet: int
    document: int
    direct_quotes: int


def count(sentences: Iterable[tuple[Source, bool]]) -> Strip:
    """The strip of sentences given as (source, direct quote)."""
    by: Counter[Source] = Counter()
    quotes = 0
    for source, direct in sentences:
        by[source] += 1
        quotes += direct
    return Strip(
        claims=by.total(),
        named=by[Source.NAMED],
        unnamed=by[Source.UNNAMED],
        outlet=by[Source.OUTLET],
        document=by[Source.DOCUMENT],
        direct_quotes=quotes,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with every checkable sentence, best first."""

    article: Article
    claims: tuple[FoundClaim, ...]

    @property
    def strip(self) -> Strip:
        """Counted over all claims, shown or not."""
        return count((claim.source, claim.direct_quote) for claim in self.claims)
