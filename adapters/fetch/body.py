"""The body of an answer: which types are pages, how much is read, how it is unpacked."""

import re
import zlib
from collections.abc import AsyncIterator

from bot.errors import PageUnreadable

LARGEST = 2 * 1024 * 1024
# What the bytes on the wire may exceed the page by: packing adds a little, a flood of empty blocks much.
_PACKING = 64 * 1024
# Parts a gzip stream may be glued from; a flood of empty ones would hold the loop.
_MOST_MEMBERS = 100

_PAGES = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
_KINDS = (
    ("a PDF", re.compile(r"application/(x-)?pdf")),
    ("an image", re.compile(r"image/.*")),
    ("a sound recording", re.compile(r"audio/.*")),
    ("a video", re.compile(r"video/.*")),
    ("data or a feed", re.compile(r"(application|text)/(.*\+)?(xml|json)")),
    ("an office document", re.compile(r"application/.*(word|excel|powerpoint|office|opendocument).*")),
    ("a table", re.compile(r"text/csv")),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "an archive or an office document"),
)
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!|\?xml|[a-z])", re.IGNORECASE)
_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def check_type(header: str, host: str) -> None:
    """Raises PageUnreadable for a declared type that is no page; an absent one is for `check_start`."""
    if not header.strip():
        return
    kind = header.split(";", 1)[0].strip().lower()
    if kind in _PAGES:
        return
    for name, pattern in _KINDS:
        if pattern.fullmatch(kind):
            raise _not_a_page(name, host)
    raise _not_a_page("a file of another kind", host)


def check_start(body: bytes, header: str, host: str) -> None:
    """What the bytes say: a PDF sent as a page is a PDF; without a type it has to look like text."""
    if not body.strip():
        raise PageUnreadable(f"{host} sent an empty page.")
    for magic, name in _MAGIC:
        if body.startswith(magic):
            raise _not_a_page(name, host)
    if header.strip():
        return
    if _FEED.match(body):
        raise _not_a_page("data or a feed", host)
    if not _TAG.match(body) and not _is_text(body[:4096]):
        raise _not_a_page("a file of another kind", host)


def _is_text(start: bytes) -> bool:
    if start.startswith(_UTF16):
        return True
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    return b"\x00" not in start and odd == 0


def _not_a_page(name: str, host: str) -> PageUnreadable:
    return PageUnreadable(f"The link to {host} leads to {name}, not to a page; paste the text instead.")


def too_large(host: str) -> PageUnreadable:
    """Half a page would be judged as if it were whole, so none of it is used."""
    return PageUnreadable(f"The page from {host} is larger than 2 MB; paste the text instead.")


class Unpacker:
    """Undoes gzip and deflate a piece at a time, never more than `room` bytes at once."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._inner = zlib.decompressobj(31 if encoding == "gzip" else 15) if encoding else None
        self._begun = False
        self._members = 1

    def feed(self, piece: bytes, room: int) -> bytes:
        """At most `room` bytes; raises zlib.error for what is not packed as declared."""
        if self._inner is None:
            return piece[:room]
        if self._encoding == "deflate" and not self._begun:
            self._begun = True
            # "deflate" means zlib by the book and bare deflate in the wild; the first byte tells.
            if piece and (piece[0] & 0x0F != 8 or piece[0] >> 4 > 7):
                self._inner = zlib.decompressobj(-15)
        out = bytearray()
        while piece and len(out) < room:
            out += self._inner.decompress(piece, room - len(out))
            piece = self._inner.unconsumed_tail
            if self._inner.eof:
                piece = self._next_member()
        return bytes(out)

    def _next_member(self) -> bytes:
        assert self._inner is not None
        rest = self._inner.unused_data
        # Padding after the last member is common and harmless.
        if self._encoding != "gzip" or not rest.startswith(b"\x1f\x8b"):
            return b""
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise zlib.error("too many members")
        self._inner = zlib.decompressobj(31)
        return rest

    @property
    def whole(self) -> bool:
        """False while the packing says that more has to come."""
        return self._inner is None or self._inner.eof


def unpacker(encoding: str, host: str) -> Unpacker:
    """Raises PageUnreadable for a packing that we did not ask for."""
    name = encoding.strip().lower().removeprefix("x-")
    if name in ("", "identity"):
        return Unpacker("")
    if name in ("gzip", "deflate"):
        return Unpacker(name)
    raise PageUnreadable(f"{host} sent the page packed in a way we do not read.")


async def read_body(pieces: AsyncIterator[bytes], packing: Unpacker, host: str) -> bytes | None:
    """The unpacked body, None when it ended before it was whole; stops at the cap, however small the wire."""
    body = bytearray()
    wire = 0
    async for piece in pieces:
        wire += len(piece)
        body += packing.feed(piece, LARGEST + 1 - len(body))
        if len(body) > LARGEST or wire > LARGEST + _PACKING:
            raise too_large(host)
    if wire and not packing.whole:
        return None
    return bytes(body)
