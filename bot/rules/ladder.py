"""The ladder of reminders: what is planned for a claim or a story. The same facts give the same plan.

Nothing here knows what time it is: a rung that was past when its due time was set is left out, whenever the
plan is made anew; what was said already is known by its id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.model.due import Due
from bot.model.ids import ClaimId, PlaceId, StoryId
from bot.model.reminder import Reminder, Rung
from bot.rules.hours import Calendar

UNTOUCHED = timedelta(hours=4)
FOLDS = timedelta(hours=48)
JUST_NOW = timedelta(minutes=30)
TOO_LATE = timedelta(hours=1)
FARTHEST = 60
BEFORE_DUE = {
    Rung.OWNER: timedelta(hours=4),
    Rung.DESK: timedelta(hours=1),
    Rung.CHIEF: timedelta(minutes=45),
    Rung.RED: timedelta(minutes=15),
    Rung.PRESS: timedelta(0),
}


def earliest(dues: Iterable[Due | None]) -> Due | None:
    """The due time that counts."""
    return min((due for due in dues if due is not None), key=lambda due: (due.at, due.since), default=None)


def press(times: Sequence[time], since: datetime, calendar: Calendar) -> Due | None:
    """The first press time of the desk after `since`; none where the desk has none."""
    if not times:
        return None
    day = calendar.day_of(since)
    for ahead in range(FARTHEST):
        here = day + timedelta(days=ahead)
        for clock in sorted(times):
            at = calendar.instant(here, clock)
            # One after midnight belongs to the shift that runs into it.
            if at > since and (calendar.works_on(here) or calendar.working(at)):
                return Due(at, since)
    return None


@dataclass(frozen=True, slots=True)
class Taken:
    """A claim that somebody has and nobody has settled; `touched` is the owner's last sign of life."""

    claim: ClaimId
    place: PlaceId
    touched: datetime
    due: Due | None


def of_claim(taken: Taken, calendar: Calendar) -> list[Reminder]:
    """With a due time: 4 h before. Without one, or once it is past: still on it, then back to the pool."""
    due = taken.due if taken.due is not None and taken.due.at > taken.touched else None
    made = _before(due, (Rung.OWNER,), taken.place, claim=taken.claim) if due is not None else []
    quiet_since = due.at if due is not None else taken.touched
    still = calendar.opens(calendar.later(quiet_since, UNTOUCHED))
    anchor = quiet_since.isoformat()
    return made + [
        Reminder(f"{rung}:{taken.claim}:{anchor}", taken.place, rung, at, claim=taken.claim)
        for rung, at in ((Rung.STILL, still), (Rung.LAPSE, calendar.next_day(still)))
    ]


def of_story(
    story: StoryId, place: PlaceId, *, read_at: datetime, offers: bool, due: Due | None, calendar: Calendar
) -> list[Reminder]:
    """One line on what nobody picked up, while there are offers; and what the due time asks for."""
    made: list[Reminder] = []
    if offers:
        at = calendar.opens(calendar.later(read_at, UNTOUCHED))
        made.append(Reminder(f"{Rung.OFFERS}:{story}", place, Rung.OFFERS, at, story=story))
    if due is not None:
        made += _before(due, (Rung.DESK, Rung.CHIEF, Rung.RED, Rung.PRESS), place, story=story)
    return made


def _before(
    due: Due,
    rungs: Sequence[Rung],
    place: PlaceId,
    *,
    story: StoryId | None = None,
    claim: ClaimId | None = None,
) -> list[Reminder]:
    """Those rungs that were still ahead when the due time was set."""
    return [
        Reminder(
            f"{rung}:{story or claim}:{due.at.isoformat()}",
            place,
            rung,
            due.at - BEFORE_DUE[rung],
            story=story,
            claim=claim,
            due_at=due.at,
        )
        for rung in rungs
        if due.at - BEFORE_DUE[rung] > due.since
    ]


def moved(reminder: Reminder, *, now: datetime, calendar: Calendar, snoozed: datetime | None) -> datetime:
    """When it may be said: `now`, or later; quiet time and snoozing move it and never use it up."""
    if reminder.rung.presses:
        return now
    return calendar.opens(max(now, snoozed) if snoozed is not None else now)


def pointless(reminder: Reminder, *, now: datetime) -> bool:
    """Whether its due time has gone by: what was to be said before it is of no use after."""
    if reminder.due_at is None:
        return False
    if reminder.rung is Rung.PRESS:
        return now >= reminder.due_at + TOO_LATE
    return now >= reminder.due_at


def anchor_of(reminder: Reminder) -> str:
    """What the rungs of one silence have in common."""
    return reminder.id.partition(":")[2]
