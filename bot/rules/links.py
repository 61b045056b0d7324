"""Links as people are shown them: http and https alone, with the host that they really lead to."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.model.text import cut

LONGEST = 70
_LINK = re.compile(r"https?://[^\s<>\"|]+", re.IGNORECASE)
_TAIL = ".,;:!?…'’”»*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def host(url: str | None) -> str | None:
    """Where an address really leads, without `www.`; a name outside ASCII in its own spelling of the wire."""
    try:
        parts = urlsplit(url or "")
        name = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not name:
        return None
    if not name.isascii():
        try:
            name = name.encode("idna").decode()
        except UnicodeError:
            return None
    return name.removeprefix("www.")


def safe(url: str | None) -> str | None:
    """The address a link may have; None for what is no http or https page."""
    if not url or re.search(r"[\x00-\x20\x7f\\]", url) or host(url) is None:
        return None
    return url


def misleads(url: str) -> bool:
    """Whether the letters of an address could deceive about where it leads."""
    return not url.isascii() or "@" in urlsplit(url).netloc


def short(url: str) -> str:
    """A link as it reads: without its scheme; only where it leads if its letters could deceive."""
    where = host(url)
    if where is None:
        return url
    if not url.isascii() or "@" in url:
        return where
    return cut(re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE).rstrip("/"), LONGEST)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A person's words in pieces, in order: each is a safe address, or text that is none."""
    end = 0
    for match in _LINK.finditer(text):
        url = _trimmed(match[0])
        if safe(url) is None:
            continue
        if match.start() > end:
            yield text[end : match.start()], False
        yield url, True
        end = match.start() + len(url)
    if end < len(text):
        yield text[end:], False


def _trimmed(url: str) -> str:
    while url:
        last = url[-1]
        if last in _TAIL or (last in _PAIRS and url.count(last) > url.count(_PAIRS[last])):
            url = url[:-1]
        else:
            break
    return url
