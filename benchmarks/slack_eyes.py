"""Figure 7: from Slack's sending of a pasted link to the call that puts 👀 on it."""

import asyncio
from itertools import count
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.slack_running import Slack, bare_bolt, slack_desk
from benchmarks.timing import middle, percentile, quarters
from tests.support.slack import EDDA, ELIAS, ROSA

PEOPLE = (ROSA, EDDA, ELIAS)
# Long enough that a page is read between two pastes, as it would be.
PAUSE = 0.3
WARM = 3
AGAINST = "bare Bolt app: reactions.add at once"


def eyes(folder: Path, *, rounds: int) -> list[Figure]:
    """Three figures; each paste is a new link, which is then read as usual."""
    ours, bare = asyncio.run(_eyes(folder, rounds=rounds))
    above = middle(ours) - middle(bare)
    return [
        Figure("Slack: event to 👀, p50", middle(ours), "ms", middle(bare), AGAINST, quarters(ours)),
        Figure("Slack: event to 👀, p95", percentile(ours, 0.95), "ms", percentile(bare, 0.95), AGAINST),
        Figure("Slack: event to 👀, how much above the bare app, p50", above, "ms", most=30.0),
    ]


async def _eyes(folder: Path, *, rounds: int) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    bare: list[float] = []
    async with slack_desk(folder, members=0) as on, bare_bolt(members=0) as other:
        numbers = count(1)
        for turn in range(rounds + WARM):
            who, link = PEOPLE[turn % len(PEOPLE)], on.desk.link(next(numbers))
            for slack, into in ((other, bare), (on.slack, ours)):
                into.append(await _one(slack, who, link))
            await asyncio.sleep(PAUSE)
    return ours[WARM:], bare[WARM:]


async def _one(slack: Slack, who: str, link: str) -> float:
    since = (await slack.ask("counts"))["calls"]
    ts = await slack.do(who, "post", text=f"Is this so? {link}")
    return await slack.marked(ts, since=since)
