"""People in a fake Slack who paste, vote by button and by reaction, and bring evidence, whatever happens."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from tests.chaos.databases import Rows
from tests.chaos.people import RATINGS
from tests.chaos.people import _page as page
from tests.support.program import Site
from tests.support.slack import CHAN, EDDA, ELIAS, ROSA, FakeSlack, choices
from tests.support.slack.delivery import Delivery
from tests.support.slack.message import Message

CLICKS = (EDDA, ELIAS)
SIGNS = {"true": "white_check_mark", "misleading": "warning", "false": "x", "unproven": "question"}
NEWEST = "SELECT rating, withdrawn FROM ballot WHERE claim = '{}' AND person = '{}' ORDER BY at DESC, id DESC"


def key_of(message: Message) -> str:
    """The key of the post that a message is; empty where it is none of ours."""
    return str(message.metadata["event_payload"]["key"]) if message.metadata else ""


@dataclass
class SlackPeople:
    """What they did. `began` is set when an act is on its way; once it is `hurry`, nobody rests any more."""

    slack: FakeSlack
    site: Site
    chance: random.Random
    ask: Callable[[str], Awaitable[Rows]]
    facts: Counter[str]
    began: asyncio.Event = field(default_factory=asyncio.Event)
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    pasted: dict[str, str] = field(default_factory=dict)
    cast: dict[tuple[str, str], str] = field(default_factory=dict)
    sent: int = 0
    counted: int = 0
    evidence: set[str] = field(default_factory=set)

    def roots(self) -> list[Message]:
        """The claims that stand on the desk."""
        return [one for one in self.slack.messages(bot=True) if key_of(one).startswith("claim:")]

    async def root(self, *, settled: bool = True) -> Message:
        """One of them, perhaps only of those that have their buttons; waits for the first."""
        while not (found := [one for one in self.roots() if settled or "True" in choices(one)]):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        return self.chance.choice(found)

    async def paste(self, links: int, *, span: float) -> None:
        """So many links, spread over so many seconds; one in five is pasted twice at the same moment."""
        for number in range(links):
            path = f"/news/story-{number}"
            self.site.pages[path] = page(number)
            for _ in range(self.chance.choice((1, 1, 1, 1, 2))):
                link = self.site.link(path)
                ts = self.slack.person(self.chance.choice((ROSA, EDDA))).post(f"look {link}")
                self.pasted[ts] = link
                self._sent(self.slack.deliveries[-1])
            await self._rest(span / links)

    async def click(self, person: str, votes: Sequence[int], *, span: float) -> None:
        """One after the other, so that it is known which is the newest. Slack sends a click once."""
        for _ in votes:
            root = await self.root(settled=False)
            claim = key_of(root).removeprefix("claim:")
            held = self.cast.get((claim, person))
            rating = self.chance.choice([one for one in RATINGS if one != held])
            while "True" in choices(root):
                if await self._clicked(person, root, claim, rating):
                    self.cast[claim, person] = rating
                    break
                self.facts["clicks cut off"] += 1
            await self._rest(span / len(votes))

    async def _clicked(self, person: str, root: Message, claim: str, rating: str) -> bool:
        """Whether it was taken; who got no answer looks before pressing again."""
        self.began.set()
        self.sent += 1
        clicked = await self.slack.person(person).click(f"vote:so:{rating}", root.ts)
        if clicked.acked:
            self.counted += 1
            if self.chance.random() < 0.25:
                self.slack.courier.again(clicked, attempt=0)
            return True
        await asyncio.sleep(0.5)
        return [tuple(row) for row in (await self.ask(NEWEST.format(claim, person)))[:1]] == [(rating, False)]

    async def react(self, person: str, votes: Sequence[int], *, span: float) -> None:
        """Takes the old reaction away and puts a new one; Slack sends both until they are acknowledged."""
        mine: dict[str, str] = {}
        for _ in votes:
            root = await self.root()
            who, before = self.slack.person(person), mine.get(root.ts)
            if before:
                who.unreact(root.ts, SIGNS[before])
                self._sent(self.slack.deliveries[-1])
            rating = self.chance.choice([one for one in RATINGS if one != before])
            who.react(root.ts, SIGNS[rating])
            self._sent(self.slack.deliveries[-1])
            await self.slack.deliveries[-1].settled.wait()
            mine[root.ts] = self.cast[key_of(root).removeprefix("claim:"), person] = rating
            self.facts["reactions"] += 1
            await self._rest(span / len(votes))

    async def bring(self, links: int, *, span: float) -> None:
        """Links in the threads of two claims, which may then have a verdict; on the others votes go on."""
        for number in range(links):
            await self.root()
            root = self.chance.choice(self.roots()[:2])
            link = f"https://archive.example.org/paper-{number}"
            self.slack.person(CHAN).post(f"see {link}", thread=root.ts)
            self._sent(self.slack.deliveries[-1])
            self.evidence.add(link)
            await self._rest(span / links)

    def _sent(self, delivery: Delivery) -> None:
        """Now and then Slack sends an event twice, also at the same moment."""
        self.began.set()
        if self.chance.random() < 0.25:
            self.facts["sent twice"] += 1
            self.slack.courier.again(delivery, attempt=self.chance.choice((0, 1)))

    async def _rest(self, mean: float) -> None:
        if not self.hurry.is_set():
            await asyncio.sleep(self.chance.expovariate(1 / mean))


# Reactions are Rosa's alone: who votes both ways cannot know which came first.
REACTS = ROSA
