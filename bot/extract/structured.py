"""Structured data of a page: JSON-LD and meta tags, read without trust."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

_ARTICLE = re.compile(r"(Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting)$")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_WRAPPED = re.compile(
    r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.DOTALL
)
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page declares of itself: lower-case meta names to values, and its article node."""

    metas: dict[str, str]
    article: dict[str, Any] = field(default_factory=dict)
    raw: str = ""

    def meta(self, *names: str) -> str | None:
        """The first of these meta tags that has a value."""
        return next((value for name in names if (value := self.metas.get(name))), None)

    def text(self, key: str) -> str | None:
        """A plain text value of the article node; from broken JSON by its key."""
        value = self.article.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            return value
        if not self.article and (found := re.search(rf'"{key}"\s*:\s*"((?:[^"\\]|\\.){{1,500}})"', self.raw)):
            return found[1].replace('\\"', '"').replace("\\/", "/")
        return None

    def names(self, key: str) -> list[str]:
        """The names of the people or bodies under a key."""
        return list(_names(self.article.get(key)))

    @property
    def for_free(self) -> bool:
        """False where the page says that reading it costs money."""
        value = self.article.get("isAccessibleForFree")
        if value is None:
            found = re.search(r'"isAccessibleForFree"\s*:\s*"?(\w+)', self.raw)
            value = found[1] if found else True
        tier = self.meta("article:content_tier") or ""
        return str(value).lower() not in ("false", "no", "0") and tier.lower() not in ("locked", "metered")


def page_data(tree: html.HtmlElement) -> PageData:
    """Everything a page declares; broken JSON is no error."""
    metas: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if value := (tag.get("content") or "").strip():
            metas.setdefault(name.strip().lower(), value)
    blocks = [
        script.text or ""
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and len(script.text or "") < 500_000
    ]
    nodes = [node for block in blocks for node in _nodes(_parse(block))]
    article = next((node for node in nodes if _is_article(node)), {})
    return PageData(metas=metas, article=article, raw="\n".join(blocks))


def _parse(block: str) -> object:
    text = _WRAPPED.sub("", block.strip()).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            yield from _nodes(value.get(key), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds)


def _names(value: object, depth: int = 0) -> Iterator[str]:
    if depth > 3:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value[:10]:
            yield from _names(part, depth + 1)
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth + 1)
