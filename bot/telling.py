"""What a reporter hears: one message for all that happened, once it has been quiet for two minutes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import owe, views
from bot.model.ids import ClaimId, PersonId, PlaceId, WorkspaceId
from bot.model.recall import News, NewsKind
from bot.model.text import quoted
from bot.model.view import ClaimView
from bot.ports import Ledger, Tx
from bot.rules import gating

QUIET = timedelta(minutes=2)
QUOTED = 120


async def tell(workspace: WorkspaceId, person: PersonId, *, ledger: Ledger, now: datetime) -> None:
    """Tells one person what is true now of all they have news of; what is not true any more is left out."""
    async with ledger.begin(workspace) as tx:
        news = await tx.news.untold(person)
        if not news or now - news[-1].at < QUIET:
            return
        by_place: dict[PlaceId, list[News]] = defaultdict(list)
        for one in news:
            by_place[one.place].append(one)
        for place, items in by_place.items():
            text = await _message(tx, person, items)
            if text:
                await owe.tell(tx, f"news:{items[0].id}", person, place, text, at=now)
        await tx.news.told([one.id for one in news], at=now)


async def _message(tx: Tx, person: PersonId, news: Sequence[News]) -> str:
    found = {view.claim.id: view for view in await views.views_of(tx, _claims(news, None))}
    settled = [found[claim] for claim in _claims(news, NewsKind.SETTLED) if claim in found]
    taken = [found[claim] for claim in _claims(news, NewsKind.TAKEN) if claim in found]
    return "\n".join([*_taken(taken, person), *_settled(settled, person)])


def _claims(news: Sequence[News], kind: NewsKind | None) -> list[ClaimId]:
    return list(dict.fromkeys(one.claim for one in news if kind in (None, one.kind)))


def _taken(claims: Sequence[ClaimView], person: PersonId) -> list[str]:
    """Who works on what, a line a colleague; nothing about what is settled by now."""
    by_owner: dict[str, list[str]] = defaultdict(list)
    for view in claims:
        owner = view.status.owner
        if owner is not None and owner.owner != person and not view.status.settled:
            by_owner[owner.owner_name].append(view.label)
    return [f"{owner} has taken {', '.join(labels)}." for owner, labels in by_owner.items()]


def _settled(claims: Sequence[ClaimView], person: PersonId) -> list[str]:
    lines: list[str] = []
    for view in claims:
        mine = [use for use in view.status.uses if use.person == person]
        asked = [view.status.asked(use.question) for use in mine]
        if not any(one is not None and one.verdict is not None for one in asked):
            continue
        lines.append(f"{view.label} · {view.state} · {quoted(view.claim.text, QUOTED)}")
        if line := gating.line_to_write(view):
            lines.append(f"You may write: “{line}”")
    return ["Settled, of what you use:", *lines] if lines else []
