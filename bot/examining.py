"""What `claimdesk doctor` tries, with the real parts: like `__main__`, and only when asked, it knows all."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.errors import SettingWrong
from bot.model.finding import Finding
from bot.settings import Settings


def parts(now: Callable[[], datetime]) -> dict[str, Any]:
    """The arguments of `checkup.look` that try something."""
    return {
        "model": _model_answers,
        "database": partial(_database_answers, now=now),
        "pages": _pages_allow,
        "found": _on_slack,
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


def _on_slack(settings: Settings) -> Sequence[Finding]:
    if not settings.slack:
        return ()
    from adapters.slack import checkup as slack
    from storage.overview import Overview, overview

    async def ask() -> Sequence[Finding]:
        try:
            seen = await overview(settings.database_url, secret=settings.clear("secret_key"))
        except SettingWrong:
            # It is not there yet; the finding on the database speaks of it.
            seen = Overview()
        return await slack.look(
            settings,
            desks=seen.desks,
            refused=seen.refused,
            heard=seen.heard,
            installs=seen.installs,
            locked=seen.locked,
        )

    return asyncio.run(ask())
