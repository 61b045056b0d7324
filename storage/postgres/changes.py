"""Hears of what other processes write."""

import asyncio
import logging

import psycopg
from sqlalchemy import URL

from bot.model.ids import WorkspaceId
from storage.changes import Changes
from storage.postgres.connect import connect, until_gone

log = logging.getLogger(__name__)

CHANNEL = "claimdesk_changes"
AGAIN_SECONDS = 1.0


async def listen(url: URL, changes: Changes, *, me: str, ready: asyncio.Event) -> None:
    """For ever. `ready` is set once it listens; after a gap all are told, as much may have been missed."""

    async def hear(payload: str) -> None:
        who, _, workspace = payload.partition(" ")
        if who != me:
            await changes.bump(WorkspaceId(workspace))

    while True:
        try:
            async with await connect(url) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                if ready.is_set():
                    await changes.bump_all()
                ready.set()
                await until_gone(connection, hear=hear)
        except (psycopg.Error, TimeoutError) as wrong:
            log.warning("the database does not tell of changes: %s", type(wrong).__name__)
        await asyncio.sleep(AGAIN_SECONDS)
