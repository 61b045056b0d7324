"""AMP forms of an address, undone."""

import re

from yarl import URL

_FLAGS = {"amp": None, "_amp": None, "outputtype": ("amp", "amp-type"), "output": ("amp",), "mode": ("amp",)}
_ENDING = re.compile(r"(?<=[^/])(?:/amp/?$|\.amp(?=\.html?$)|\.amp$)")
_FRONT = re.compile(r"^/amp(?=/[^/]*[-\d]|/.+/)")


def without_amp(url: URL) -> URL:
    """The plain form of a page's AMP form; other addresses come back unchanged."""
    path = url.raw_path
    path = _FRONT.sub("", path, count=1)
    path = _ENDING.sub("", path, count=1)
    kept = [pair for pair in url.raw_query_string.split("&") if pair and not _is_flag(pair)]
    plain = str(url.origin()) + path
    plain += "?" + "&".join(kept) if kept else ""
    plain += "#" + url.raw_fragment if url.raw_fragment else ""
    return URL(plain, encoded=True)


def _is_flag(pair: str) -> bool:
    key, _, value = pair.partition("=")
    if key.lower() not in _FLAGS:
        return False
    values = _FLAGS[key.lower()]
    if values is None:
        return value.lower() in ("", "1", "true", "amp", "yes")
    return value.lower() in values
