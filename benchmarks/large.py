"""`python -m benchmarks.large`: the lists of a desk that has a million claims, on both databases."""

import argparse
import asyncio
import json
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from time import perf_counter

import psycopg

from adapters.web.chat import WebChat
from adapters.web.desk import WINDOW, desk_page
from adapters.web.people import PEOPLE, PLACE, WORKSPACE, WebRoster
from benchmarks.figure import Figure, table
from benchmarks.loading import CLAIMS, ROOTS, TOGETHER, PostgresWriter, load, writer
from benchmarks.postgres import postgres
from benchmarks.tasks import clock, sqlite_url
from benchmarks.timing import MS, percentile
from bot import commands, lists
from bot.delivery import sweep
from bot.events import CommandGiven
from bot.model.ids import MessageId
from bot.ports import Ledger
from bot.reminding import AT_ONCE
from bot.telling import QUIET
from storage.database import open_database

MOST_MS = 30.0
FOLDER = Path(tempfile.gettempdir()) / "claimdesk-large"
# The rows of the newest stories with all their claims, as a driver alone would bring them.
LISTED = """
WITH newest AS (
    SELECT * FROM story WHERE workspace = 'web' AND place = 'desk' AND number IS NOT NULL
    ORDER BY number DESC LIMIT {stories}
)
SELECT newest.*, claim.*, post.* FROM newest
JOIN appearance ON appearance.workspace = 'web' AND appearance.story = newest.id
JOIN claim ON claim.workspace = 'web' AND claim.id = appearance.claim
LEFT JOIN post ON post.workspace = 'web' AND post.claim = claim.id AND post.kind = 'claim'
"""
# The reminders that one round says.
REMINDED = f"""
SELECT * FROM reminder WHERE workspace = 'web' AND place = 'desk' AND told_at IS NULL
ORDER BY turn_at, at, id LIMIT {AT_ONCE}
"""
Ask = Callable[[], Awaitable[object]]
Raw = Callable[[str], object]


def raw_driver(url: str) -> Raw:
    """Runs a statement and fetches all."""
    if url.startswith("postgresql"):
        remote = psycopg.connect(url, autocommit=True)
        return lambda statement: remote.execute(statement.encode()).fetchall()
    local = sqlite3.connect(url.removeprefix("sqlite:///"))
    return lambda statement: local.execute(statement).fetchall()


def questions(ledger: Ledger) -> dict[str, tuple[Ask, str]]:
    """What is asked of the desk, and the bare statement beside it."""

    def asked(text: str) -> Ask:
        given = CommandGiven(
            id="large",
            workspace=WORKSPACE,
            place=PLACE,
            person=PEOPLE[0],
            at=clock(),
            message=MessageId("large"),
            text=text,
        )
        return lambda: commands.answer(given, ledger=ledger, roster=WebRoster(), now=clock())

    async def page() -> object:
        async with ledger.look(WORKSPACE) as tx:
            return await desk_page(tx, person=PEOPLE[0], chat=WebChat())

    async def reminders() -> object:
        async with ledger.look(WORKSPACE) as tx:
            found = await tx.reminders.due(PLACE, now=TOGETHER, limit=AT_ONCE)
        assert found, "this folder was filled by an older version: remove it"
        return found

    # A story takes four places of the page: a line and three roots.
    shown = WINDOW // (ROOTS + 1) + 1
    return {
        "open list": (asked("open"), LISTED.format(stories=lists.LISTED)),
        "search, a rare word": (asked("search 777777"), "SELECT 1"),
        "search, two words": (asked("search spending schools"), "SELECT 1"),
        "what needs my vote": (asked("vote"), LISTED.format(stories=lists.LOOKED_AT)),
        "desk page": (page, LISTED.format(stories=shown)),
        "reminders.due(), all due at once": (reminders, REMINDED),
        "due(), all due at once": (lambda: ledger.due(TOGETHER, quiet=QUIET), "SELECT 1"),
        "sweep, nothing due": (
            lambda: sweep(ledger=ledger, rosters=lambda _: WebRoster(), now=clock()),
            "SELECT 1",
        ),
        "owed(), nothing owed": (lambda: ledger.owed(before=clock()), "SELECT 1"),
    }


async def ask(name: str, url: str, *, tries: int, claims: int) -> list[Figure]:
    """p50 and p95 of each question, in turns with its bare statement."""
    out: list[Figure] = []
    raw = raw_driver(url)
    async with open_database(url, now=clock) as database:
        for question, (ours, statement) in questions(database.ledger).items():
            took: list[float] = []
            bare: list[float] = []
            for _ in range(tries + 1):
                begun = perf_counter()
                await ours()
                took.append((perf_counter() - begun) * MS)
                begun = perf_counter()
                raw(statement)
                bare.append((perf_counter() - begun) * MS)
            out += [
                Figure(
                    what=f"{name}, {claims:,} claims: {question}, {at}",
                    ours=percentile(took[1:], share),
                    unit="ms",
                    baseline=percentile(bare[1:], share),
                    against="the same rows by the driver" if statement != "SELECT 1" else "SELECT 1",
                    spread=(min(took[1:]), max(took[1:])),
                    most=MOST_MS,
                )
                for at, share in (("p50", 0.5), ("p95", 0.95))
            ]
    return out


async def make_tables(url: str) -> None:
    """By the program's own migrations."""
    async with open_database(url, now=clock):
        pass


def fill(url: str, *, stories: int, tell: Callable[[str], None]) -> None:
    """Loads what is not there yet."""
    asyncio.run(make_tables(url))
    into = writer(url)
    for there in load(into, stories=stories):
        if there % 2500 == 0:
            tell(f"{there:,} of {stories:,} stories")
    if isinstance(into, PostgresWriter):
        into.settle()


def large(
    folder: Path, *, stories: int, tries: int, tell: Callable[[str], None], both: bool = True
) -> list[Figure]:
    """All figures, or those of SQLite alone; the databases stay in the folder."""
    claims = stories * CLAIMS
    file = sqlite_url(folder / f"sqlite-{stories}")
    fill(file, stories=stories, tell=tell)
    figures = asyncio.run(ask("SQLite", file, tries=tries, claims=claims))
    if not both:
        return figures
    with postgres(folder / f"postgres-{stories}") as url:
        fill(url, stories=stories, tell=tell)
        return figures + asyncio.run(ask("PostgreSQL", url, tries=tries, claims=claims))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the databases are kept")
    parser.add_argument("--stories", type=int, default=25_000, help=f"each with {CLAIMS} claims")
    parser.add_argument("--sqlite", action="store_true", help="SQLite alone")
    parser.add_argument("--tries", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tell = partial(print, file=sys.stderr, flush=True)
    figures = large(
        options.folder, stories=options.stories, tries=options.tries, tell=tell, both=not options.sqlite
    )
    told = json.dumps([figure.record() for figure in figures]) if options.json else table(figures)
    print(told)  # noqa: T201 - the command's own output
    return 0


if __name__ == "__main__":
    sys.exit(main())
