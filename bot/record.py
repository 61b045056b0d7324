"""The history: who did what, what it was before and after. Append only."""

from datetime import datetime

from bot.events import Event
from bot.model.ids import ClaimId, StoryId, new_id
from bot.model.post import Entry
from bot.ports import Tx


async def record(
    tx: Tx,
    event: Event,
    act: str,
    *,
    now: datetime,
    claim: ClaimId | None = None,
    story: StoryId | None = None,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """One line of the history, in the transaction of the act itself."""
    await tx.history.add(
        Entry(
            id=new_id(now),
            at=event.at,
            person=event.person.id,
            name=event.person.name,
            act=act,
            claim=claim,
            story=story,
            before=before,
            after=after,
        )
    )
