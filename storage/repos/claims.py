"""Claims, where they appear, the words by which they are found."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import col

from bot.model.claim import Appearance, Claim
from bot.model.ids import ClaimId, PlaceId, StoryId
from storage import mapping
from storage.repos.base import Repo, chunks, table
from storage.repos.searching import matching
from storage.rows import AppearanceRow, ClaimRow, ClaimWordsRow, StoryRow
from storage.words import MOST, indexed, terms


@cache
def _appearing() -> Select[Any]:
    return (
        select(table(AppearanceRow), col(StoryRow.number).label("of_story"))
        .join(
            StoryRow,
            (col(StoryRow.workspace) == col(AppearanceRow.workspace))
            & (col(StoryRow.id) == col(AppearanceRow.story)),
        )
        .where(
            col(AppearanceRow.workspace) == bindparam("workspace"),
            col(AppearanceRow.claim).in_(bindparam("among", expanding=True)),
        )
    )


class Claims(Repo):
    """See bot.ports.repos.Claims."""

    async def add(self, claims: Sequence[Claim]) -> None:
        rows = [mapping.columns(claim, workspace=self._workspace) for claim in claims]
        if rows:
            await self._session.execute(self._insert(ClaimRow), rows)

    async def get(self, claim: ClaimId) -> Claim | None:
        return (await self.many([claim])).get(claim)

    async def many(self, claims: Sequence[ClaimId]) -> Mapping[ClaimId, Claim]:
        found = await self._among(ClaimRow, "id", claims)
        return {ClaimId(row.id): mapping.value(Claim, row) for row in found}

    async def known(self, place: PlaceId, fingerprints: Sequence[str]) -> Mapping[str, Claim]:
        out: dict[str, Claim] = {}
        for part in chunks(fingerprints):
            found = await self._run(
                select(table(ClaimRow))
                .where(
                    col(ClaimRow.workspace) == self._workspace,
                    col(ClaimRow.place) == place,
                    col(ClaimRow.fingerprint).in_(part),
                )
                .order_by(col(ClaimRow.created_at), col(ClaimRow.id))
            )
            out |= {row.fingerprint: mapping.value(Claim, row) for row in found}
        return out

    async def appear(self, appearances: Sequence[Appearance]) -> None:
        rows = [mapping.columns(appearance, workspace=self._workspace) for appearance in appearances]
        if rows:
            await self._session.execute(self._insert(AppearanceRow), rows)

    async def of_stories(self, stories: Sequence[StoryId]) -> Sequence[tuple[Appearance, Claim]]:
        places: list[Appearance] = []
        for part in chunks(stories):
            found = await self._run(
                select(table(AppearanceRow))
                .where(col(AppearanceRow.workspace) == self._workspace, col(AppearanceRow.story).in_(part))
                .order_by(col(AppearanceRow.story), col(AppearanceRow.number))
            )
            places += [mapping.value(Appearance, row) for row in found]
        claims = await self.many(list(dict.fromkeys(place.claim for place in places)))
        return [(place, claims[place.claim]) for place in places]

    async def appearances(self, claims: Sequence[ClaimId]) -> Sequence[Appearance]:
        out: list[tuple[int, Appearance]] = []
        for part in chunks(claims):
            values = {"workspace": self._workspace, "among": list(part)}
            found = await self._session.execute(_appearing(), values)
            out += [(row.of_story or 0, mapping.value(Appearance, row)) for row in found]
        return [appearance for _, appearance in sorted(out, key=lambda pair: (pair[0], pair[1].number))]

    async def index(self, words: Mapping[ClaimId, str]) -> None:
        rows = [
            {"workspace": self._workspace, "claim": claim, "words": indexed(self._workspace, text)}
            for claim, text in words.items()
        ]
        if rows:
            new = self._insert(ClaimWordsRow)
            again = new.on_conflict_do_update(
                index_elements=["workspace", "claim"], set_={"words": new.excluded.words}
            )
            await self._session.execute(again, rows)

    async def search(self, words: Sequence[str], *, limit: int) -> Sequence[ClaimId]:
        sought = terms(self._workspace, " ".join(words))[:MOST]
        if not sought:
            return []
        on = self._session.get_bind().dialect.name
        found = await self._run(matching(on, workspace=self._workspace, sought=sought, limit=limit))
        return [ClaimId(claim) for claim in found.scalars()]
