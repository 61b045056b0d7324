"""The short form of the random killer."""

from pathlib import Path

import pytest

from tests.chaos.killer import Count, chaos


@pytest.mark.timeout(180)
async def test_a_program_killed_at_random_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    count = await chaos(tmp_path, links=6, votes=60, kills=3, seed=7)
    print(count)  # noqa: T201 - the count is the result
    assert count == Count(killed=3)
