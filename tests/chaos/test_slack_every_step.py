"""In Slack the process dies between every two steps, while a quarter of Slack's answers fail or are lost.

In the suite at every ninth, with EVERY_STEP=1 at each.
"""

import os
import shutil
from collections import Counter
from itertools import count
from pathlib import Path

import pytest

from tests.chaos.slack_life import SlackLife
from tests.support.fuse import Fuse
from tests.support.room import DESK, Room
from tests.support.slack import FakeSlack, shown


async def after(life: SlackLife, crossing: int) -> None:
    """A second life after the death, and what people find then."""

    async def rest(room: Room) -> None:
        await life.day(room)
        (story,) = await room.stories()
        assert len(story.tips) == 1, crossing
        assert story.claims[0].state == "1 of 2: False (Edda)", crossing

    assert await life.live(rest), crossing
    kinds = Counter(key.partition(":")[0] for key in life.keys().elements())
    assert kinds == {"card": 1, "claim": 3}, crossing
    roots = life.slack.messages(str(DESK), bot=True)
    assert [shown(one).startswith("1 of 2: False (Edda)") for one in roots] == [True, False, False], crossing
    assert life.slack.reactions(life.tip) == {"eyes": ["U0BOT"]}, crossing
    assert life.slack.complaints == [], crossing


STEP = 1 if os.environ.get("EVERY_STEP") else 9


@pytest.mark.timeout(120 if STEP > 1 else 900)
async def test_a_death_at_any_crossing_loses_nothing_and_doubles_nothing_in_slack(
    template: Path, tmp_path: Path
) -> None:
    deaths = faults = 0
    for crossing in count(STEP, STEP):
        file = tmp_path / f"{crossing}.db"
        shutil.copy(template, file)
        async with FakeSlack(rates=None) as slack:
            life = SlackLife(file, slack, seed=crossing)
            if await life.live(life.day, fuse=Fuse(crossing)):
                break
            await after(life, crossing)
            deaths += 1
            faults += len(slack.faults.happened)
    print(f"killed {deaths}, {faults} answers failed, lost 0, doubled 0, wrong 0")  # noqa: T201 - the result
    assert crossing > 20
    assert faults > deaths
