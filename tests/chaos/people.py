"""People who paste and vote, and platforms that send the same act again, twice at once, or late."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

import aiohttp

from tests.support.program import Program, Site

PEOPLE = ("rosa", "edda", "elias", "chandra")
RATINGS = ("true", "misleading", "false", "unproven")
SENTENCES = 4


@dataclass(frozen=True)
class Act:
    """What one person did; `body` holds the act's own id."""

    path: str
    body: Mapping[str, str]


@dataclass
class People:
    """What they did, and what was acknowledged of it. `began` is set when an act is on its way."""

    programs: Sequence[Program]
    site: Site
    chance: random.Random
    claims: Callable[[], Awaitable[Sequence[str]]]
    facts: Counter[str] = field(default_factory=Counter)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    pasted: dict[str, str] = field(default_factory=dict)
    cast: dict[tuple[str, str], str] = field(default_factory=dict)
    votes: int = 0
    _done: list[Act] = field(default_factory=list)

    async def paste(self, links: int, *, span: float) -> None:
        """So many links, spread over so many seconds; one in five is pasted twice at the same moment."""
        acts = count()
        for number in range(links):
            path = f"/news/story-{number}"
            self.site.pages[path] = _page(number)
            async with asyncio.TaskGroup() as group:
                for _ in range(self.chance.choice((1, 1, 1, 1, 2))):
                    group.create_task(self._paste(self.site.link(path), f"paste-{next(acts):05}"))
            await self._rest(span / links)

    async def _paste(self, link: str, act: str) -> None:
        body = {"as": self.chance.choice(PEOPLE), "id": act, "text": link}
        await self._insist(Act("/messages", body))
        self.pasted[act] = link

    async def vote(self, person: str, votes: Sequence[int], *, span: float) -> None:
        """One after the other, so that it is known which is the newest."""
        for number in votes:
            claim, rating = self.chance.choice(await self.claims()), self.chance.choice(RATINGS)
            body = {
                "as": person,
                "id": f"vote-{number:05}",
                "rating": rating,
                "act": "cast",
                "reason": "seen",
            }
            await self._insist(Act(f"/claims/{claim}/ballot", body))
            self.cast[claim, person] = rating
            self.votes += 1
            await self._rest(span / len(votes))

    async def _insist(self, act: Act) -> None:
        """The same act, one to three times at once, until it is taken; now and then an old one comes late."""
        copies = self.chance.choice((1, 1, 1, 2, 3))
        self.facts["copies"] += copies - 1
        while not any(await asyncio.gather(*(self._send(act) for _ in range(copies)))):
            self.facts["cut off or refused"] += 1
            await asyncio.sleep(0.05)
        self.facts["acknowledged"] += 1
        self._done.append(act)
        if self.chance.random() < 0.25:
            self.facts["late"] += await self._send(self.chance.choice(self._done))

    async def _send(self, act: Act) -> bool:
        """Whether it was acknowledged, by whichever process is up."""
        while not (up := [program for program in self.programs if program.address]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        self.began.set()
        try:
            sent = self.chance.choice(up).try_post(act.path, **act.body)
            status, said = await asyncio.wait_for(sent, 10)
        except (aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError):
            return False
        assert status in {200, 503}, said
        return status == 200

    async def _rest(self, mean: float) -> None:
        """Acts come in heaps, as they do; nobody rests once the last kill is done."""
        if not self.hurry.is_set():
            await asyncio.sleep(self.chance.expovariate(1 / mean))


def _page(number: int) -> str:
    claims = "".join(
        f"<p>The council of district {number} spent {part + 2} million pounds on road {number}-{part}, "
        f"{part + 10} per cent more than in 2019, according to its accounts.</p>"
        for part in range(SENTENCES)
    )
    return f"<html><head><title>Report {number}</title></head><body><article>{claims}</article></body></html>"
