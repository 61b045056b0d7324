"""Figure 1: reading a page of 900 words, in this process and through the reader's pipe."""

import asyncio
from collections.abc import Callable
from functools import cache
from time import perf_counter

import trafilatura
from spacy.language import Language

from adapters.reader import ReaderProcess
from benchmarks.figure import Figure
from benchmarks.page import news_page
from benchmarks.timing import MS, extremes, interleaved, middle, quarters
from bot.extract import pipeline
from bot.extract.reading import extract
from bot.extract.wire import pack, reading_from_dict, reading_to_dict, request_of, unpack
from bot.model.page import Document

URL = "https://courier.example/news/report"


@cache
def load() -> Language:
    """The default pipeline, once a process."""
    return pipeline.load(None)


def raw(markup: str, nlp: Language) -> None:
    """The two libraries alone: the text of the page, and one pass of the pipeline over it."""
    found = trafilatura.bare_extraction(
        markup, url=URL, favor_precision=True, include_comments=False, with_metadata=True
    )
    assert found is not None
    assert not isinstance(found, dict)
    nlp(found.text or "")


def document(markup: str) -> Document:
    """As the fetcher hands it over."""
    return Document(body=markup.encode(), content_type="text/html; charset=utf-8", url=URL)


def reading(*, rounds: int, pages: int = 5) -> list[Figure]:
    """Ours against the libraries, and what the pipe adds."""
    nlp = load()
    ours: list[float] = []
    bare: list[float] = []
    for seed in range(pages):
        markup = news_page(seed)
        took = interleaved(_acts(markup, nlp), rounds=rounds)
        ours.append(middle(took["ours"]))
        bare.append(middle(took["bare"]))
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    low, high = extremes(ratios)
    figures = [
        Figure(
            what=f"extract() of a 900-word page ({pages} pages: {low:.2f} to {high:.2f} ×)",
            ours=middle(ours),
            unit="ms",
            baseline=middle(bare),
            against="trafilatura + one nlp(text)",
            spread=extremes(ours),
            most_ratio=1.25,
        )
    ]
    return [*figures, *asyncio.run(_pipe(nlp, rounds=rounds))]


def _acts(markup: str, nlp: Language) -> dict[str, Callable[[], object]]:
    page = document(markup)
    return {"ours": lambda: extract(page, nlp), "bare": lambda: raw(markup, nlp)}


async def _pipe(nlp: Language, *, rounds: int) -> list[Figure]:
    """The same page in the reader process, which is niced, and here; and the packing alone."""
    page = document(news_page(0))
    there: list[float] = []
    here: list[float] = []
    packing: list[float] = []
    async with ReaderProcess() as reader:
        await reader.read(page)
        for _ in range(rounds):
            begun = perf_counter()
            await reader.read(page)
            there.append((perf_counter() - begun) * MS)
            begun = perf_counter()
            found = extract(page, nlp)
            here.append((perf_counter() - begun) * MS)
            begun = perf_counter()
            unpack(pack(request_of(page)))
            reading_from_dict(unpack(pack(reading_to_dict(found))))
            packing.append((perf_counter() - begun) * MS)
    return [
        Figure(
            "the same through the reader process, which is niced",
            middle(there),
            "ms",
            middle(here),
            "extract() here",
            quarters(there),
        ),
        Figure(
            "of it the packing of page and reading, both ways",
            middle(packing),
            "ms",
            spread=quarters(packing),
        ),
    ]
