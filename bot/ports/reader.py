"""Where pages come from, and who reads them."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Protocol

from bot.model.page import Document, FetchedPage, Reading


class Step(StrEnum):
    """How far a link has come; shown while a person waits."""

    FETCHING = "fetching"
    READING = "reading"
    FINDING = "finding claims"


Progress = Callable[[Step], Awaitable[None]]


async def unseen(step: Step) -> None:
    """The progress nobody watches."""


class Pages(Protocol):
    """Fetches public pages, and only those."""

    async def fetch(self, url: str) -> FetchedPage:
        """Raises PageRefused or PageUnreadable, each with a reason for a person."""
        ...

    def check(self, url: str) -> None:
        """Raises PageRefused for an address that would never be fetched; asks no name server."""
        ...


class Reader(Protocol):
    """Turns bytes into an article and its claims, away from the event loop."""

    async def read(self, document: Document, *, progress: Progress = unseen) -> Reading:
        """Raises PageUnreadable, TextTooShort or WrongLanguage; never hangs."""
        ...
