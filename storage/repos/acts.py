"""What people did with claims: ballots, and all else."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from bot.model.act import (
    Act,
    Answered,
    Call,
    Evidence,
    Ownership,
    Recount,
    Rewording,
    Snooze,
    Spoke,
    Undo,
    Use,
)
from bot.model.ballot import Ballot
from bot.model.ids import ClaimId, PersonId
from storage import mapping
from storage.repos.base import Repo, table
from storage.rows import ActRow, BallotRow

_KINDS: Mapping[str, type[Act]] = {
    "call": Call,
    "rewording": Rewording,
    "ownership": Ownership,
    "evidence": Evidence,
    "use": Use,
    "answered": Answered,
    "snooze": Snooze,
    "spoke": Spoke,
    "recount": Recount,
    "undo": Undo,
}
_SORTS: Mapping[type[Act], str] = {kind: sort for sort, kind in _KINDS.items()}


class Ballots(Repo):
    """See bot.ports.deciding.Ballots."""

    async def add(self, ballot: Ballot) -> None:
        await self._add(BallotRow, mapping.columns(ballot, workspace=self._workspace))

    async def of(self, claims: Sequence[ClaimId]) -> Sequence[Ballot]:
        return [mapping.value(Ballot, row) for row in await self._of_claims(BallotRow, claims)]


class Acts(Repo):
    """See bot.ports.deciding.Acts."""

    async def add(self, act: Act) -> None:
        slug = act.slug if isinstance(act, Use) else ""
        await self._add(
            ActRow,
            mapping.columns(act, workspace=self._workspace)
            | {"sort": _SORTS[type(act)], "slug_key": slug.casefold() or None},
        )

    async def of(self, claims: Sequence[ClaimId]) -> Sequence[Act]:
        return [_act(row) for row in await self._of_claims(ActRow, claims)]

    async def held_by(self, person: PersonId, *, limit: int) -> Sequence[ClaimId]:
        return await self._newest(col(ActRow.owner) == person, limit=limit)

    async def used_in(self, slug: str, *, limit: int) -> Sequence[ClaimId]:
        return await self._newest(col(ActRow.slug_key) == slug.casefold(), limit=limit)

    async def _newest(self, which: ColumnElement[bool], *, limit: int) -> Sequence[ClaimId]:
        """Claims by the newest of these acts, each once."""
        rows = table(ActRow)
        newest = func.max(rows.c.at).desc()
        found = await self._run(
            select(rows.c.claim)
            .where(rows.c.workspace == self._workspace, which)
            .group_by(rows.c.claim)
            .order_by(newest, rows.c.claim.desc())
            .limit(limit)
        )
        return [ClaimId(claim) for claim in found.scalars()]


def _act(row: Any) -> Act:
    return mapping.value(_KINDS[row.sort], row)
