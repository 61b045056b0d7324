"""The short form of the random killer, on both databases."""

from pathlib import Path

import pytest

from tests.chaos.judge import Count
from tests.chaos.killer import chaos


@pytest.mark.timeout(240)
async def test_a_program_killed_at_random_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    count = await chaos(tmp_path, links=6, votes=60, kills=3, seed=7)
    print(count)  # noqa: T201 - the count is the result
    assert count == Count(killed=3)


@pytest.mark.timeout(240)
async def test_two_programs_and_their_database_killed_at_random_lose_nothing(tmp_path: Path) -> None:
    count = await chaos(tmp_path, links=6, votes=60, kills=2, seed=7, postgres=True, crashes=1)
    print(count)  # noqa: T201 - the count is the result
    assert count == Count(killed=2, crashed=1)
