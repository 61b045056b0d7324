"""Figure 1, apart: what is written down for one link, from the paste to its claims."""

import asyncio
import json
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from adapters.web.chat import WebChat
from benchmarks.figure import Figure
from benchmarks.page import news_page
from benchmarks.reading import document, load
from benchmarks.tasks import clock, sqlite_url
from benchmarks.timing import MS, middle, quarters
from bot.events import MessagePosted
from bot.extract.reading import extract
from bot.extract.wire import reading_to_dict
from bot.intake import take_message
from bot.model.ids import MessageId, PersonId, PlaceId, WorkspaceId
from bot.model.page import Document, FetchedPage, Reading
from bot.model.people import Person, Role
from bot.owe import reading as task_of
from bot.ports import Ledger, Progress, unseen
from bot.reading import read_story
from storage.database import open_database

WORKSPACE, PLACE = WorkspaceId("web"), PlaceId("desk")
ROSA = Person(PersonId("rosa"), "Rosa Reyes", Role.REPORTER)
CHAT = WebChat()


@dataclass(frozen=True, slots=True)
class Known:
    """Pages and reader in one, which have the answer ready: what remains is the ledger's time."""

    reading: Reading

    async def fetch(self, url: str) -> FetchedPage:
        return FetchedPage(url=url, final_url=url, status=200, content_type="text/html", body=b"")

    def check(self, url: str) -> None:
        """Every address will do."""

    async def read(self, document: Document, *, progress: Progress = unseen) -> Reading:
        return self.reading


def storing(folder: Path, *, rounds: int) -> list[Figure]:
    """Two figures: the transaction of a paste, and those of its reading."""
    nlp = load()
    readings = [extract(document(news_page(seed)), nlp) for seed in range(rounds)]
    return asyncio.run(_storing(sqlite_url(folder), readings))


async def _storing(url: str, readings: list[Reading]) -> list[Figure]:
    pasted: list[float] = []
    placed: list[float] = []
    bare: list[float] = []
    raw = sqlite3.connect(url.removeprefix("sqlite:///") + ".bare", isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE bare (claim)"):
        raw.execute(statement)
    async with open_database(url, now=clock) as database:
        for number, reading in enumerate(readings):
            begun = perf_counter()
            await _paste(database.ledger, number)
            between = perf_counter()
            await _read(database.ledger, reading)
            ended = perf_counter()
            pasted.append((between - begun) * MS)
            placed.append((ended - between) * MS)
            bare.append(_bare(raw, reading))
    return [
        Figure("storage, SQLite: the transaction of a paste", middle(pasted), "ms", spread=quarters(pasted)),
        Figure(
            f"storage, SQLite: a reading with {len(readings[0].claims)} claims, its card and threads owed",
            middle(placed),
            "ms",
            middle(bare),
            "the claims as JSON, one INSERT each, by the driver",
            quarters(placed),
        ),
    ]


async def _paste(ledger: Ledger, number: int) -> None:
    event = MessagePosted(
        id=f"event-{number}",
        workspace=WORKSPACE,
        place=PLACE,
        person=ROSA,
        at=clock(),
        message=MessageId(f"message-{number}"),
        text=f"https://courier.example/news/{number}",
        kept_here=True,
    )
    await take_message(event, ledger=ledger, now=clock())


async def _read(ledger: Ledger, reading: Reading) -> None:
    waiting = await ledger.owed(before=clock())
    ready = Known(replace(reading, article=replace(reading.article, canonical_url=None)))
    (story,) = [story for _, story in waiting.stories]
    await read_story(
        task_of(WORKSPACE, story), ledger=ledger, pages=ready, reader=ready, chats=lambda _: CHAT, now=clock
    )


def _bare(raw: sqlite3.Connection, reading: Reading) -> float:
    claims = reading_to_dict(reading)["claims"]
    begun = perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    for claim in claims:
        raw.execute("INSERT INTO bare VALUES (?)", [json.dumps(claim)])
    raw.execute("COMMIT")
    return (perf_counter() - begun) * MS
