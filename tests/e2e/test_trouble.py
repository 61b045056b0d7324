"""The disk is full, the database is locked: a sentence, nothing half done, and it goes on by itself."""

import resource
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.program import Program, open_site

SENTENCE = "nothing was changed"
ROSA = {"as": "rosa"}


def limit_files(program: Program, size: int) -> None:
    """No file of the program may grow beyond this, as on a full disk; -1: as they like."""
    resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def test_a_full_disk_takes_nothing_and_loses_nothing(tmp_path: Path) -> None:
    async with open_site() as site, Program(tmp_path, FETCH_ALLOW=site.address, LOG_LEVEL="error") as program:
        await program.post("/messages", **ROSA, text=site.link())
        await program.sees("Is it so?")
        limit_files(program, 4_096)
        status, answer = await program.try_post("/messages", **ROSA, id="full-0001", text=site.link("/full"))
        assert (status, SENTENCE in answer["error"]) == (503, True)
        assert "/full" not in (await program.get("/?as=rosa"))[1]
        limit_files(program, resource.RLIM_INFINITY)
        site.pages["/full"] = site.pages["/bridge-1"].replace("Bridge closes", "Bridge shuts again")
        await program.post("/messages", **ROSA, id="full-0001", text=site.link("/full"))
        await program.sees("Same text as story 1")
        assert (await program.get("/readyz"))[0] == 200


async def test_a_locked_database_is_waited_for_and_then_said(tmp_path: Path) -> None:
    async with open_site() as site, Program(tmp_path, FETCH_ALLOW=site.address, LOG_LEVEL="error") as program:
        with closing(sqlite3.connect(tmp_path / "data" / "claimdesk.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            status, answer = await program.try_post("/messages", **ROSA, id="lock-0001", text=site.link())
            assert (status, SENTENCE in answer["error"]) == (503, True)
            other.execute("ROLLBACK")
        await program.post("/messages", **ROSA, id="lock-0001", text=site.link())
        await program.sees("Is it so?")


async def test_a_database_of_another_make_stops_the_start_with_a_sentence(
    template: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(template, tmp_path / "data" / "claimdesk.db")
    with closing(sqlite3.connect(tmp_path / "data" / "claimdesk.db")) as database:
        database.execute("DROP TABLE alembic_version")
        database.commit()
    program = Program(tmp_path)
    await program.spawn()
    assert await program.process.wait() == 1
    (line,) = [line for line in program.log.splitlines() if line.startswith("claimdesk: ")]
    assert "DATABASE_URL" in line
