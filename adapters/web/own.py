"""What a person did last on each claim: for five minutes it can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model.act import Deed
from bot.model.ids import ClaimId
from bot.model.people import Person
from bot.model.view import ClaimView
from bot.ports import Tx
from bot.undoing import WINDOW, undoable


@dataclass(frozen=True, slots=True)
class OwnAct:
    """One act; the page offers its undoing until five minutes after `at`."""

    id: str
    at: datetime


async def newest(tx: Tx, views: Sequence[ClaimView], person: Person) -> Mapping[ClaimId, OwnAct]:
    """This person's newest act by claim. What was done long before anything else is not looked up."""
    touched = {view.claim.id: view.status.touched_at for view in views if view.status.touched_at}
    if not touched:
        return {}
    # No act is from the future, so what is older than this cannot be undone any more.
    since = max(touched.values()) - WINDOW
    recent = [claim for claim, at in touched.items() if at >= since]
    deeds: list[Deed] = [*await tx.ballots.of(recent), *await tx.acts.of(recent)]
    own: dict[ClaimId, OwnAct] = {}
    for deed in sorted(undoable(deeds), key=lambda deed: (deed.at, deed.id)):
        if deed.person == person.id:
            own[deed.claim] = OwnAct(deed.id, deed.at)
    return own
