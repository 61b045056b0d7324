"""Addresses of other sites that only lead on to an article."""

import re

from yarl import URL

_LONGEST = 8192
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})")
# host, path, keys that hold the target
_BY_QUERY = (
    (re.compile(r"lm?\.(?:facebook|instagram|threads)\.(?:com|net)"), re.compile(r"/(?:l\.php)?"), ("u",)),
    (_GOOGLE, re.compile(r"/url"), ("q", "url")),
    (re.compile(r"(?:[a-z0-9-]+\.)?safelinks\.protection\.outlook\.com"), re.compile(r"/.*"), ("url",)),
    (re.compile(r"slack-redir\.net"), re.compile(r"/link"), ("url",)),
    (re.compile(r"out\.reddit\.com"), re.compile(r"/.*"), ("url",)),
    (re.compile(r"(?:www\.)?linkedin\.com"), re.compile(r"/(?:safety/go|redir/redirect)/?"), ("url",)),
)
_AMP_CACHE = re.compile(r"(?:[a-z0-9-]+\.)?cdn\.ampproject\.org")
_AMP_PATH = re.compile(r"/(?:[cv]|amp)/(s/)?([^/?#]+\.[^/?#]+)(.*)")


def unwrapped(url: str) -> str:
    """The article behind a click counter or an AMP cache; any other address as it is."""
    url = url.strip()
    # The target is part of the address around it, so it gets shorter each time.
    while True:
        inner = _inner(url)
        if inner is None:
            return url
        url = inner
    return url


def _inner(url: str) -> str | None:
    if len(url) > _LONGEST:
        return None
    try:
        parsed = URL(url)
        if parsed.scheme not in ("http", "https") or parsed.raw_host is None:
            return None
        return _by_query(parsed, parsed.raw_host) or _amp_cache(parsed, parsed.raw_host)
    except ValueError:
        return None


def _by_query(url: URL, host: str) -> str | None:
    for hosts, paths, keys in _BY_QUERY:
        if not hosts.fullmatch(host) or not paths.fullmatch(url.raw_path):
            continue
        for key in keys:
            target = url.query.get(key, "").strip()
            if re.match(r"https?://[^/]", target, re.IGNORECASE):
                return target
    return None


def _amp_cache(url: URL, host: str) -> str | None:
    if not _AMP_CACHE.fullmatch(host) and not (_GOOGLE.fullmatch(host) and url.raw_path.startswith("/amp/")):
        return None
    match = _AMP_PATH.fullmatch(url.raw_path)
    if match is None:
        return None
    query = f"?{url.raw_query_string}" if url.raw_query_string else ""
    return f"{'https' if match[1] else 'http'}://{match[2]}{match[3]}{query}"
