"""One act on a claim: what is true before it, what the person does, what follows. One transaction."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import drawing, following, planning, recalling, views
from bot.errors import NotAllowed
from bot.events import ClaimEvent
from bot.model.act import Act, Recount
from bot.model.ballot import Ballot
from bot.model.claim import Claim
from bot.model.ids import PersonId, new_id
from bot.model.people import Person
from bot.model.status import Status
from bot.model.text import clean
from bot.model.view import ClaimView
from bot.ports import Ledger, Roster, Tx
from bot.record import record
from bot.rules import rights

LONGEST_WORDS = 2_000


@dataclass(slots=True)
class Scene:
    """A claim before somebody acts on it; `done` says what became of it."""

    tx: Tx
    event: ClaimEvent
    view: ClaimView
    now: datetime
    recounts: Sequence[Recount] = ()

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.view.claim

    @property
    def status(self) -> Status:
        """How it stands before the act."""
        return self.view.status

    @property
    def edits(self) -> bool:
        """Whether the person is an editor of this desk now."""
        return rights.edits(self.event.person, self.view.desk)

    def head(self) -> dict[str, Any]:
        """What every act of this person on this claim begins with."""
        who = self.event.person
        return {
            "id": new_id(self.now),
            "claim": self.claim.id,
            "person": who.id,
            "name": who.name,
            "at": self.event.at,
        }

    async def add(self, act: Act | Ballot) -> str:
        """Writes one act down and gives its id, by which it can be undone."""
        if isinstance(act, Ballot):
            await self.tx.ballots.add(act)
        else:
            await self.tx.acts.add(act)
        return act.id

    async def planned(self) -> None:
        """For a sign of life that changes nothing else: its owner is asked later."""
        await planning.plan_claim(self.tx, await views.again(self.tx, self.view))

    async def done(self, act: str, *, why: str = "") -> ClaimView:
        """Looks again, does what follows, writes the history; `why` is told to those who use the claim."""
        for again in self.recounts:
            await self.tx.acts.add(again)
        after = await views.again(self.tx, self.view)
        turn = recalling.Turn(
            tx=self.tx, event=self.event, before=self.view, after=after, why=why, now=self.now
        )
        await following.follow(turn)
        before = self.view.status
        if before.owner or after.status.owner:
            # Only an owner is reminded of a claim: most votes change no plan.
            await planning.plan_claim(self.tx, after)
        if (after.status.uses, after.status.in_play) != (before.uses, before.in_play):
            await planning.plan_stories_of(self.tx, [self.claim.id])
        await drawing.claim(self.tx, after, cards=after.state != self.view.state)
        await record(
            self.tx,
            self.event,
            act,
            claim=self.claim.id,
            story=after.story.id,
            before=self.view.state,
            after=after.state,
            now=self.now,
        )
        return after


@asynccontextmanager
async def on_claim(
    event: ClaimEvent, *, ledger: Ledger, roster: Roster, now: datetime
) -> AsyncIterator[Scene | None]:
    """The claim as it stands; None for an event that was taken before. Raises NotAllowed and NotThere."""
    rights.check_member(event.person)
    people = await _signers(event, ledger=ledger, roster=roster)
    async with ledger.begin(event.workspace) as tx:
        if not await tx.inbox.take(event.id, at=now):
            yield None
            return
        view = await views.claim_on(tx, event.claim, event.place)
        scene = Scene(tx=tx, event=event, view=view, now=now)
        scene.recounts = _recounts(scene, people)
        yield scene


async def _signers(event: ClaimEvent, *, ledger: Ledger, roster: Roster) -> Mapping[PersonId, Person | None]:
    """Who those are now that have signed; asked before the transaction, which waits for no platform."""
    async with ledger.look(event.workspace) as tx:
        signed = {ballot.person for ballot in await tx.ballots.of([event.claim]) if ballot.signs}
    others = signed - {event.person.id}
    if not others:
        return {event.person.id: event.person}
    found = await roster.now(event.workspace, event.place, others)
    return {event.person.id: event.person, **{person: found.get(person) for person in others}}


def _recounts(scene: Scene, people: Mapping[PersonId, Person | None]) -> list[Recount]:
    """For those whose signature does not count as it did, in what is not settled.

    Becoming an editor signs nothing: that takes an act.
    """
    desk, made = scene.view.desk, {}
    if scene.status.dismissed is not None:
        return []
    for standing in scene.status.standings:
        for held in standing.signatures if standing.verdict is None else ():
            if held.person not in people or held.at >= scene.event.at:
                continue
            person = people[held.person]
            signs = person is not None and rights.edits(person, desk)
            if not signs or held.needs != desk.signoffs:
                made[held.person] = Recount(
                    id=new_id(scene.now),
                    claim=held.claim,
                    person=held.person,
                    name=held.name,
                    at=scene.event.at,
                    signs=signs,
                    needs=desk.signoffs,
                )
    return list(made.values())


def words(text: str, *, what: str, needed: str = "") -> str:
    """A person's own words, cleaned; `needed` is the sentence where there are none. Raises NotAllowed."""
    cleaned = clean(text)
    if not cleaned and needed:
        raise NotAllowed(needed)
    if len(cleaned) > LONGEST_WORDS:
        raise NotAllowed(f"{what} has at most 2,000 characters; this one has {len(cleaned):,}.")
    return cleaned
