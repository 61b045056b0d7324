"""What one round of reminders has to say, and to whom: one message a person, and one to the desk."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import owe
from bot.model.desk import Desk
from bot.model.ids import ClaimId, PersonId
from bot.model.people import Person
from bot.model.reminder import Reminder
from bot.model.view import ClaimView
from bot.ports import Tx
from bot.rules import when
from bot.rules.calendar_of import calendar

# The desk itself, where it acts.
US, NAME = PersonId("claimdesk"), "Claimdesk"
# Words, and the claim that they are about where it is one.
Line = tuple[str, ClaimId | None]


@dataclass(slots=True)
class Said:
    """Gathered while a round is gone through; a claim that stands in two stories is spoken of once."""

    tx: Tx
    desk: Desk
    chiefs: Sequence[Person]
    now: datetime
    to_people: dict[PersonId, list[Line]] = field(default_factory=lambda: defaultdict(list))
    to_desk: list[Line] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    listed: set[ClaimId] = field(default_factory=set)
    gated: set[ClaimId] = field(default_factory=set)
    pressed: set[tuple[PersonId, ClaimId]] = field(default_factory=set)

    def time(self, at: datetime) -> str:
        """A time as the desk reads it."""
        return when.say(at, calendar(self.desk).zone, now=self.now)

    def speaks_of(self, view: ClaimView) -> bool:
        """Nothing is said of what is settled or snoozed."""
        snoozed = view.status.snoozed_until
        return not view.status.settled and (snoozed is None or snoozed <= self.now)

    async def post(self, items: Sequence[Reminder]) -> None:
        """Owes the messages, and writes down what was said."""
        if not items:
            return
        sort = owe.PRESSING if any(one.rung.presses for one in items) else owe.REMINDS
        for person, lines in self.to_people.items():
            key = f"{sort}{person}:{items[0].id}:{self.now.isoformat()}"
            text = "\n".join(words for words, _ in lines)
            only = lines[0][1] if len(lines) == 1 else None
            await owe.tell(self.tx, key, person, self.desk.place, text, at=self.now, claim=only)
        if self.to_desk:
            key = f"{sort}{self.desk.place}:{items[0].id}:{self.now.isoformat()}"
            text = "\n".join(words for words, _ in self.to_desk)
            about = [claim or "" for _, claim in self.to_desk]
            await owe.notice(self.tx, key, self.desk.place, text, at=self.now, about=about)
        await self.tx.reminders.told(self.told, at=self.now)
