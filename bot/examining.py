"""What `doctor` tries and `digest` reads, with the real parts: like `__main__`, it knows them all."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from bot.settings import Settings


def parts(now: Callable[[], datetime]) -> dict[str, Any]:
    """The arguments of `checkup.look` that try something."""
    return {
        "model": _model_answers,
        "database": partial(_database_answers, now=now),
        "pages": _pages_allow,
    }


def _model_answers(settings: Settings) -> str:
    from adapters.reader import ReaderProcess

    async def start() -> None:
        async with ReaderProcess(model=settings.spacy_model) as reader:
            await reader.start()

    asyncio.run(start())
    return "The language model loads and the reader answers."


def _database_answers(settings: Settings, *, now: Callable[[], datetime]) -> str:
    from storage.database import open_database

    file = settings.database_file
    if file is not None and not file.exists():
        return f"{file} will be made at the first start."

    async def given_up() -> list[str]:
        async with open_database(settings.database_url, now=now) as database:
            return await database.queue.dead()

    dead = asyncio.run(given_up())
    return f"{settings.database_shown} opens." + (
        f" {len(dead)} tasks were given up: {', '.join(dead[:5])}." if dead else ""
    )


def _pages_allow(settings: Settings) -> str:
    from adapters.fetch import PageFetcher

    PageFetcher(allow=settings.allow)
    allowed = ", ".join(settings.allow)
    return f"Public pages, and {allowed} by FETCH_ALLOW." if allowed else "Public pages only."


async def digests(settings: Settings, *, now: datetime) -> list[str]:
    """The digest of every desk, as it would be now."""
    from adapters.web.people import WORKSPACE
    from bot.digesting import all_of
    from storage.database import look_at
    from storage.overview import overview

    async with look_at(settings.database_url, zone=settings.zone) as ledger:
        seen = await overview(settings.database_url, secret=settings.clear("secret_key"))
        return [
            digest
            for workspace in dict.fromkeys([WORKSPACE, *seen.desks])
            for digest in await all_of(workspace, ledger=ledger, now=now)
        ]
