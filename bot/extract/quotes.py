"""Where quotations begin and end in a paragraph."""

import re
from dataclasses import dataclass

OPENING = "“«„"
CLOSING = "”»"
_MARKS = re.compile('[“”«»„"]')
# Single marks count only round a whole utterance; an apostrophe inside a word is a letter.
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=[A-Z])(?:[^‘’'“”\"]|(?<=\w)[’'](?=\w)|(?<=s)’(?=\s\w)){15,}?[,.?!][’'](?!\w)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a paragraph between marks (marks included).

    `left` and `right` tell which of its marks stand in this paragraph; `whole` is False for a quotation that
    is broken: its end or beginning stands nowhere.
    """

    start: int
    end: int
    left: bool = True
    right: bool = True
    whole: bool = True


def quotations(paragraphs: list[str]) -> list[tuple[Quotation, ...]]:
    """The quotations of each paragraph; one may run on where the next paragraph opens with a mark again."""
    found: list[tuple[Quotation, ...]] = []
    open_before = False
    for number, text in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        here = _of_paragraph(text, open_before, _goes_on(following))
        found.append(here)
        open_before = bool(here) and not here[-1].right
    return found


def _goes_on(following: str) -> bool:
    following = following.lstrip()
    if following[:1] in ("“", "«", "„", '"'):
        return True
    first = next((mark[0] for mark in _MARKS.finditer(following)), "")
    return bool(first) and first in CLOSING


def _of_paragraph(text: str, open_before: bool, goes_on: bool) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    start: int | None = None
    for mark in _MARKS.finditer(text):
        at = mark.start()
        if mark[0] == '"' and start is None and _is_inch(text, at):
            continue
        opens = mark[0] in OPENING or (mark[0] == '"' and start is None)
        if opens:
            if start is not None:
                found.append(Quotation(start, at, right=False, whole=False))
            start = at
        elif start is not None:
            found.append(Quotation(start, at + 1))
            start = None
        else:
            carried = open_before and not found
            found.append(Quotation(0, at + 1, left=False, whole=carried))
    if start is not None:
        found.append(Quotation(start, len(text), right=False, whole=goes_on))
    if not found:
        found = [Quotation(single.start(), single.end()) for single in _SINGLE.finditer(text)]
    return tuple(found)


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and text[at + 1 : at + 2] in ("", " ", ",", ".", ")")
