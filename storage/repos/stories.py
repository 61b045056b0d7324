"""Stories, their addresses, words and tips."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, select, update
from sqlmodel import col

from bot.model.ids import MessageId, PlaceId, StoryId, TipId
from bot.model.story import Story, StoryState, Tip
from storage import mapping
from storage.repos.base import Repo, table
from storage.rows import AddressRow, StoryRow, TextRow, TipRow


@cache
def _addressed() -> Select[Any]:
    return (
        select(table(StoryRow))
        .join(
            table(AddressRow),
            (col(AddressRow.workspace) == col(StoryRow.workspace))
            & (col(AddressRow.story) == col(StoryRow.id)),
        )
        .where(
            col(AddressRow.workspace) == bindparam("workspace"),
            col(AddressRow.place) == bindparam("place"),
            col(AddressRow.address) == bindparam("address"),
        )
    )


class Stories(Repo):
    """See bot.ports.repos.Stories."""

    async def add(self, story: Story) -> None:
        await self._add(StoryRow, mapping.story_columns(story, workspace=self._workspace))

    async def get(self, story: StoryId) -> Story | None:
        return (await self.many([story])).get(story)

    async def by_address(self, place: PlaceId, address: str) -> Story | None:
        values = {"workspace": self._workspace, "place": place, "address": address}
        row = (await self._session.execute(_addressed(), values)).one_or_none()
        return mapping.story(row) if row else None

    async def by_number(self, place: PlaceId, number: int) -> Story | None:
        found = await self._run(
            select(table(StoryRow)).where(
                col(StoryRow.workspace) == self._workspace,
                col(StoryRow.place) == place,
                col(StoryRow.number) == number,
            )
        )
        row = found.one_or_none()
        return mapping.story(row) if row else None

    async def many(self, stories: Sequence[StoryId]) -> Mapping[StoryId, Story]:
        found = await self._among(StoryRow, "id", list(dict.fromkeys(stories)))
        return {StoryId(row.id): mapping.story(row) for row in found}

    async def newest(self, place: PlaceId, *, limit: int) -> Sequence[Story]:
        found = await self._run(
            select(table(StoryRow))
            .where(
                col(StoryRow.workspace) == self._workspace,
                col(StoryRow.place) == place,
                col(StoryRow.number).is_not(None),
            )
            .order_by(col(StoryRow.number).desc())
            .limit(limit)
        )
        return [mapping.story(row) for row in found]

    async def save(self, story: Story) -> None:
        await self._run(
            update(table(StoryRow))
            .where(col(StoryRow.workspace) == self._workspace, col(StoryRow.id) == story.id)
            .values(mapping.story_columns(story, workspace=self._workspace))
        )

    async def retry(self, story: StoryId, *, now: datetime) -> None:
        await self._run(
            update(table(StoryRow))
            .where(
                col(StoryRow.workspace) == self._workspace,
                col(StoryRow.id) == story,
                col(StoryRow.state) == str(StoryState.FAILED),
                col(StoryRow.retry_at) <= now,
            )
            .values(state=str(StoryState.READING), retry_at=None, created_at=now)
        )

    async def name(self, story: StoryId, place: PlaceId, address: str) -> None:
        values = {"workspace": self._workspace, "place": place, "address": address, "story": story}
        await self._add_once(AddressRow, values, key="address")

    async def keep_text(self, story: StoryId, paragraphs: Sequence[str], *, at: datetime) -> None:
        new = self._insert(TextRow).values(
            workspace=self._workspace, story=story, paragraphs=list(paragraphs), at=at
        )
        await self._run(
            new.on_conflict_do_update(
                index_elements=["workspace", "story"],
                set_={"paragraphs": new.excluded.paragraphs, "at": new.excluded.at},
            )
        )

    async def text(self, story: StoryId) -> Sequence[str]:
        found = await self._run(
            select(table(TextRow)).where(
                col(TextRow.workspace) == self._workspace, col(TextRow.story) == story
            )
        )
        row = found.one_or_none()
        return tuple(row.paragraphs) if row else ()

    async def move(self, story: StoryId, *, into: StoryId) -> None:
        for kind in (TipRow, AddressRow):
            await self._run(
                update(table(kind))
                .where(col(kind.workspace) == self._workspace, col(kind.story) == story)
                .values(story=into)
            )
        await self._run(
            delete(table(TextRow)).where(
                col(TextRow.workspace) == self._workspace, col(TextRow.story) == story
            )
        )

    async def add_tip(self, tip: Tip) -> None:
        await self._add(TipRow, mapping.columns(tip, workspace=self._workspace))

    async def drop_tip(self, tip: TipId) -> None:
        await self._run(
            delete(table(TipRow)).where(col(TipRow.workspace) == self._workspace, col(TipRow.id) == tip)
        )

    async def tip(self, tip: TipId) -> Tip | None:
        row = await self._one(TipRow, id=tip)
        return mapping.value(Tip, row) if row else None

    async def tips(self, stories: Sequence[StoryId]) -> Sequence[Tip]:
        return _by_time(await self._among(TipRow, "story", stories))

    async def tips_at(self, place: PlaceId, messages: Sequence[MessageId]) -> Sequence[Tip]:
        return _by_time(await self._among(TipRow, "message", messages, place=place))


def _by_time(rows: Sequence[Row[Any]]) -> list[Tip]:
    return sorted((mapping.value(Tip, row) for row in rows), key=lambda tip: (tip.at, tip.id))
