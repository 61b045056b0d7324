"""The real program, a bare application beside it, and a site with articles; each in reach of the other."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page import news_page
from tests.support.program import READY, Program, Site, open_site

ROOT = Path(__file__).parents[1]
DATABASE = Path("data/claimdesk.db")


@dataclass(frozen=True, slots=True)
class Desk:
    """The program at work, and the site that it may read."""

    program: Program
    site: Site

    def stories(self, state: str) -> int:
        """How many stories are in this state; looked up in the file, so that the program is not asked."""
        file = self.program.folder / DATABASE
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            query = "SELECT count(*) FROM story WHERE state = ?"
            return int(connection.execute(query, (state,)).fetchone()[0])

    def link(self, number: int) -> str:
        """The address of this article, which is there from now on."""
        path = f"/news/{number}"
        if path not in self.site.pages:
            self.site.pages[path] = news_page(number)
        return self.site.link(path)


@asynccontextmanager
async def desk(folder: Path, *, articles: int) -> AsyncIterator[Desk]:
    """`claimdesk run` on SQLite in this folder."""
    async with (
        open_site() as site,
        Program(folder, FETCH_ALLOW=site.address, LOG_LEVEL="info") as program,
    ):
        made = Desk(program, site)
        for number in range(articles):
            made.link(number)
        yield made


@asynccontextmanager
async def bare_app() -> AsyncIterator[str]:
    """The address of a Starlette application that only echoes, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.echo"), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        found = READY.match((await process.stdout.readline()).decode())
        assert found, "the bare application did not start"
        yield found[1]
    finally:
        process.terminate()
        await process.communicate()
