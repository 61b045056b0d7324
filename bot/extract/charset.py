"""Bytes to text, and what sort of thing the bytes are."""

import codecs
import re
from enum import Enum

import charset_normalizer
from w3lib.encoding import html_to_unicode, http_content_type_encoding, resolve_encoding

from bot.errors import PageUnreadable
from bot.model.page import Document

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "an archive or office document"),
    (b"\x1f\x8b", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
)
_TYPES = {
    "application/pdf": "a PDF",
    "application/json": "data",
    "text/csv": "data",
    "text/css": "a style sheet",
    "text/javascript": "a script",
    "application/javascript": "a script",
}
_HTML = ("text/html", "application/xhtml+xml")
_MARKUP = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(rss|feed|urlset|sitemapindex|svg)\b", re.IGNORECASE
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# NULs and lone surrogates mean nothing in a page and break C libraries; line breaks and tabs stay.
_BAD = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_JUNK = re.compile("[\x01-\x08\x0e-\x1f\ufffd]")
_MOST_JUNK = 0.05
_MOST_NULS = 0.2


class Form(Enum):
    """What the text of a document is written in."""

    HTML = "html"
    TEXT = "text"


def decode(document: Document) -> tuple[str, Form]:
    """The document as text; PageUnreadable where it is neither a page nor a text."""
    body, declared = document.body, document.content_type.split(";")[0].strip().lower()
    if not body.strip(b" \t\r\n\x0b\x0c\x00"):
        raise PageUnreadable("There is nothing to read here.")
    _refuse_other_types(body, declared)
    text = _to_text(body, document.content_type)
    start = text[:20_000]
    if len(_JUNK.findall(start)) > _MOST_JUNK * len(start) or start.count("\x00") > _MOST_NULS * len(start):
        raise PageUnreadable("This is not a page with text.")
    text = _BAD.sub("", text)
    if _FEED.match(text[:4000]):
        raise PageUnreadable("This is a feed or data file, not an article page.")
    if declared in _HTML or (not declared.startswith("text/") and _MARKUP.match(text[:4000])):
        return text, Form.HTML
    if declared.endswith("xml"):
        raise PageUnreadable("This is a data file, not an article page.")
    return text, Form.TEXT


def _refuse_other_types(body: bytes, declared: str) -> None:
    start = body[:1024].lstrip()
    for magic, what in _MAGIC:
        if start.startswith(magic):
            raise PageUnreadable(f"This is {what}, not a page that Claimdesk can read.")
    what = _TYPES.get(declared, "")
    if declared.split("/")[0] in ("image", "audio", "video", "font"):
        what = "a media file"
    if what:
        raise PageUnreadable(f"This is {what}, not a page that Claimdesk can read.")


def _to_text(body: bytes, content_type: str) -> str:
    if not http_content_type_encoding(content_type) and not body.startswith(_WIDE):
        # Nearly every page is UTF-8, and a decode without an error is proof enough.
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    _, text = html_to_unicode(content_type or None, body, auto_detect_fun=_detect, default_encoding="cp1252")
    return text


def _detect(body: bytes) -> str | None:
    best = charset_normalizer.from_bytes(body[:50_000]).best()
    return resolve_encoding(best.encoding) if best else None
