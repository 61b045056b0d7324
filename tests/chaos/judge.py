"""Judges a chaos run by what stands in the database, read from outside."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.chaos.databases import Rows
from tests.chaos.people import SENTENCES, People

ROOTS = 6
PER_STORY = 3


@dataclass
class Count:
    """What the run came to; all but `killed` and `crashed` must be nought.

    lost: acknowledged, and not there, not read, not answered or still owed. doubled: two for one. wrong: not
    the newest vote. ended: a process that ended by itself. misled: /readyz was wrong about the database.
    traced: a log with a traceback.
    """

    killed: int = 0
    crashed: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    ended: int = 0
    misled: int = 0
    traced: int = 0
    facts: Counter[str] = field(default_factory=Counter, compare=False)

    @property
    def clean(self) -> bool:
        return self == Count(killed=self.killed, crashed=self.crashed)

    def __str__(self) -> str:
        names = ("killed", "crashed", "lost", "doubled", "wrong", "ended", "misled", "traced")
        facts = ", ".join(f"{number} {fact}" for fact, number in self.facts.items())
        return ", ".join(f"{name} {getattr(self, name)}" for name in names) + f" ({facts})"


async def judge(ask: Callable[[str], Awaitable[Rows]], people: People, count: Count) -> None:
    """Adds to the count what is lost, doubled or wrong."""
    await _judge_pastes(ask, people, count)
    await _judge_roots(ask, people, count)
    await _judge_votes(ask, people, count)
    await _judge_decisions(ask, count)


async def _judge_pastes(ask: Callable[[str], Awaitable[Rows]], people: People, count: Count) -> None:
    """One tip an act, one story a link, all its claims in it, one answer at each message."""
    tips = Counter(str(message) for (message,) in await ask("SELECT message FROM tip"))
    answers = Counter(
        str(thread)
        for (thread,) in await ask(
            "SELECT thread FROM post WHERE ref IS NOT NULL AND kind IN ('card', 'line') AND claim IS NULL"
        )
    )
    for found in (tips, answers):
        expected = Counter(f"web:{act}" for act in people.pasted)
        count.lost += (expected - found).total()
        count.doubled += (found - expected).total()
    stories = await ask(
        "SELECT url, state, (SELECT count(*) FROM appearance WHERE story = story.id) FROM story"
    )
    read = Counter(url for url, state, claims in stories if state == "read" and claims == SENTENCES)
    links = Counter(set(people.pasted.values()))
    count.lost += (links - read).total()
    count.doubled += max(0, len(stories) - len(links))
    count.facts["stories"] = len(stories)


async def _judge_roots(ask: Callable[[str], Awaitable[Rows]], people: People, count: Count) -> None:
    """The claims of the first stories have threads; a desk takes six roots in ten minutes."""
    roots = Counter(claim for (claim,) in await ask("SELECT claim FROM post WHERE kind = 'claim'"))
    expected = min(ROOTS, PER_STORY * len(set(people.pasted.values())))
    count.lost += max(0, expected - len(roots))
    count.doubled += roots.total() - len(roots)
    sentences = Counter(text for (text,) in await ask("SELECT text FROM claim"))
    count.doubled += sentences.total() - len(sentences)


async def _judge_votes(ask: Callable[[str], Awaitable[Rows]], people: People, count: Count) -> None:
    """One ballot and one line of history an act; the newest stands."""
    ballots = await ask("SELECT claim, person, rating FROM ballot ORDER BY at, id")
    stands = {(claim, person): rating for claim, person, rating in ballots}
    count.wrong += sum(stands.get(who) != rating for who, rating in people.cast.items())
    ((history,),) = await ask("SELECT count(*) FROM history WHERE act LIKE 'voted%' OR act LIKE 'signed%'")
    for number in (len(ballots), history):
        count.lost += max(0, people.votes - number)
        count.doubled += max(0, number - people.votes)
    count.facts["votes"] = people.votes


async def _judge_decisions(ask: Callable[[str], Awaitable[Rows]], count: Count) -> None:
    """Of one claim one verdict or dispute holds at most; its thread heard of each once."""
    rows = await ask("SELECT id, kind, claim, until FROM decision")
    told = Counter(key for (key,) in await ask("SELECT key FROM post WHERE ref IS NOT NULL"))
    count.lost += sum(not told[f"{kind}:{row}"] for row, kind, _, _ in rows)
    hold = Counter(claim for _, _, claim, until in rows if until is None)
    count.doubled += hold.total() - len(hold)
    count.facts["verdicts"] = sum(kind == "verdict" for _, kind, _, _ in rows)
