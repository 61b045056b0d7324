"""A text without mark-up, read as an article."""

import re

from bot.extract.address import page_address
from bot.extract.boilerplate import article_lines
from bot.model.page import Article, DateSource
from bot.model.text import clean, cut

OUTLET = "Pasted text"
_BLANK = re.compile(r"\n[ \t\u00a0]*\n")
_LINE = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_LONG_LINE = 80


def read_text(text: str, url: str | None, host: str | None) -> Article:
    """The article a text makes: its first short line is the title, blank lines part the paragraphs."""
    blocks = _blocks(_LINE.sub("\n", text))
    title = ""
    if len(blocks) > 1 and _is_title(blocks[0]):
        title, blocks = blocks[0], blocks[1:]
    paragraphs = tuple(article_lines(blocks))
    if not title:
        words = " ".join(paragraphs).split()[:7]
        title = cut(f"{OUTLET}: {' '.join(words)}", 100) + ("…" if words else "")
    return Article(
        canonical_url=page_address(url, None) if url else None,
        title=cut(title, 300),
        outlet=host or OUTLET,
        byline=None,
        published=None,
        published_source=DateSource.NONE,
        language="en",
        words=sum(len(paragraph.split()) for paragraph in paragraphs),
        paragraphs=paragraphs,
    )


def _blocks(text: str) -> list[str]:
    if _BLANK.search(text.strip()):
        found = [
            part
            for number, block in enumerate(_BLANK.split(text.strip()))
            for part in (_title_apart(block) if number == 0 else [block])
        ]
    else:
        found = _joined_lines(text)
    return [line for block in found if (line := clean(block))]


def _title_apart(block: str) -> list[str]:
    first, _, rest = block.strip().partition("\n")
    return [first, rest] if rest and _is_title(first) and len(first) < _LONG_LINE else [block]


def _joined_lines(text: str) -> list[str]:
    """Lines broken by hand belong together unless the earlier one ends its sentence."""
    blocks: list[str] = []
    open_line = False
    for number, line in enumerate(text.strip().split("\n")):
        if open_line and not (number == 1 and _is_title(blocks[0])):
            blocks[-1] += " " + line
        else:
            blocks.append(line)
        open_line = not line.rstrip().endswith((".", "!", "?", '"', "”", ":", "’"))
    return blocks


def _is_title(line: str) -> bool:
    line = line.strip()
    return 0 < len(line.split()) <= 20 and line[-1] not in '.!?:;,”"' and len(line) < 200
