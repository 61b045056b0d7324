"""Figure 9: a thousand votes in a minute: each counted, edits a second apart, and the last state shown."""

import asyncio
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.slack_fake import crowd
from benchmarks.slack_running import Json, SlackDesk, drawn, slack_desk, took, with_claims
from benchmarks.timing import percentile
from tests.support.slack import CHAN, DESK, ROSA

MEMBERS = 400
RATINGS = {
    "true": ("True", "white_check_mark"),
    "misleading": ("Misleading", "warning"),
    "false": ("False", "x"),
    "unproven": ("Unproven", "question"),
}
COUNTED = "SELECT count(*) FROM ballot WHERE NOT withdrawn"
# What it may take after the last vote until all is drawn.
DRAWN_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Vote:
    """Somebody's only vote on a message, by a button or a reaction."""

    who: str
    root: str
    rating: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What could be seen afterwards, in the database and in Slack."""

    counted: int
    edits: list[Json]
    wrong: list[str]
    calls: list[Json]
    acks: list[float]
    seconds: float


def plan(roots: tuple[str, ...], *, votes: int, seed: int = 7) -> list[Vote]:
    """So many votes; nobody votes twice on the same message."""
    chance = Random(seed)
    pairs = [(who, root) for who in crowd(MEMBERS) for root in roots]
    chance.shuffle(pairs)
    assert len(pairs) >= votes, "there are not enough members"
    names = list(RATINGS)
    return [
        # Some ratings are likelier than others, so that what leads can be told.
        Vote(who, root, chance.choices(names, (1, 2, 4, 3))[0], pressed=number % 2 == 0)
        for number, (who, root) in enumerate(pairs[:votes])
    ]


def votes(folder: Path, *, votes: int, seconds: float) -> list[Figure]:
    """Eight figures; those of what must not happen have 0 as their aim."""
    seen = asyncio.run(_votes(folder, count=votes, seconds=seconds, tiers=False))
    what = f"Slack: {votes:,} votes of {MEMBERS} members in {seconds:.0f} s"
    return [
        Figure(f"{what}, counted in the database", seen.counted, "votes", votes, "votes cast"),
        Figure("of it acknowledged, p99", percentile(seen.acks, 0.99), "ms", most=100.0),
        Figure("of it edits in all", len(seen.edits), "edits", votes, "an edit a vote"),
        Figure("of it most edits of one message within a second", _most(seen.edits), "edits", most=1),
        Figure("of it until all is counted and shown, after the first vote", seen.seconds, "s"),
        *_faults("of it", seen, votes),
    ]


def limited(folder: Path, *, votes: int, seconds: float) -> list[Figure]:
    """Three figures of the same where every method is as limited as Slack's documents say."""
    seen = asyncio.run(_votes(folder, count=votes, seconds=seconds, tiers=True))
    return _faults(f"Slack with all its limits: of {votes:,} votes in {seconds:.0f} s", seen, votes)


def _faults(what: str, seen: Seen, cast: int) -> list[Figure]:
    refused = sum(one["answer"] == "ratelimited" for one in seen.calls)
    return [
        Figure(f"{what}, votes lost", cast - seen.counted, "votes", most=0),
        Figure(f"{what}, claims that do not show the last state", len(seen.wrong), "claims", most=0),
        Figure(f"{what}, answers of 429", refused, "answers", most=0),
    ]


async def _votes(folder: Path, *, count: int, seconds: float, tiers: bool) -> Seen:
    async with slack_desk(folder, members=MEMBERS, tiers=tiers) as fresh:
        on = await with_claims(fresh, ROSA, link=0)
        # With editors named the crowd leans, by numbers that can be compared.
        await on.slack.do(CHAN, "command", name="/claims", text="settings editors:@editors")
        since = await on.slack.ask("counts")
        planned = plan(on.slack.roots, votes=count)
        begun = perf_counter()
        async with asyncio.TaskGroup() as group:
            for number, vote in enumerate(planned):
                await asyncio.sleep(max(0.0, begun + number * seconds / count - perf_counter()))
                group.create_task(_cast(on, vote), name="vote")
        deliveries = await on.slack.acknowledged(since["deliveries"])
        # Where it takes longer, the claims will not show the last state.
        with suppress(TimeoutError):
            await drawn(on, seconds=DRAWN_SECONDS)
        spent = perf_counter() - begun
        calls = await on.slack.ask("calls", since=since["calls"])
        return Seen(
            counted=on.count(COUNTED),
            edits=[one for one in calls if one["method"] == "chat.update"],
            wrong=await _wrong(on, planned),
            calls=calls,
            acks=took(deliveries),
            seconds=spent,
        )


async def _cast(on: SlackDesk, vote: Vote) -> None:
    label, sign = RATINGS[vote.rating]
    if vote.pressed:
        await on.slack.do(vote.who, "click", what=label, on=vote.root)
    else:
        await on.slack.do(vote.who, "react", ts=vote.root, name=sign)


async def _wrong(on: SlackDesk, planned: list[Vote]) -> list[str]:
    """The messages that do not show what all votes together come to."""
    messages = {one["ts"]: one["shown"] for one in await on.slack.ask("messages", channel=DESK)}
    tallies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for vote in planned:
        tallies[vote.root][RATINGS[vote.rating][0]] += 1
    return [root for root, tally in tallies.items() if _leaning(tally) not in messages[root]]


def _leaning(tally: Counter[str]) -> str:
    (first, most), *others = tally.most_common()
    tied = bool(others) and others[0][1] == most
    return "Leaning split" if tied else f"Leaning {first.lower()} ({most})"


def _most(edits: list[Json]) -> int:
    """The most edits that one message had within any second."""
    at: defaultdict[str, list[float]] = defaultdict(list)
    for one in edits:
        at[one["args"]["ts"]].append(one["at"])
    return max(
        (sum(start <= one < start + 1 for one in times) for times in at.values() for start in times),
        default=0,
    )
