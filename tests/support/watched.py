"""A newsroom under watch: every act goes to the real desk and to the model, and both must agree."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis.stateful import RuleBasedStateMachine

from bot import events, views
from bot.errors import NotAllowed
from bot.model.ballot import Question, Rating
from bot.model.decision import DecisionKind
from bot.model.gate import Level
from bot.model.ids import PersonId, PostKey
from bot.model.people import Person
from bot.model.post import Entry, Post
from bot.model.recall import News
from bot.model.view import ClaimView
from bot.rules import gating
from tests.support.fakes import greets
from tests.support.model import Fact, Model, played
from tests.support.room import Room

T = TypeVar("T")
STEP, MOMENT = timedelta(seconds=2), timedelta(seconds=1)
Decided = list[tuple[str, str, str, bool]]


class Watched(RuleBasedStateMachine):
    """One claim in a room whose loop runs in another thread. `act` does, remembers and checks."""

    view: ClaimView

    def __init__(self, room: Room, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.room, self.loop = room, loop
        self.facts: list[Fact] = []
        self.recalls: Counter[tuple[PersonId, Rating]] = Counter()
        self.history: dict[str, Entry] = {}
        self.acts = 0

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(doing, self.loop).result(timeout=30)

    @property
    def model(self) -> Model:
        return played(self.facts)

    def when(self, ago: int = 0) -> datetime:
        """The own time of the next act, which arrives after as many others as `ago` says."""
        soon = self.room.time + STEP
        return soon - ago * STEP - MOMENT + timedelta(microseconds=self.acts) if ago else soon

    def act(
        self,
        by: Person,
        kind: type[events.ClaimEvent],
        what: str | None = None,
        of: Any = None,
        *,
        may: bool = True,
        ago: int = 0,
        **more: Any,
    ) -> None:
        """Does it and remembers it as `what`; where the person may not, it must be refused."""
        before, at = self.model, self.when(ago)
        self.acts += 1
        self.room.wait(STEP)
        doing = self.room.do(kind, self.view.claim.id, by=by, at=at, **more)
        if not may:
            with pytest.raises(NotAllowed):
                self.run(doing)
        else:
            undo = self.run(doing).undo
            if what == "undo":
                self.facts.remove(of)
                if of.what in ("fixed", "kept"):
                    self.recalls[by.id, of.of.old] += 1
            elif what is not None:
                of = undo if what == "give" else of
                self.facts.append(Fact(at, by, what, of, more.get("reason", ""), undo))
        self.check(before, by, changed=may and what is not None)

    def check(self, before: Model, by: Person, *, changed: bool) -> None:
        """All that must hold after every act."""
        now, history = self.model, self.history
        told = self.run(self.looked(by))
        status = self.view.status
        votes = {person: vote.rating for person, vote in status.so.votes.items()}
        assert self.view.state == now.words()
        assert votes == {person.id: vote.of for person, vote in now.votes.items()}
        assert (status.owner.owner if status.owner else None) == (now.owner.id if now.owner else None)
        assert {use.person for use in status.uses} == {person.id for person in now.uses}
        assert self.decisions() == _decided(now)
        assert self.history.items() >= history.items()
        assert (len(self.history) > len(history)) == changed
        self.recall(before.decided, now)
        assert Counter((one.person, one.old) for one in self.view.recalls) == self.recalls
        assert not told
        good = now.dismissed is None and now.verdict is not None and now.verdict[0] is Rating.TRUE
        gate = gating.gate([gating.InUse(self.view, status.uses)])
        assert (gate.level is Level.GREEN) == (bool(now.uses) and good)

    async def looked(self, by: Person) -> list[Post | News]:
        """Looks at the claim and its history; gives what this person is told of the act just done."""
        claim, now = self.view.claim.id, self.room.time
        async with self.room.ledger.look(self.room.workspace) as tx:
            self.view = await views.claim_view(tx, claim)
            self.history = {one.id: one for one in await tx.history.of_claim(claim)}
            for recall in self.view.recalls:
                assert await tx.posts.get(PostKey(f"recall:{recall.id}")) is not None
            news = [one for one in await tx.news.untold(by.id) if one.at == now]
            # A recall is a question, which is asked of everybody who uses the claim.
            told = [one for one in await tx.posts.whispers(by.id, limit=5) if not greets(one)]
            return [*news, *(post for post in told if post.owed_at == now)]

    def decisions(self) -> Decided:
        """The rows that stand."""
        return sorted(
            (one.kind, one.question or "", one.rating or "", one.chief)
            for one in self.view.decisions
            if one.until is None
        )

    def recall(self, was: tuple[Rating, bool, str] | None, now: Model) -> None:
        """Who uses what stood is asked once; nobody has to answer for what stands again."""
        if was == now.decided:
            return
        if now.verdict is not None:
            rating = now.verdict[0]
            self.recalls = Counter({key: n for key, n in self.recalls.items() if key[1] is not rating})
        if was is not None:
            self.recalls.update((person.id, was[0]) for person in now.uses)


def _decided(now: Model) -> Decided:
    """The rows that should stand."""
    rows: Decided = [(DecisionKind.DISMISSED, "", "", False)] if now.dismissed else []
    if now.disputed:
        rows.append((DecisionKind.DISPUTED, Question.SO, "", False))
    if now.verdict is not None:
        rows.append((DecisionKind.VERDICT, Question.SO, *now.verdict[:2]))
    return sorted(rows)
