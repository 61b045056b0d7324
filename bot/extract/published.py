"""When a page says it was published, and how far that can be trusted."""

import re
from datetime import date, timedelta
from itertools import islice

from lxml import html

from bot.extract.structured import PageData

_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "datepublished", "date.published", "parsely-pub-date", "publishdate", "publish-date", "publish_date",
    "pubdate", "publication_date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "dc.date", "dc.date.created", "dcterms.date", "cxenseparse:recs:publishtime", "article.published",
    "originalpublicationdate", "article_date_original", "rnews:datepublished", "date", "datecreated",
)  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?!\d{3})")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(\d{{4}})(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_IN_URL = re.compile(r"[/_-](\d{4})[/_-](\d{1,2})[/_-](\d{1,2})(?=\D|$)|/(\d{4})(\d{2})(\d{2})(?=\D|$)")
_IN_URL_NAMED = re.compile(rf"/(\d{{4}})/{_MONTH}/(\d{{1,2}})(?=/|$)", re.IGNORECASE)
_ELSEWHERE = ("aside", "footer", "nav")
_NOT_OURS = re.compile(
    r"comment|related|sidebar|widget|recent|popular|teaser|updated|modified", re.IGNORECASE
)
_OURS = re.compile(r"publish|entry-date|pubdate|post-date|posted|dateline", re.IGNORECASE)
_EARLIEST = date(1995, 1, 1)


def guessed_day(url: str | None, *, guess: str | None, text: str, today: date | None) -> date | None:
    """The day in the address or written out in the text; one in the future or before 1995 is none."""
    guessed = _in_url(url or "") or _in_text(guess, text)
    latest = today + timedelta(days=1) if today else date.max
    return guessed if guessed and _EARLIEST <= guessed <= latest else None


def parse_day(text: str | None) -> date | None:
    """A full date in one of the usual spellings; a year or a month alone is none."""
    text = (text or "").strip()[:80]
    if found := _COMPACT.match(text) or _ISO.search(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.search(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.search(text):
        return _day(found[3], _month(found[1]), found[2])
    return None


def declared_day(tree: html.HtmlElement, data: PageData) -> date | None:
    """The day in JSON-LD, a meta tag, `itemprop` or a `time` element of the article itself."""
    for value in (
        data.text("datePublished"),
        *(data.metas.get(name) for name in _METAS),
        data.text("dateCreated"),
    ):
        if value and (day := parse_day(value)):
            return day
    for node in tree.xpath("//*[@itemprop='datePublished']")[:3]:
        if day := parse_day(node.get("datetime") or node.get("content") or node.text_content()):
            return day
    times = [node for node in islice(tree.iter("time"), 200) if not _elsewhere(node)]
    times.sort(
        key=lambda node: not (node.get("pubdate") is not None or _OURS.search(node.get("class") or ""))
    )
    for node in times[:20]:
        if day := parse_day(node.get("datetime")) or parse_day(node.text_content()):
            return day
    return None


def _elsewhere(node: html.HtmlElement) -> bool:
    return any(
        part.tag in _ELSEWHERE or _NOT_OURS.search(f"{part.get('class') or ''} {part.get('id') or ''}")
        for part in (node, *node.iterancestors())
        if part.tag not in ("body", "html", "main", "article")
    )


def _in_url(url: str) -> date | None:
    if found := _IN_URL.search(url):
        year, month, day = (found[at] or found[at + 3] for at in (1, 2, 3))
        return _day(year, month, day)
    if found := _IN_URL_NAMED.search(url):
        return _day(found[1], _month(found[2]), found[3])
    return None


def _in_text(guess: str | None, text: str) -> date | None:
    """The library's guess, if that very day is written out: it makes 1 January of a bare year."""
    day = parse_day(guess)
    if day is None:
        return None
    numeric = {(day.day, day.month), (day.month, day.day)}
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        if any(parse_day(found[0]) == day for found in pattern.finditer(text)):
            return day
    for found in re.finditer(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)", text):
        if int(found[3]) == day.year and (int(found[1]), int(found[2])) in numeric:
            return day
    return None


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3].lower()) + 1)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
