"""The short form of the random killer in Slack, on both databases."""

from pathlib import Path

import pytest

from tests.chaos.judge import Count
from tests.chaos.slack_killer import chaos


@pytest.mark.timeout(300)
@pytest.mark.parametrize("postgres", [False, True], ids=["sqlite", "postgres"])
async def test_in_slack_nothing_is_lost_or_doubled_by_deaths_and_lost_answers(
    tmp_path: Path, postgres: bool
) -> None:
    count = await chaos(tmp_path, links=1, votes=12, kills=2, seed=7, postgres=postgres)
    print(count)  # noqa: T201 - the count is the result
    assert count == Count(killed=2)
