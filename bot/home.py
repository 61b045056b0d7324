"""What one person finds on opening the bot itself: what waits for them on every desk that they see now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import lists, views
from bot.model.decision import DecisionKind
from bot.model.desk import Desk
from bot.model.ids import ClaimId, PersonId, PlaceId
from bot.model.people import Person
from bot.model.recall import Recall
from bot.model.view import ClaimView
from bot.ports import Roster, Tx
from bot.rules import rights

LISTED = 10
MOST_DESKS = 30
# All desks together: opening a page must not read a whole newsroom.
LOOKED_AT = 400
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, how people call its desk, and what it asks for."""

    view: ClaimView
    desk: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """The first few claims under one head, and how many there are in all."""

    items: tuple[Item, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class HomeDesk:
    """A desk that this person sees; `feeds` is how people call the one where its claims go, "" for itself."""

    desk: Desk
    name: str
    feeds: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Home:
    """`more` desks there are beyond those that are given."""

    needs: Part
    at_risk: Part
    disputed: Part
    desks: tuple[HomeDesk, ...]
    more: int = 0


async def of(tx: Tx, person: PersonId, *, roster: Roster, now: datetime) -> Home:
    """What needs this person, what is at risk, what is disputed, and the desks; only what they see now."""
    here = await _here(tx, person, roster)
    recalls = await tx.recalls.open_for(person)
    held = await tx.acts.held_by(person, limit=lists.LOOKED_AT)
    open_now, disputed = await _on_desks(tx, here)
    ids = dict.fromkeys([*(one.claim for one in recalls), *held, *open_now, *disputed])
    found = {view.claim.id: view for view in await views.views_of(tx, list(ids))}
    await here.look_at({view.claim.place for view in found.values()})
    seen = {claim: view for claim, view in found.items() if view.claim.place in here.names}
    at_risk = sorted((view for view in seen.values() if _at_risk(view, now)), key=_by_due)
    differ = [seen[claim] for claim in disputed if claim in seen and not seen[claim].dismissed]
    desks = sorted(await here.desks(), key=lambda one: (not one.leads, one.name.casefold(), one.desk.place))
    return Home(
        needs=here.part(_needs(here, seen, recalls, [seen[one] for one in held if one in seen])),
        at_risk=here.part((view, _used(view)) for view in at_risk),
        disputed=here.part((view, "") for view in differ),
        desks=tuple(desks[:MOST_DESKS]),
        more=max(0, len(desks) - MOST_DESKS),
    )


@dataclass(slots=True)
class _Here:
    """Who looks, and what they see: `names` is how people call each place that they are known to see."""

    person: PersonId
    roster: Roster
    tx: Tx
    all: Mapping[PlaceId, Desk]
    names: dict[PlaceId, str]
    people: dict[PlaceId, Person | None]

    async def look_at(self, places: Iterable[PlaceId]) -> None:
        """Asks which of them this person sees."""
        fresh = set(places) - self.people.keys()
        for place in await self.roster.sees(self.tx.workspace, self.person, fresh) if fresh else ():
            self.names[place] = await self.roster.call(self.tx.workspace, place)
            found = await self.roster.now(self.tx.workspace, place, [self.person])
            self.people[place] = found.get(self.person)

    def votes(self, view: ClaimView) -> bool:
        """Whether this person's ballot would count there."""
        person = self.people.get(view.claim.place)
        return person is not None and rights.votes(person, view.desk)

    def part(self, claims: Iterable[tuple[ClaimView, str]]) -> Part:
        """The first few of them."""
        given = list(claims)
        items = (Item(view, self.names[view.claim.place], why) for view, why in given[:LISTED])
        return Part(tuple(items), len(given))

    async def desks(self) -> list[HomeDesk]:
        """The desks that are seen; where one's claims go is said only to who sees that place too."""
        seen = [desk for desk in self.all.values() if desk.place in self.names]
        await self.look_at({desk.feeds for desk in seen if desk.feeds is not None})
        return [self._desk(desk) for desk in seen]

    def _desk(self, desk: Desk) -> HomeDesk:
        feeds = "" if desk.feeds is None else self.names.get(desk.feeds, "a channel that you do not see")
        person = self.people[desk.place]
        leads = person is not None and rights.leads(person, desk)
        return HomeDesk(desk, self.names[desk.place], feeds, leads)


async def _here(tx: Tx, person: PersonId, roster: Roster) -> _Here:
    desks = {desk.place: desk for desk in await tx.desks.all()}
    here = _Here(person=person, roster=roster, tx=tx, all=desks, names={}, people={})
    await here.look_at(desks)
    return here


async def _on_desks(tx: Tx, here: _Here) -> tuple[list[ClaimId], list[ClaimId]]:
    """The newest unsettled claims of the desks that are seen, and the disputed ones."""
    places = [place for place in here.all if place in here.names]
    share = max(10, LOOKED_AT // max(1, len(places)))
    unsettled: list[ClaimId] = []
    disputed: dict[ClaimId, None] = {}
    for place in places:
        roots = await tx.posts.roots(place, limit=share, unsettled=True)
        unsettled += [root.claim for root in roots if root.claim is not None]
        held = await tx.decisions.standing(place, DecisionKind.DISPUTED, limit=share)
        disputed |= dict.fromkeys(one.claim for one in held)
    return unsettled, list(disputed)


def _needs(
    here: _Here, seen: Mapping[ClaimId, ClaimView], recalls: Sequence[Recall], held: Sequence[ClaimView]
) -> Iterable[tuple[ClaimView, str]]:
    """What they have to answer for, what they have, what wants their vote; each claim once."""
    said = set()
    for one in recalls:
        if one.claim in seen:
            view = seen[one.claim]
            said.add(one.claim)
            yield view, f"you use it{one.pieces}; it was {view.desk.call(one.old)}: fixed, or not affected?"
    for view in sorted((view for view in held if lists.has(view, here.person)), key=_by_due):
        if view.claim.id not in said:
            said.add(view.claim.id)
            yield view, "yours"
    lacking = [view for view in seen.values() if lists.lacks(view, here.person) and here.votes(view)]
    for view in sorted(lacking, key=lists.by_need):
        if view.claim.id not in said:
            yield view, "wants your vote"


def _at_risk(view: ClaimView, now: datetime) -> bool:
    """Nobody has settled it, and a piece depends on it or it is due within a day."""
    if view.status.settled:
        return False
    return bool(view.status.uses) or (view.due is not None and now <= view.due.at <= now + SOON)


def _by_due(view: ClaimView) -> tuple[bool, float]:
    return (view.due is None, view.due.at.timestamp() if view.due else 0.0)


def _used(view: ClaimView) -> str:
    names = dict.fromkeys(use.name for use in view.status.uses)
    return f"used by {', '.join(names)}" if names else "due soon"
