"""`claimdesk check`: the way of one link without a desk and without a database."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ClaimdeskError, PageFailed, PageRefused
from bot.extract.address import page_address
from bot.model.page import Document, FoundClaim, Reading
from bot.ports import Pages, Progress, Reader, Step

SHOWN = 5
EXIT_CODES = {"refused": 3, "unreadable": 4, "too_short": 5, "language": 5}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_PAGES = (".html", ".htm", ".xhtml")


class WrongUse(ClaimdeskError):
    """The source is no address and no readable file; exit code 2."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read and from where; `url` is as pasted, or None."""

    url: str | None
    reading: Reading


async def check(
    source: str,
    *,
    url: str | None,
    stdin: Callable[[], bytes],
    pages: Pages,
    reader: Reader,
    progress: Progress,
) -> Checked:
    """Reads a URL, a file or (`-`) standard input. Raises WrongUse or a PageFailed."""
    if _SCHEME.match(source):
        if not source.lower().startswith(("http://", "https://")):
            raise PageRefused(f"Only http and https addresses can be read, not {source.partition(':')[0]}.")
        await progress(Step.FETCHING)
        page = await pages.fetch(source)
        document = Document(page.body, page.content_type, page.final_url)
        return Checked(source, await reader.read(document, progress=progress))
    if source == "-":
        document = Document(stdin(), "", url)
    else:
        path = Path(source)
        content_type = "text/html" if path.suffix.lower() in _PAGES else "text/plain"
        document = Document(_bytes(path), content_type, url)
    return Checked(url, await reader.read(document, progress=progress))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise WrongUse(f"{path} is a folder; name a file, an address, or - for standard input.")
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise WrongUse(f"There is no file {path}; an address begins with http:// or https://.") from missing
    except OSError as wrong:
        raise WrongUse(f"{path} cannot be read: {wrong.strerror}.") from wrong


def as_json(checked: Checked, *, everything: bool) -> dict[str, Any]:
    """The object of INTERFACE.md."""
    article, strip = checked.reading.article, checked.reading.strip
    claims = checked.reading.claims if everything else checked.reading.claims[:SHOWN]
    address = article.canonical_url or (page_address(checked.url, None) if checked.url else None)
    return {
        "url": checked.url,
        "canonical_url": address,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        "published_source": str(article.published_source),
        "language": article.language,
        "words": article.words,
        "strip": {
            "claims": strip.claims,
            "named": strip.named,
            "unnamed": strip.unnamed,
            "outlet": strip.outlet,
            "document": strip.document,
            "direct_quotes": strip.direct_quotes,
        },
        "claims": [_claim(rank, claim) for rank, claim in enumerate(claims, start=1)],
    }


def _claim(rank: int, claim: FoundClaim) -> dict[str, Any]:
    return {
        "rank": rank,
        "text": claim.text,
        "paragraph": claim.paragraph,
        "source": str(claim.source),
        "speaker": claim.speaker,
        "direct_quote": claim.direct_quote,
        "kind": str(claim.kind),
        "reasons": list(claim.reasons),
        "notes": list(claim.notes),
    }


def error_json(failed: PageFailed) -> dict[str, Any]:
    """The object for what could not be read."""
    return {"error": {"code": str(failed.code), "message": failed.reason}}
