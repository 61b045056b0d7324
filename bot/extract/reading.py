"""From a document to an article with its claims."""

from collections.abc import Callable
from datetime import date

from spacy.language import Language

from bot.errors import PageUnreadable
from bot.extract.charset import Form, decode
from bot.extract.claims import find_claims
from bot.extract.language import judge
from bot.extract.metadata import host_of
from bot.extract.page import read_page
from bot.extract.plain import read_text
from bot.model.page import Document, Reading


def _unseen(step: str) -> None:
    pass


def extract(
    document: Document,
    nlp: Language,
    *,
    progress: Callable[[str], None] = _unseen,
    today: date | None = None,
) -> Reading:
    """Read a document; raises PageUnreadable, TextTooShort or WrongLanguage with a sentence for a person.

    `today` bounds dates that are only guessed; without it any day is believed.
    """
    progress("reading")
    text, form = decode(document)
    if form is Form.HTML:
        article = read_page(text, document.url, today=today)
    else:
        article = read_text(text, document.url, host_of(document.url))
        if not article.paragraphs:
            raise PageUnreadable("There is nothing to read here.")
    judge(article.paragraphs)
    progress("finding claims")
    return Reading(article=article, claims=find_claims(article.paragraphs, nlp, outlet=article.outlet))
