"""One article, one address: what its links have in common."""

import re
from urllib.parse import parse_qsl, urlencode

from tld import get_fld
from yarl import URL

from bot.extract.amp import without_amp
from bot.extract.trackers import is_tracker
from bot.extract.wrappers import unwrapped
from bot.model.text import clean

_LONGEST = 2048
_DEEPEST = 20
_SIDE_DOORS = ("www", "m", "mobile", "amp")
# A path that names its article ("/2026/budget-4", "/12345"), as against a script ("/article.php").
_NAMES = re.compile(r"\d|-")
_MARKED = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff]")


def readable(url: str) -> str:
    """The address to fetch: wrappers of other sites and the fragment off, the rest as pasted."""
    return unwrapped(url).split("#", 1)[0]


def canonical(url: str) -> str:
    """The identity of an article, the same for all its links; not always an address that opens.

    http and https are one, and so are `www.` and the bare host. What is no web address comes back as it is.
    """
    return _plain(url, opens=False)


def page_address(final_url: str, declared: str | None) -> str:
    """The address of a page that was read, as one that opens: scheme and `www.` stay.

    What the page declares is a hint, believed within its own registrable domain.
    """
    return _plain(str(_believed(final_url, declared) or final_url), opens=True)


def _plain(url: str, *, opens: bool) -> str:
    url = url.strip()
    # One form may hide another (an AMP page of a mobile host behind a counter): until nothing changes.
    for _ in range(_DEEPEST):
        before, url = url, _plainer(url, opens=opens)
        if url == before:
            break
    return url


def _plainer(url: str, *, opens: bool) -> str:
    parsed = _parsed(unwrapped(url))
    if parsed is None:
        return url
    parsed = without_amp(parsed)
    # A port of its own means a server of its own, whose scheme is part of where it is.
    scheme = parsed.scheme if opens or parsed.explicit_port is not None else "https"
    port = "" if parsed.explicit_port is None else f":{parsed.explicit_port}"
    host = _plain_host(parsed)
    www = (
        "www." if opens and (parsed.raw_host or "").startswith("www.") and not host.startswith("www.") else ""
    )
    path = parsed.raw_path if opens else parsed.raw_path.rstrip("/")
    query = _kept(parsed, host)
    bang = f"#{parsed.raw_fragment}" if parsed.raw_fragment.startswith("!") else ""
    return f"{scheme}://{www}{host}{port}{path or '/'}{'?' if query else ''}{query}{bang}"


def _believed(final_url: str, declared: str | None) -> URL | None:
    """What a page declares as its own address, where that is to be believed."""
    here = _parsed(final_url)
    if declared is None or here is None or not declared.strip() or _MARKED.search(declared.strip()):
        return None
    try:
        there = here.join(URL(declared.strip()))
    except ValueError:
        return None
    if there.scheme not in ("http", "https") or not there.raw_host or len(str(there)) > _LONGEST:
        return None
    if there.raw_user is not None or _site(there) != _site(here):
        return None
    says_less = _says_less(URL(canonical(str(there))), URL(canonical(final_url)))
    return None if says_less else there


def host_shown(url: str) -> str:
    """The real host for people: the form on the wire first, the readable one beside it when they differ."""
    parsed = _parsed(url)
    if parsed is None or parsed.raw_host is None:
        return ""
    wire, read = parsed.raw_host, clean(parsed.host or "")
    return wire if wire == read else f"{wire} ({read})"


def _parsed(url: str) -> URL | None:
    try:
        parsed = URL(url.strip())
    except ValueError:
        return None
    if parsed.scheme not in ("http", "https") or not parsed.raw_host:
        return None
    default = {"http": 80, "https": 443}[parsed.scheme]
    return parsed.with_port(None) if parsed.explicit_port == default else parsed


def _site(url: URL) -> str:
    """The registrable domain (two blogs of one host are two sites), else host and port."""
    found = get_fld(f"https://{url.raw_host}/", fail_silently=True, search_private=True)
    return found or f"{url.raw_host}:{url.port}"


def _plain_host(url: URL) -> str:
    host = (url.raw_host or "").removesuffix(".")
    if ":" in host:
        return f"[{host}]"
    site = get_fld(f"https://{host}/", fail_silently=True, search_private=True)
    if site is None or not host.endswith("." + site):
        return host
    labels = host[: -len(site) - 1].split(".")
    # m.example.org, and en.m.wikipedia.org; never the name of the site itself (m.example is a site).
    while labels and labels[0] in _SIDE_DOORS:
        labels = labels[1:]
    return ".".join([*(label for label in labels if label != "m"), site])


def _kept(url: URL, host: str) -> str:
    pairs = parse_qsl(url.raw_query_string, keep_blank_values=True, errors="surrogateescape")
    kept = sorted(pair for pair in pairs if not is_tracker(pair[0], host))
    if not kept and not _names_article(url):
        # `?ref=12345` alone on a path that names nothing is what tells two articles apart.
        kept = [pair for pair in pairs if pair[0] == "ref" and any(map(str.isdigit, pair[1]))][:1]
    return urlencode(kept, errors="surrogateescape")


def _names_article(url: URL) -> bool:
    return bool(_NAMES.search(url.raw_path.rstrip("/").rsplit("/", 1)[-1]))


def _says_less(said: URL, own: URL) -> bool:
    """A declared address that would make many articles one: the home page, or the script without its id."""
    if said.raw_path == "/" and not said.raw_query_string and not said.raw_fragment:
        return own.raw_path != "/" or bool(own.raw_query_string)
    lost_query = bool(own.raw_query_string) and not said.raw_query_string
    return lost_query and said.raw_path == own.raw_path and not _names_article(own)
