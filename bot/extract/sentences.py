"""Sentences of an article, with open quotations kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from bot.extract.cues import SPEECH_VERBS
from bot.extract.people import mend_names
from bot.extract.quotes import Quotation, quotations
from bot.model.text import clean

BATCH_CHARACTERS = 5_000
MOST_WORDS = 10_000
_LONGEST_PIECE = 5_000
_LONGEST_SENTENCE = 2_000
_ENDS = re.compile(r"[.!?…][\"”’')\]»]*$")
_ASKS_ON = re.compile(r"[,?!—–-][\"”’'»]$")
_SHORT_FORM = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Lt|Col|Gen|Sgt|Capt|Maj|Rev|Hon|St|No|vs|approx|Jr|Sr|Inc|[A-Z])\.$"
)
_PIECES = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its tokens, its text, its paragraph (from 1) and the quotations that touch it.

    `in_quote`: all of it stands inside a quotation whose marks lie outside. `half`: it holds one mark of a
    pair, so it would quote somebody wrongly.
    """

    text: str
    tokens: Span
    paragraph: int
    number: int
    quotes: tuple[Quotation, ...]
    in_quote: bool
    half: bool

    def quoted(self, token: Token) -> bool:
        """Whether a token stands inside a quotation."""
        return self.in_quote or any(quote.start <= token.idx < quote.end for quote in self.quotes)


def split(paragraphs: tuple[str, ...], nlp: Language) -> list[Sentence]:
    """All sentences in page order; of an endless page only the first 10,000 words."""
    pieces = list(_pieces(paragraphs))
    texts = [text for _, text in pieces]
    docs = (doc for batch in _batches(texts) for doc in nlp.pipe(batch, batch_size=len(batch)))
    found: list[Sentence] = []
    for (paragraph, _), doc, quotes in zip(pieces, docs, quotations(texts), strict=True):
        mend_names(doc)
        for span in _spans(doc, quotes):
            sentence = _sentence(span, paragraph, len(found), quotes)
            if sentence.text:
                found.append(sentence)
    return found


def _batches(texts: list[str]) -> Iterator[list[str]]:
    """A few paragraphs at a time: half as slow as one at a time, and memory stays where it is."""
    batch: list[str] = []
    for text in texts:
        if batch and sum(map(len, batch)) + len(text) > BATCH_CHARACTERS:
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _pieces(paragraphs: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    budget = MOST_WORDS
    for number, paragraph in enumerate(paragraphs, start=1):
        for piece in _short_enough(clean(paragraph)):
            budget -= piece.count(" ") + 1
            if budget < 0:
                return
            yield number, piece


def _short_enough(text: str) -> Iterator[str]:
    if len(text) <= _LONGEST_PIECE:
        yield text
        return
    piece = ""
    for part in _PIECES.split(text):
        if len(piece) + len(part) > _LONGEST_PIECE and piece:
            yield piece
            piece = ""
        # A sentence longer than a piece is no sentence; cutting it would make a lie.
        piece = f"{piece} {part}".strip() if len(part) <= _LONGEST_SENTENCE else piece
    if piece:
        yield piece


def _spans(doc: Doc, quotes: tuple[Quotation, ...]) -> Iterator[Span]:
    start = 0
    spans = list(doc.sents)
    for left, right in pairwise(spans):
        if _belongs(left.doc[start : left.end], right, quotes):
            continue
        yield doc[start : left.end]
        start = right.start
    if spans:
        yield doc[start : spans[-1].end]


def _belongs(left: Span, right: Span, quotes: tuple[Quotation, ...]) -> bool:
    """Whether what the parser split is one sentence for a reader."""
    at = right.start_char
    if any(quote.start < at < quote.end and quote.left and quote.right for quote in quotes):
        return True
    before, after = left.text.rstrip(), right.text
    if not any(char.isalnum() for char in after) or after[0] in "”»)]’":
        return True
    if not _ENDS.search(before) or _SHORT_FORM.search(before):
        return True
    return after[0].islower() or (bool(_ASKS_ON.search(before)) and _is_tag(right))


def _is_tag(span: Span) -> bool:
    """`she said.` after a quotation."""
    head = [token.lower_ for token in span[:6]]
    return len(span) <= 14 and any(word in SPEECH_VERBS for word in head)


def _sentence(span: Span, paragraph: int, number: int, quotes: tuple[Quotation, ...]) -> Sentence:
    start, end = span.start_char, span.end_char
    touching = tuple(quote for quote in quotes if quote.start < end and quote.end > start)
    text = span.text
    in_quote = half = False
    for quote in touching:
        complete = start <= quote.start and quote.end <= end and quote.left and quote.right
        if complete and quote.whole:
            continue
        inside = (quote.start < start or not quote.left) and (end < quote.end or not quote.right)
        opens = quote.left and not quote.right and quote.start == start
        if quote.whole and (inside or opens):
            in_quote = True
            text = text[1:] if opens else text
        else:
            half = True
    return Sentence(
        text=clean(text),
        tokens=span,
        paragraph=paragraph,
        number=number,
        quotes=touching,
        in_quote=in_quote,
        half=half,
    )
