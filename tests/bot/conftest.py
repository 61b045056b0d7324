"""What the newsroom's tests share: a story on the desk, its claims, and what stands in the tables."""

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.events import ClaimEvent
from bot.model.ids import ClaimId
from bot.model.view import StoryView
from storage.rows import METADATA
from tests.support.room import Room

Fields = dict[str, Any]
Acts = Sequence[tuple[type[ClaimEvent], Fields]]

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(
    [
        "Bridge closes today",
        "Ana Novak: The bridge carries 40,000 cars a day.",
        "It was built in 1931.",
        *(f"It carried {number},000 cars in May." for number in range(3, 10)),
    ]
)
TICK = timedelta(seconds=1)
_COUNTS = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in METADATA.tables)


@pytest.fixture
async def story(room: Room) -> StoryView:
    """Nine claims, pasted by Rosa: the first is Ana Novak's, the first three have threads."""
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    (story,) = await room.stories()
    return story


@pytest.fixture
def claim(story: StoryView) -> ClaimId:
    """What Ana Novak said; 1.1 of the desk, with a thread."""
    return story.claims[0].claim.id


@pytest.fixture
def unsaid(story: StoryView) -> ClaimId:
    """What the outlet says in its own voice; 1.2 of the desk, with a thread."""
    return story.claims[1].claim.id


@pytest.fixture
def rows(url: str) -> Callable[[], Mapping[str, int]]:
    """Counts the rows of every table."""

    def count() -> Mapping[str, int]:
        if url.startswith("sqlite"):
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
                return dict(file.execute(_COUNTS).fetchall())
        with psycopg.connect(url) as server:
            return dict(server.execute(_COUNTS.encode()).fetchall())

    return count


async def state(room: Room, claim: ClaimId) -> str:
    """How the claim stands, a second later: what is done next is done after it."""
    room.wait(TICK)
    return (await room.claim(claim)).state


# The tests in tests/storage hold both databases to one contract. Of the newsroom's these play on both; the
# others would take minutes for what the contract has said already. `make chaos` plays all of them.
ON_BOTH = frozenset(
    f"test_{name}.py"
    for name in (
        "deciding_at_the_desk",
        "digesting",
        "following",
        "guests",
        "intake",
        "lists",
        "newsroom_machine",
        "reminding",
        "tenancy",
        "undo",
        "voting",
    )
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves PostgreSQL out where the contract of the storage covers it."""
    if os.environ.get("EVERY_DATABASE"):
        return
    here = Path(__file__).parent
    left = [
        item
        for item in items
        if item.path.parent == here and item.path.name not in ON_BOTH and "postgres" in item.name
    ]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]
