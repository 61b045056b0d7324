"""Links as the page shows them: clickable, with the host where their words could mislead."""

from markupsafe import Markup, escape

from adapters.web.sample import SAMPLE_URL
from bot.rules import links


def safe(url: str | None) -> str | None:
    """The address a link may have; None for what is no http or https page."""
    return "/sample" if url == SAMPLE_URL else links.safe(url)


def linked(text: str) -> Markup:
    """A person's words with their links clickable; everything else is text."""
    return Markup("").join(
        _link(piece) if is_link else escape(piece) for piece, is_link in links.pieces(text)
    )


def _link(url: str) -> Markup:
    return Markup('<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>{}').format(
        safe(url), url, _beside(url)
    )


def _beside(url: str) -> Markup:
    """The host, where the words of the link could mislead about it."""
    if not links.misleads(url):
        return Markup("")
    return Markup(' <span class="host">({})</span>').format(links.host(url) or "")
