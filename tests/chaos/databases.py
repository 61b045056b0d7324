"""The database of a chaos run, seen from outside, and crashed from outside."""

import asyncio
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.support.postgres import Server, server

Rows = list[tuple[Any, ...]]


@dataclass
class SqliteFile:
    """The file in the folder of the only process."""

    file: Path
    tasks = "SELECT key FROM task"

    @property
    def settings(self) -> dict[str, str]:
        return {}

    async def ask(self, query: str) -> Rows:
        """Reads beside the program."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)) as connection:
            return connection.execute(query).fetchall()


class Durable(Server):
    """Started by pg_ctl with PostgreSQL's own settings for durability, which tests turn off for speed."""

    def start(self) -> None:
        """Returns once it answers."""
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._ctl("start", "-w", "-l", f"{self.folder}/own.log", "-o", settings)

    def crash(self) -> None:
        """Nobody is told and nothing is tidied up; the next start recovers from the log."""
        self._ctl("stop", "-m", "immediate")

    def _ctl(self, act: str, *options: str) -> None:
        subprocess.run(
            [self.programs / "pg_ctl", act, "-D", f"{self.folder}/data", *options],
            user=self.account,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@dataclass
class PostgresDatabase:
    """A database on a server of its own; `down` while it is crashed."""

    server: Durable
    url: str
    down: bool = False
    crashes: int = 0
    tasks = "SELECT args->>'key' FROM procrastinate_jobs"

    @property
    def settings(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url}

    async def ask(self, query: str) -> Rows:
        """Waits for the database where it is down."""
        while True:
            with suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(self.url) as connection:
                    return await (await connection.execute(query.encode())).fetchall()
            await asyncio.sleep(0.2)

    async def crash(self) -> None:
        """Returns once nothing of it runs."""
        self.down = True
        self.crashes += 1
        await asyncio.to_thread(self.server.crash)

    async def recover(self) -> None:
        """Returns once it answers."""
        await asyncio.to_thread(self.server.start)
        self.down = False


@contextmanager
def durable_postgres() -> Iterator[PostgresDatabase]:
    """Made and thrown away."""
    with server() as made:
        made.stop()
        durable = Durable(made.folder, made.programs, made.port, made.account)
        durable.start()
        try:
            durable.run("CREATE DATABASE chaos TEMPLATE template0")
            yield PostgresDatabase(durable, durable.url("chaos"))
        finally:
            durable.crash()
