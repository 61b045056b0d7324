"""Title, outlet and byline of a page, cleaned for display."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import html

from bot.extract.structured import PageData
from bot.model.text import clean, cut

_TAIL = re.compile(r"^(.{4,}?)\s+(?:[|–—»·:•-]|::)\s+([^|–—»·•]{2,60})$")
_BY = re.compile(r"^(written\s+by|words\s+by|story\s+by|by|from|author)\b[:\s]*", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|;|\||&|/|\band\b)\s*", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(admin|administrator|staff|editor|editors|editorial|newsroom|newsdesk|desk|team|webmaster|"
    r"reporter|reporters|"
    r"correspondent|correspondents|contributor|contributors|agency|agencies|press|news|media|unknown|"
    r"anonymous|guest|"
    r"author|writer|redaction|online|wire|service|services|user|root|wordpress|test|publisher|content|"
    r"afp|reuters|"
    r"updated|published|posted|minutes?|hours?|read)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^(?:[^\W\d_]+[’'.\-]?)+$|^(?:de|van|von|der|la|bin|al|el|di|da|du)$")
_PLACES = (
    "//*[@rel='author']",
    "//*[@itemprop='author']",
    "//*[contains(concat(' ',normalize-space(@class),' '),' byline ')]",
    "//*[contains(@class,'author-name') or contains(@class,'byline-name') "
    "or contains(@class,'article-author')]",
)


def outlet_of(data: PageData, url: str | None) -> str:
    """The name of the site, else its host."""
    for name in (data.meta("og:site_name"), *data.names("publisher")[:1], data.meta("application-name")):
        if name and (name := clean(name)) and not name.lower().startswith(("http:", "https:", "@")):
            return cut(name, 80)
    return host_of(url) or "Pasted page"


def host_of(url: str | None) -> str | None:
    """The host of an address without `www.`."""
    host = _split(url or "")
    return host.removeprefix("www.") or None


def title_of(tree: html.HtmlElement, data: PageData, outlet: str, url: str | None) -> str:
    """The headline without the site's name at its end."""
    heads = [clean(node.text_content()) for node in tree.xpath("//h1")[:3]]
    in_head = [clean(node.text_content()) for node in tree.xpath("//head/title | /html/title")[:1]]
    choices = [data.meta("og:title"), data.text("headline"), *heads[:1], data.meta("twitter:title"), *in_head]
    for choice in choices:
        if choice and (title := _without_site(clean(choice[:1000]), outlet, url)):
            return cut(title, 300)
    return outlet


def byline_of(tree: html.HtmlElement, data: PageData, outlet: str) -> str | None:
    """Who wrote it, or None: an account, a desk or the outlet itself is nobody."""
    declared = [", ".join(data.names("author"))]
    declared += [
        data.meta(name) or "" for name in ("author", "article:author", "parsely-author", "byl", "dc.creator")
    ]
    for place in _PLACES:
        declared += [node.text_content() for node in tree.xpath(place)[:2] if len(node.text_content()) < 200]
    return next((names for choice in declared if (names := people_in(choice, outlet))), None)


def people_in(text: str, outlet: str) -> str | None:
    """The people named in an author line, parted by commas."""
    names = _people(clean(text), outlet)
    return cut(", ".join(names), 160) if names else None


def declared_address(tree: html.HtmlElement, data: PageData, base: str) -> str | None:
    """The absolute address that the page calls its own, as it stands there."""
    links = [
        node.get("href")
        for node in tree.iter("link")
        if "canonical" in (node.get("rel") or "").lower().split()
    ]
    for link in (*links[:1], data.meta("og:url")):
        if link and (address := _absolute(base, link.strip())):
            return address
    return None


def _absolute(base: str, link: str) -> str | None:
    try:
        address = urljoin(base, link)
    except ValueError:
        return None
    return address if address.lower().startswith(("http://", "https://")) and _split(address) else None


def _split(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _without_site(title: str, outlet: str, url: str | None) -> str:
    sites = {_plain(outlet), _plain((host_of(url) or "").split(".")[0]), _plain(host_of(url) or "")} - {""}
    while found := _TAIL.match(title):
        tail = _plain(found[2])
        if not any(tail == site or (len(site) > 3 and (site in tail or tail in site)) for site in sites):
            break
        title = found[1].strip()
    return title


def _plain(name: str) -> str:
    return re.sub(r"^the|\W", "", name.casefold())


def _people(text: str, outlet: str) -> list[str]:
    if not text or len(text) > 200 or "://" in text or "@" in text:
        return []
    names: list[str] = []
    for part in _SPLIT.split(_BY.sub("", text)):
        words = part.strip(" .").split()
        if not 2 <= len(words) <= 5 or _NOBODY.search(part) or _plain(part) == _plain(outlet):
            continue
        if all(_NAME_WORD.match(word) for word in words) and words[0][0].isupper() and words[-1][0].isupper():
            names.append(" ".join(words))
    return list(dict.fromkeys(names))[:5]
