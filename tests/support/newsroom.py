"""A newsroom that does random things, all by one dice, for a plan that must stay what it would be anew."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bot.errors import NotAllowed, NotThere
from bot.events import (
    ActUndone,
    BallotCast,
    ClaimDismissed,
    ClaimEvent,
    ClaimHandedOver,
    ClaimReleased,
    ClaimReopened,
    ClaimReworded,
    ClaimSnoozed,
    ClaimTaken,
    ClaimUsed,
    EvidenceGiven,
    UseChanged,
)
from bot.model.act import SnoozeFor, UseStep
from bot.model.ballot import Rating, Via
from tests.support.plans import faults
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room

MINUTE = timedelta(minutes=1)
STAFF = (ROSA, EDDA, ELIAS, CHANDRA)
SHARED = (
    "It carries 40,000 cars a day.",
    "It was built in 1931.",
    "It cost 12 million euros.",
    "It has 2 lanes.",
)
DUES = ("in 30m", "in 2h", "in 6h", "tomorrow 9", "in 3 days", "none")
SETTINGS = """hours:06:00-14:00 hours:09:00-18:00 press:none press:12:00,18:00 press:17:00 days:mon-sun
days:mon-fri zone:America/New_York zone:UTC shift:20:00-02:00 shift:none holidays:2026-05-15"""

Act = Callable[[], Awaitable[object]]


class Newsroom:
    """Random acts, all by one dice."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room, self.dice, self.log = room, random.Random(seed), list[str]()

    async def act(self) -> None:
        """One of many things; what is refused is refused."""
        acts: list[Act] = [*[self._on_a_claim] * 8, self._due, self._due, self._settings, self.paste]
        with suppress(NotAllowed, NotThere):
            await self.dice.choice(acts)()
        await self.room.settle()

    async def paste(self) -> None:
        number = self.dice.randrange(4)
        link = f"https://p{number}.example.org/news/some-text-here-47{number}"
        own = [f"Number {number} has {number}{at},000 things." for at in range(3)]
        lines = [f"Title number {number}", *self.dice.sample(SHARED, 2), *own]
        self.room.pages.pages.setdefault(link, "\n".join(lines))
        self.log.append(f"paste {number}")
        await self.room.paste(link)

    async def _due(self) -> None:
        story, words = self.dice.choice(await self.room.stories()), self.dice.choice(DUES)
        self.log.append(f"due {story.story.number} {words}")
        await self.room.due(story, words)

    async def _settings(self) -> None:
        words = self.dice.choice(SETTINGS.split())
        self.log.append(words)
        await self.room.ask(f"settings {words}", by=CHANDRA)

    async def _on_a_claim(self) -> None:
        dice = self.dice
        claim, by = dice.choice(dice.choice(await self.room.stories()).claims), dice.choice(STAFF)
        vote = {"rating": dice.choice([Rating.FALSE, *Rating]), "via": Via.BUTTON, "reason": "seen"}
        kinds: list[tuple[type[ClaimEvent], dict[str, Any]]] = [
            *[(ClaimTaken, {})] * 3,
            *[(ClaimUsed, {})] * 2,
            *[(BallotCast, vote)] * 3,
            (ClaimReleased, {}),
            (ClaimHandedOver, {"to": dice.choice(STAFF).id}),
            (UseChanged, {"step": dice.choice([UseStep.CUT, UseStep.ATTRIBUTED])}),
            (ClaimDismissed, {"via": Via.BUTTON}),
            (ClaimReopened, {"via": Via.BUTTON, "reason": "new figures"}),
            (ClaimSnoozed, {"span": dice.choice([*SnoozeFor])}),
            (ClaimReworded, {"text": f"in other words {dice.random()}"}),
            (EvidenceGiven, {"text": "https://ministry.example.org/figures"}),
            (ActUndone, {}),
        ]
        kind, more = dice.choice(kinds)
        self.log.append(f"{kind.__name__} {claim.label} by {by.id} {more or ''}")
        await self.room.do(kind, claim.claim.id, by=by, **more)


async def wrong_after(room: Room, *, seed: int, acts: int) -> list[str]:
    """What is wrong with the plan after the first act that breaks it, and what led there."""
    newsroom = Newsroom(room, seed)
    await newsroom.paste()
    await room.settle()
    for _ in range(acts):
        await newsroom.act()
        if found := await faults(room):
            return [f"at {room.time:%d %H:%M}", *newsroom.log[-12:], *found]
        room.wait(newsroom.dice.choice([1, 1, 7, 30, 61, 240, 600]) * MINUTE)
        await room.sweep()
        if found := await faults(room):
            return [f"after the sweep at {room.time:%d %H:%M}", *newsroom.log[-12:], *found]
    return []
