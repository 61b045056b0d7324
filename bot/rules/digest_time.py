"""When the next digest is: once a local working date, whatever the clocks do."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.rules.hours import Calendar

LATE = timedelta(minutes=15)
_FARTHEST = 60


def next_after(at: datetime, clock: time, calendar: Calendar) -> datetime:
    """The digest time of the first working date that begins after `at`, or of this date if still to come."""
    day = calendar.day_of(at)
    for ahead in range(_FARTHEST):
        here = day + timedelta(days=ahead)
        due = calendar.instant(here, clock)
        if calendar.day_of(due) != here:
            # The clocks skip the end of this day: the same time by the clock of before is still of it.
            due = calendar.instant(here, clock, second=True)
        if calendar.works_on(here) and due > at:
            return due
    return at + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """What to do when a digest time has come: to send (late or not) or not, and when to look next."""

    send: bool
    late: bool
    next_at: datetime


def turn(due: datetime, *, now: datetime, clock: time, calendar: Calendar) -> Turn:
    """After downtime there is one digest: today's where it is still to come, else one now, marked late."""
    next_at = next_after(now, clock, calendar)
    today = calendar.day_of(now)
    if not calendar.works_on(today) or calendar.day_of(next_at) == today:
        # Today brings none, or its own is still to come: what was missed is in the next one.
        return Turn(send=False, late=False, next_at=next_at)
    return Turn(send=True, late=now - due >= LATE, next_at=next_at)
