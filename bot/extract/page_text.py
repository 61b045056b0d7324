"""The running text of an HTML page, in paragraphs."""

import re
from dataclasses import dataclass

import trafilatura
from lxml import etree, html
from resiliparse.extract.html2text import extract_plain_text

from bot.extract.boilerplate import article_lines
from bot.model.text import clean

_ENDS = (".", "!", "?", ":", '"', "”", "’", "…")
_BLOCKS = ("p", "quote", "item", "head", "table", "code")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]?$")
_FEW_WORDS = 50


def parse(text: str) -> html.HtmlElement | None:
    """The tree of a page, deep nesting included; None where there is nothing to parse."""
    # libxml2 cuts trees at 254 levels unless told that the file is huge.
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return tree


@dataclass(frozen=True, slots=True)
class Guess:
    """What trafilatura makes of a page: the body of its text, and guesses at author and date."""

    body: html.HtmlElement | None = None
    author: str | None = None
    date: str | None = None


def guess_all(tree: html.HtmlElement, url: str | None) -> Guess:
    """Trafilatura's text and guesses; it takes the tree apart."""
    found = trafilatura.bare_extraction(
        tree, url=url, favor_precision=True, include_comments=False, with_metadata=True
    )
    if found is None or isinstance(found, dict):
        return Guess()
    return Guess(body=found.body, author=found.author, date=found.date)


def paragraphs_of(body: html.HtmlElement | None, markup: str) -> list[str]:
    """Trafilatura's paragraphs, or Resiliparse's where the first lost most of the text without a word."""
    lines: list[str] = []
    if body is not None:
        _walk(body, lines)
    chosen = article_lines(lines)
    words = _words(chosen)
    other = article_lines(_other_lines(markup))
    other_words = _words(other)
    if other_words > words and (words < _FEW_WORDS or words < other_words / 2):
        return other
    return chosen


def _walk(node: html.HtmlElement, lines: list[str]) -> None:
    """Collect the blocks in page order; headings and tables are no paragraphs."""
    for child in node:
        if child.tag in ("head", "table", "code"):
            continue
        if any(part.tag in _BLOCKS for part in child.iterdescendants()):
            _add(child.text or "", lines)
            _walk(child, lines)
        else:
            _add(_with_breaks(child), lines)
        _add(child.tail or "", lines)


def _with_breaks(node: html.HtmlElement) -> str:
    for line_break in node.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(node.itertext())


def _add(text: str, lines: list[str]) -> None:
    """A line break ends a paragraph only where a sentence ends: links leave stray ones."""
    parts: list[str] = []
    for part in (clean(piece) for piece in text.split("\n")):
        if not part:
            continue
        if parts and not (parts[-1].endswith(_ENDS) and not part[0].islower()):
            parts[-1] += " " + part
        else:
            parts.append(part)
    lines.extend(parts)


def _other_lines(markup: str) -> list[str]:
    text = extract_plain_text(
        markup, main_content=True, preserve_formatting=True, list_bullets=False, alt_texts=False
    )
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        _add(block, lines)
    # This extractor keeps menus and headings: only lines that end like prose, or comment headings, count.
    return [line for line in lines if _SENTENCE_END.search(line) or line.count(" ") > 40 or _marks_end(line)]


def _marks_end(line: str) -> bool:
    return len(line) < 100 and not article_lines([line])


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)
