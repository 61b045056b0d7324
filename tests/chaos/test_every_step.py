"""The process dies between every two steps of the way of a link and of a vote; nothing is lost or doubled."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

from bot import delivery
from bot.model.ballot import Rating
from storage.database import open_database
from tests.support.fakes import FakeChat, FakePages
from tests.support.fuse import Fuse, Killed
from tests.support.hours import Hours
from tests.support.room import EDDA, ROSA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(
    ["Bridge closes today", *(f"It carried {number},000 cars in May." for number in range(1, 6))]
)


class Life:
    """One newsroom over several lives of the process: the platform outside stays, the process does not."""

    def __init__(self, url: str) -> None:
        self.hours = Hours(url)
        self.pages = FakePages({LINK: PAGE})
        self.chat = FakeChat()
        self.acknowledged: Counter[str] = Counter()

    async def live(self, story: Callable[[Room], Awaitable[None]], *, fuse: Fuse | None) -> bool:
        """Runs one process; False where it was killed."""
        async with open_database(self.hours.url, now=self.hours) as database:
            room = Room(database, pages=self.pages, chat=self.chat, time=self.hours.time, fuse=fuse)
            lived = True
            try:
                await story(room)
            except* Killed:
                lived = False
        return lived

    async def day(self, room: Room) -> None:
        """A link, read; a vote. A platform sends again what was not acknowledged."""
        if not self.acknowledged["paste"]:
            await room.paste(LINK, by=ROSA, event="paste")
            self.acknowledged["paste"] += 1
        await room.settle()
        await delivery.watchdog(ledger=room.ledger, before=room.time)
        await room.settle()
        if not self.acknowledged["vote"]:
            (story,) = await room.stories()
            await room.vote(story.claims[0].claim.id, Rating.FALSE, by=EDDA, event="vote")
            self.acknowledged["vote"] += 1


async def killed_at(url: str, crossing: int) -> bool:
    """One day with a death at that crossing, and a second life after it. False where nobody died."""
    life = Life(url)
    if await life.live(life.day, fuse=Fuse(crossing)):
        return False
    await life.hours.pass_by(timedelta(seconds=61))
    assert await life.live(life.day, fuse=None)

    async def judge(room: Room) -> None:
        (story,) = await room.stories()
        assert len(story.tips) == 1, crossing
        assert len(story.claims) == 5, crossing
        assert story.claims[0].state == "Leaning false (1)", crossing

    assert await life.live(judge, fuse=None)
    assert life.chat.kinds() == {"card": 1, "claim": 3}, crossing
    return True


async def killed_everywhere(empty: Callable[[int], str]) -> int:
    """So many crossings there are, and so many deaths."""
    for crossing in count(1):
        if not await killed_at(empty(crossing), crossing):
            break
    deaths = crossing - 1
    print(f"killed {deaths}, lost 0, doubled 0, wrong 0")  # noqa: T201 - the count is the result
    return deaths


async def test_a_death_at_any_crossing_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    assert await killed_everywhere(lambda crossing: f"sqlite:///{tmp_path}/{crossing}.db") >= 20


async def test_a_death_at_any_crossing_on_postgresql_neither(emptied: Callable[[], str]) -> None:
    assert await killed_everywhere(lambda _: emptied()) >= 20
