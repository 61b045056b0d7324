"""The process dies between every two steps of the way of a link and of a vote; nothing is lost or doubled."""

import asyncio
import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, ExitStack
from itertools import count
from pathlib import Path

import pytest

from bot.model.ids import WorkspaceId
from tests.chaos.life import ALONE, Life, dies
from tests.support.fuse import Fuse
from tests.support.postgres import Server
from tests.support.room import WORKSPACE, Room

AT_ONCE = 6
STRIDE = 1 if os.environ.get("EVERY_STEP") else 2


async def goes_on(life: Life, crossing: int, *, turn: AbstractAsyncContextManager[object] = ALONE) -> None:
    """A second life after the death, and what people find then."""
    await life.a_minute_later()

    async def rest(room: Room) -> None:
        await life.day(room)
        (story,) = await room.stories()
        assert len(story.tips) == 1, crossing
        assert len(story.claims) == 5, crossing
        assert story.claims[0].state == "1 of 2: False (Edda)", crossing

    assert await life.live(rest, turn=turn)
    assert life.chat.kinds() == {"card": 1, "claim": 3}, crossing


@pytest.fixture
def newborn() -> Iterator[None]:
    """What a death leaves is swept up among what came since; all that the run has would be looked through."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("newborn")
async def test_a_death_at_any_crossing_loses_nothing_and_doubles_nothing(
    template: Path, tmp_path: Path
) -> None:
    for crossing in count(1):
        shutil.copy(template, tmp_path / f"{crossing}.db")
        life = Life(f"sqlite:///{tmp_path}/{crossing}.db", WORKSPACE)
        if await life.live(life.day, fuse=Fuse(crossing)):
            break
        await goes_on(life, crossing)
    deaths = crossing - 1
    print(f"killed {deaths}, lost 0, doubled 0, wrong 0")  # noqa: T201 - the count is the result
    assert deaths >= 20


@pytest.fixture
def addresses(postgres: Server) -> Iterator[list[str]]:
    """Databases of their own, so that several may die at once."""
    with ExitStack() as stack:
        yield [stack.enter_context(postgres.database(template="template")) for _ in range(AT_ONCE)]


async def deaths_on(url: str, first: int, *, turn: asyncio.Lock) -> int:
    """Every so manieth crossing, each in a workspace of its own, as the database is not emptied."""
    deaths = 0
    for crossing in count(1 + (first - 1) * STRIDE, AT_ONCE * STRIDE):
        life = await asyncio.to_thread(dies, Life(url, WorkspaceId(f"web:{crossing}")), crossing)
        if life is None:
            break
        await goes_on(life, crossing, turn=turn)
        deaths += 1
    return deaths


# Lives that wait for a poll, six at once: a busy machine needs more than the two minutes of any other test.
@pytest.mark.timeout(240)
async def test_a_death_at_any_crossing_on_postgresql_neither(addresses: list[str]) -> None:
    turn = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        runs = [group.create_task(deaths_on(url, first, turn=turn)) for first, url in enumerate(addresses, 1)]
    deaths = sum(run.result() for run in runs)
    print(f"killed {deaths}, lost 0, doubled 0, wrong 0")  # noqa: T201 - the count is the result
    assert deaths >= 20
