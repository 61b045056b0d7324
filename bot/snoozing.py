"""Snooze: nothing is said of a claim for a while. Its due time stays what it is."""

from datetime import datetime, timedelta

from bot.acting import Scene, on_claim
from bot.errors import NotAllowed
from bot.events import ClaimSnoozed
from bot.model.act import Snooze, SnoozeFor
from bot.model.answer import Answer
from bot.ports import Ledger, Roster
from bot.rules import rights, when
from bot.rules.calendar_of import calendar
from bot.turning import check_open


async def snooze(event: ClaimSnoozed, *, ledger: Ledger, roster: Roster, now: datetime) -> Answer:
    """For an hour, until the desk works tomorrow, or until it is due."""
    async with on_claim(event, ledger=ledger, roster=roster, now=now) as here:
        if here is None:
            return Answer()
        rights.check_vote(event.person, here.view.desk)
        check_open(here)
        until = _until(here, event)
        act = await here.add(Snooze(**here.head(), until=until))
        said = when.say(until, calendar(here.view.desk).zone, now=now)
        await here.done(f"snoozed it until {said}")
        return Answer(f"Nothing is said of it until {said}.", claim=event.claim, undo=act)


def _until(here: Scene, event: ClaimSnoozed) -> datetime:
    match event.span:
        case SnoozeFor.HOUR:
            return event.at + timedelta(hours=1)
        case SnoozeFor.TOMORROW:
            return calendar(here.view.desk).next_day(event.at)
        case SnoozeFor.DUE:
            if here.view.due is None or here.view.due.at <= event.at:
                raise NotAllowed("It has no due time ahead; snooze it for 1 h or until tomorrow.")
            return here.view.due.at
