"""Links as the page shows them: http and https alone, with the host that they really lead to."""

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from adapters.web.sample import SAMPLE_URL

_LINK = re.compile(r"https?://[^\s<>\"|]+", re.IGNORECASE)
_TAIL = ".,;:!?…'’”»*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def safe(url: str | None) -> str | None:
    """The address a link may have; None for what is no http or https page."""
    if not url or re.search(r"[\x00-\x20\x7f\\]", url) or host(url) is None:
        return None
    return "/sample" if url == SAMPLE_URL else url


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


def linked(text: str) -> Markup:
    """A person's words with their links clickable; everything else is text."""
    parts: list[Markup] = []
    end = 0
    for match in _LINK.finditer(text):
        url = _trimmed(match[0])
        address = safe(url)
        if address is None:
            continue
        parts.append(escape(text[end : match.start()]))
        parts.append(
            Markup('<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>{}').format(
                address, url, _beside(url)
            )
        )
        end = match.start() + len(url)
    parts.append(escape(text[end:]))
    return Markup("").join(parts)


def _beside(url: str) -> Markup:
    """The host, where the words of the link could mislead about it."""
    if url.isascii() and "@" not in urlsplit(url).netloc:
        return Markup("")
    return Markup(' <span class="host">({})</span>').format(host(url) or "")


def _trimmed(url: str) -> str:
    while url:
        last = url[-1]
        if last in _TAIL or (last in _PAIRS and url.count(last) > url.count(_PAIRS[last])):
            url = url[:-1]
        else:
            break
    return url
