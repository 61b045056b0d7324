"""Figure 8: how soon an envelope is acknowledged at 50 a second, while articles are read.

Half of them are new links, a quarter clicks, a quarter reactions. What Slack tells an app of its own acts is
left out.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.running import Desk
from benchmarks.slack_fake import crowd
from benchmarks.slack_running import Json, Slack, bare_bolt, slack_desk, took, with_claims
from benchmarks.timing import extremes, percentile
from tests.support.program import until
from tests.support.slack import ROSA

A_SECOND = 50
MEMBERS = 200
READ_AT_ONCE = 2
SIGNS = ("white_check_mark", "warning", "x", "question")
LABELS = ("True", "Misleading", "False", "Unproven")
AGAINST = "bare Bolt app, its own Slack, same events"


@dataclass
class Crowd:
    """What people do, without end."""

    slack: Slack
    desk: Desk
    links: Iterator[int]
    votes: Iterator[int] = field(default_factory=count)
    members: list[str] = field(default_factory=lambda: crowd(MEMBERS))

    async def act(self, number: int) -> None:
        """The next thing of them all; nobody puts the same emoji on the same message twice."""
        vote = next(self.votes)
        who, rating = self.members[vote % MEMBERS], vote // MEMBERS % len(SIGNS)
        root = self.slack.roots[vote % len(self.slack.roots)]
        if number % 2 == 0:
            text = f"Is this so? {self.desk.link(next(self.links))}"
            await self.slack.do(who, "post", text=text)
        elif number % 4 == 1:
            await self.slack.do(who, "click", what=LABELS[rating], on=root)
        else:
            await self.slack.do(who, "react", ts=root, name=SIGNS[rating])

    async def go(self, *, seconds: float) -> list[Json]:
        """At a steady rate, whether or not the last one is answered; gives what Slack sent."""
        since = (await self.slack.ask("counts"))["deliveries"]
        begun = perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(int(seconds * A_SECOND)):
                await asyncio.sleep(max(0.0, begun + number / A_SECOND - perf_counter()))
                group.create_task(self.act(number), name="act")
        return await self.slack.acknowledged(since)


def acks(folder: Path, *, rounds: int, seconds: float) -> list[Figure]:
    """Three figures: two of the acknowledgements, and the rate that was reached."""
    ours, bare = asyncio.run(_acks(folder, rounds=rounds, seconds=seconds))
    what = f"Slack: envelope acknowledged, {A_SECOND} a second, articles being read"
    out = []
    for name, share, most in (("p50", 0.5, None), ("p99", 0.99, 100.0)):
        mine = [percentile(took(one), share) for one in ours]
        all_ours, all_bare = ([each for one in rounds for each in took(one)] for rounds in (ours, bare))
        beside = (percentile(all_bare, share), AGAINST, extremes(mine))
        out.append(Figure(f"{what}, {name}", percentile(all_ours, share), "ms", *beside, most=most))
    rates = [_rate(one) for one in ours]
    beside = (min(_rate(one) for one in bare), AGAINST, extremes(rates))
    return [
        *out,
        Figure("of it the envelopes that Slack sent, slowest round", min(rates), "a second", *beside),
    ]


async def _acks(folder: Path, *, rounds: int, seconds: float) -> tuple[list[list[Json]], list[list[Json]]]:
    ours: list[list[Json]] = []
    bare: list[list[Json]] = []
    links = count(1)
    async with slack_desk(folder, members=MEMBERS) as fresh, bare_bolt(members=MEMBERS) as other:
        on = await with_claims(fresh, ROSA, link=0)
        mine, theirs = Crowd(on.slack, on.desk, links), Crowd(other, on.desk, links)
        for _ in range(READ_AT_ONCE):
            await on.slack.do(ROSA, "post", text=on.desk.link(next(links)))
        await until(lambda: on.desk.stories("reading") >= READ_AT_ONCE)
        for _ in range(rounds):
            # Reading falls behind the new links, so that it goes on while the bare app is asked.
            ours.append(await mine.go(seconds=seconds))
            bare.append(await theirs.go(seconds=seconds))
    return ours, bare


def _rate(sent: list[Json]) -> float:
    at: list[float] = sorted(one["attempts"][0] for one in sent)
    return (len(at) - 1) / (at[-1] - at[0])
