"""The pipeline, loaded once, and the pages of this folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from bot.extract.pipeline import load
from bot.extract.reading import extract
from bot.model.page import Document, Reading

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real language model."""
    return load(None)


@pytest.fixture(scope="session")
def read_file(nlp: Language) -> Callable[[str], Reading]:
    """Reads a page of the folder `pages` as if fetched."""

    def read(name: str) -> Reading:
        body = (PAGES / name).read_bytes()
        return extract(Document(body, "text/html", "https://www.example.com/news/story"), nlp)

    return read


@pytest.fixture(scope="session")
def read_text(nlp: Language) -> Callable[[str], Reading]:
    """Reads a pasted text, with enough neutral words behind it to be judged."""
    rest = "The weather in the valley was mild and the roads were open to all traffic. " * 3

    def read(text: str) -> Reading:
        return extract(Document(f"{text}\n\n{rest}".encode(), "text/plain"), nlp)

    return read
