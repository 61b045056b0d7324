"""Times as one reader of the page is told them, and what changes its look as time goes by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.web.items import CardItem, ClaimItem, Item, LineItem, PageView
from bot.model.people import Person
from bot.model.view import ClaimView, StoryView
from bot.rules import when
from bot.rules.calendar_of import calendar
from bot.rules.ladder import FOLDS


@dataclass(frozen=True, slots=True)
class Due:
    """A due time in words: `lead` ("Due", "Overdue since"), then the time itself."""

    at: datetime
    lead: str
    words: str
    over: bool


@dataclass(frozen=True, slots=True)
class Times:
    """What time it is, in which zone the desk works, and the reader's own where it is known."""

    now: datetime
    zone: ZoneInfo
    reader: ZoneInfo | None

    @property
    def zone_name(self) -> str:
        """What people call the desk's zone now."""
        return when.zone_name(self.now, self.zone)

    def say(self, at: datetime) -> str:
        """In the desk's zone, and in the reader's own where that differs."""
        return when.say(at, self.zone, now=self.now, reader=self.reader)

    def due(self, view: ClaimView) -> Due | None:
        """When a claim is due; None once it is settled, and for an offer whose time has gone by."""
        owed = view.status.in_play
        if view.due is None or view.status.settled or (view.due.at <= self.now and not owed):
            return None
        return self._due(view.due.at, owed=owed)

    def due_story(self, card: StoryView) -> Due | None:
        """When a story is due; late while something is in play and not settled."""
        if card.due is None:
            return None
        owed = any(claim.status.in_play and not claim.status.settled for claim in card.claims)
        return self._due(card.due.at, owed=owed)

    def _due(self, at: datetime, *, owed: bool) -> Due:
        over = at <= self.now
        lead = "Due" if not over else "Overdue since" if owed else "Was due"
        return Due(at=at, lead=lead, words=self.say(at), over=over and owed)

    def snoozed(self, view: ClaimView) -> datetime | None:
        """Until when nothing is said of a claim."""
        until = view.status.snoozed_until
        return until if until is not None and until > self.now and not view.status.settled else None

    def stale(self, item: ClaimItem) -> bool:
        """Whether nobody has touched it for so long that it folds."""
        fold = _fold(item)
        return fold is not None and fold <= self.now

    def turn(self, items: Iterable[Item]) -> datetime:
        """When the page has to be drawn anew though nobody does anything; midnight at the latest."""
        ahead = [at for item in items for at in _turns(item) if at > self.now]
        return min([*ahead, *(self._midnight(zone) for zone in (self.zone, self.reader) if zone)])

    def _midnight(self, zone: ZoneInfo) -> datetime:
        tomorrow = self.now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), tzinfo=zone).astimezone(UTC)


def times_of(page: PageView, person: Person, now: datetime) -> Times:
    """The times of this page for this person."""
    return Times(now=now, zone=calendar(page.desk).zone, reader=when.reader_zone(person.zone))


def _fold(item: ClaimItem) -> datetime | None:
    """When an offer folds; None for what is in play or settled."""
    status = item.claim.status
    if status.in_play or status.settled:
        return None
    return max(item.post.owed_at, status.touched_at or item.post.owed_at) + FOLDS


def _turns(item: Item) -> Iterator[datetime]:
    """The moments at which it will look different."""
    moments: tuple[datetime | None, ...] = ()
    match item:
        case ClaimItem():
            view = item.claim
            moments = (view.due.at if view.due else None, view.status.snoozed_until, _fold(item))
        case CardItem():
            moments = (item.card.due.at if item.card.due else None,)
        case LineItem():
            moments = tuple(card.due.at if card.due else None for card in item.cards)
    yield from (at for at in moments if at is not None)
