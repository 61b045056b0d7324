"""What a person did last on each claim: for five minutes it can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model.act import Deed, Recount, Spoke, Undo
from bot.model.ids import ClaimId
from bot.model.people import Person
from bot.model.view import ClaimView
from bot.ports import Tx
from bot.undoing import WINDOW


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
    acts = await tx.acts.of(recent)
    undone = {act.act for act in acts if isinstance(act, Undo)}
    deeds: list[Deed] = [*await tx.ballots.of(recent), *acts]
    own: dict[ClaimId, OwnAct] = {}
    for deed in sorted(deeds, key=lambda deed: (deed.at, deed.id)):
        # What the desk counted again is nobody's act, an undo stays undone, and words stay said.
        counts = not isinstance(deed, Undo | Recount | Spoke) and deed.id not in undone
        if counts and deed.person == person.id:
            own[deed.claim] = OwnAct(deed.id, deed.at)
    return own
