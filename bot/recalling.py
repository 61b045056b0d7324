"""Recall: who uses what stood, and stands no more, is told so once and asked what that does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import owe
from bot.events import Event
from bot.model.act import Use
from bot.model.ballot import Question
from bot.model.decision import Decision, DecisionKind
from bot.model.ids import PersonId, new_id
from bot.model.recall import Recall, RecallAnswer
from bot.model.text import quoted
from bot.model.view import ClaimView
from bot.ports import Tx

QUOTED = 160


@dataclass(frozen=True, slots=True)
class Turn:
    """One act on one claim: how it stood before and stands after, and the reason that was given."""

    tx: Tx
    event: Event
    before: ClaimView
    after: ClaimView
    why: str
    now: datetime

    @property
    def actor(self) -> PersonId:
        """Who did it; nobody is told of their own act."""
        return self.event.person.id

    @property
    def reason(self) -> str:
        """For those who ask why, also where nobody gave a reason."""
        name = self.event.person.name
        if self.why:
            return self.why
        if self.after.status.wording != self.before.status.wording:
            return f"{name} changed the wording"
        return f"{name} took something back, or a vote came late"


async def ask(turn: Turn, ended: Sequence[Decision]) -> None:
    """Each person who uses what stood is asked what that does to their piece."""
    for one in ended:
        if one.kind is not DecisionKind.VERDICT or one.rating is None or one.question is None:
            continue
        for person, uses in users(turn.after, one.question).items():
            recall = Recall(
                id=new_id(turn.now),
                claim=one.claim,
                place=one.place,
                person=person,
                name=uses[0].name,
                slugs=tuple(use.slug for use in uses if use.slug),
                question=one.question,
                old=one.rating,
                new=turn.after.state,
                why=turn.reason,
                at=turn.now,
            )
            await turn.tx.recalls.add(recall)
            await owe.tell(
                turn.tx,
                f"recall:{recall.id}",
                person,
                one.place,
                _recalled(turn.after, recall),
                at=turn.now,
                claim=one.claim,
                recall=recall.id,
            )


def users(view: ClaimView, question: Question) -> Mapping[PersonId, list[Use]]:
    """Who uses the claim in a way that this question judges, with their uses."""
    users: dict[PersonId, list[Use]] = {}
    for use in view.status.uses:
        if use.question is question:
            users.setdefault(use.person, []).append(use)
    return users


def _recalled(view: ClaimView, recall: Recall) -> str:
    asked = f" ({recall.question.words})" if view.status.said else ""
    return (
        f"{view.label}, which you use{recall.pieces}, has changed{asked}: "
        f"it was {view.desk.call(recall.old)}, it is now: {recall.new.rstrip('.')}. "
        f"Why: {recall.why.rstrip('.')}. "
        f"{quoted(view.claim.text, QUOTED)} What does that do to your piece?"
    )


async def restored(turn: Turn, recall: Recall) -> None:
    """The verdict is there again: nobody has to answer."""
    await turn.tx.recalls.answer(recall.id, RecallAnswer.RESTORED, at=turn.now)
    if recall.person == turn.actor:
        return
    rating = turn.after.desk.call(recall.old)
    await owe.tell(
        turn.tx,
        f"restored:{recall.id}",
        recall.person,
        recall.place,
        f"{turn.after.label} stands again as it was when you used it: {rating}. There is nothing to fix.",
        at=turn.now,
        claim=recall.claim,
    )


async def dismissed(turn: Turn) -> None:
    """Who uses a claim hears that it was called none."""
    claim = turn.after.claim
    words = (
        f"{turn.after.label}, which you use, was called not a claim by {turn.event.person.name}: nobody will "
        f"settle it unless it is reopened. {quoted(claim.text, QUOTED)}"
    )
    for person in sorted({use.person for use in turn.after.status.uses} - {turn.actor}):
        key = f"dismissed:{turn.event.id}:{person}"
        await owe.tell(turn.tx, key, person, claim.place, words, at=turn.now, claim=claim.id)
