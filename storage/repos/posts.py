"""What the bot says, what people say, what happened."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlmodel import col

from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey, StoryId
from bot.model.post import Entry, Line, Post, PostKind
from storage import mapping
from storage.repos.base import Repo, chunks, table
from storage.repos.decisions import settled
from storage.rows import HistoryRow, LineRow, PostRow


class Posts(Repo):
    """See bot.ports.repos.Posts."""

    async def owe(self, post: Post) -> bool:
        return await self._add_once(PostRow, mapping.columns(post, workspace=self._workspace), key="key")

    async def get(self, key: PostKey) -> Post | None:
        row = await self._one(PostRow, key=key)
        return mapping.value(Post, row) if row else None

    async def tried(self, key: PostKey) -> int:
        found = await self._run(
            update(table(PostRow))
            .where(col(PostRow.workspace) == self._workspace, col(PostRow.key) == key)
            .values(tries=col(PostRow.tries) + 1)
            .returning(col(PostRow.tries))
        )
        return int(found.scalar_one())

    async def posted(self, key: PostKey, *, ref: MessageId, at: datetime) -> bool:
        found = await self._run(
            update(table(PostRow))
            .where(col(PostRow.workspace) == self._workspace, col(PostRow.key) == key)
            .values(ref=ref, posted_at=at)
            .returning(col(PostRow.key))
        )
        return found.scalar_one_or_none() is not None

    async def refused(self, key: PostKey, *, why: str) -> None:
        await self._run(
            update(table(PostRow))
            .where(col(PostRow.workspace) == self._workspace, col(PostRow.key) == key)
            .values(refused=why)
        )

    async def refusals(self, place: PlaceId | None = None, *, limit: int) -> Sequence[Post]:
        query = select(table(PostRow)).where(
            col(PostRow.workspace) == self._workspace, col(PostRow.refused).is_not(None)
        )
        if place is not None:
            query = query.where(col(PostRow.place) == place)
        found = await self._run(
            query.order_by(col(PostRow.owed_at).desc(), col(PostRow.key).desc()).limit(limit)
        )
        return [mapping.value(Post, row) for row in found]

    async def owed(self, *, limit: int) -> Sequence[Post]:
        found = await self._run(
            select(table(PostRow))
            .where(
                col(PostRow.workspace) == self._workspace,
                col(PostRow.posted_at).is_(None),
                col(PostRow.refused).is_(None),
            )
            .order_by(col(PostRow.owed_at), col(PostRow.key))
            .limit(limit)
        )
        return [mapping.value(Post, row) for row in found]

    async def at(self, place: PlaceId, ref: MessageId) -> Post | None:
        found = await self._run(
            select(table(PostRow))
            .where(
                col(PostRow.workspace) == self._workspace,
                col(PostRow.place) == place,
                col(PostRow.ref) == ref,
            )
            .order_by(col(PostRow.key))
            .limit(1)
        )
        row = found.one_or_none()
        return mapping.value(Post, row) if row else None

    async def forget(self, key: PostKey) -> None:
        await self._run(
            delete(table(PostRow)).where(col(PostRow.workspace) == self._workspace, col(PostRow.key) == key)
        )

    async def roots_since(self, place: PlaceId, since: datetime) -> int:
        found = await self._run(
            select(func.count()).where(
                col(PostRow.workspace) == self._workspace,
                col(PostRow.place) == place,
                col(PostRow.kind) == str(PostKind.CLAIM),
                col(PostRow.opened_by).is_(None),
                col(PostRow.owed_at) > since,
            )
        )
        return int(found.scalar_one())

    async def of_claims(self, claims: Sequence[ClaimId]) -> Mapping[ClaimId, Post]:
        posts = await self._in(PostKind.CLAIM, "claim", claims)
        return {post.claim: post for post in posts if post.claim is not None}

    async def of_stories(self, stories: Sequence[StoryId]) -> Sequence[Post]:
        return await self._in(PostKind.CARD, "story", stories)

    async def _in(self, kind: PostKind, column: str, ids: Sequence[str]) -> list[Post]:
        found = await self._among(PostRow, column, ids, kind=str(kind))
        posts = [mapping.value(Post, row) for row in found]
        return sorted(posts, key=lambda post: (post.owed_at, post.key))

    async def roots(
        self, place: PlaceId, *, limit: int, before: datetime | None = None, unsettled: bool = False
    ) -> Sequence[Post]:
        query = select(table(PostRow)).where(
            col(PostRow.workspace) == self._workspace,
            col(PostRow.place) == place,
            col(PostRow.kind) == str(PostKind.CLAIM),
        )
        if before is not None:
            query = query.where(col(PostRow.owed_at) < before)
        if unsettled:
            query = query.where(~settled())
        found = await self._run(
            query.order_by(col(PostRow.owed_at).desc(), col(PostRow.key).desc()).limit(limit)
        )
        return [mapping.value(Post, row) for row in found]

    async def under(self, place: PlaceId, threads: Sequence[MessageId]) -> Sequence[Post]:
        out: list[Post] = []
        for part in chunks(threads):
            found = await self._run(
                select(table(PostRow))
                .where(
                    col(PostRow.workspace) == self._workspace,
                    col(PostRow.place) == place,
                    col(PostRow.thread).in_(part),
                    col(PostRow.to).is_(None),
                )
                .order_by(col(PostRow.owed_at), col(PostRow.key))
            )
            out += [mapping.value(Post, row) for row in found]
        return out

    async def notices(self, place: PlaceId, *, limit: int) -> Sequence[Post]:
        found = await self._run(
            select(table(PostRow))
            .where(
                col(PostRow.workspace) == self._workspace,
                col(PostRow.place) == place,
                col(PostRow.kind) == str(PostKind.NOTICE),
            )
            .order_by(col(PostRow.owed_at).desc(), col(PostRow.key).desc())
            .limit(limit)
        )
        return [mapping.value(Post, row) for row in found]

    async def whispers(self, person: PersonId, *, limit: int) -> Sequence[Post]:
        found = await self._run(
            select(table(PostRow))
            .where(
                col(PostRow.workspace) == self._workspace,
                col(PostRow.to) == person,
                col(PostRow.kind).in_((str(PostKind.WHISPER), str(PostKind.TOLD))),
            )
            .order_by(col(PostRow.owed_at).desc(), col(PostRow.key).desc())
            .limit(limit)
        )
        return [mapping.value(Post, row) for row in found]


class Lines(Repo):
    """See bot.ports.repos.Lines."""

    async def add(self, line: Line) -> None:
        await self._add(LineRow, mapping.columns(line, workspace=self._workspace))

    async def latest(self, place: PlaceId, *, limit: int, before: datetime | None = None) -> Sequence[Line]:
        query = select(table(LineRow)).where(
            col(LineRow.workspace) == self._workspace,
            col(LineRow.place) == place,
            col(LineRow.thread).is_(None),
        )
        if before is not None:
            query = query.where(col(LineRow.at) < before)
        found = await self._run(query.order_by(col(LineRow.at).desc(), col(LineRow.id).desc()).limit(limit))
        return [mapping.value(Line, row) for row in found]

    async def under(self, place: PlaceId, threads: Sequence[MessageId]) -> Sequence[Line]:
        out: list[Line] = []
        for part in chunks(threads):
            found = await self._run(
                select(table(LineRow))
                .where(
                    col(LineRow.workspace) == self._workspace,
                    col(LineRow.place) == place,
                    col(LineRow.thread).in_(part),
                )
                .order_by(col(LineRow.at), col(LineRow.id))
            )
            out += [mapping.value(Line, row) for row in found]
        return out


class History(Repo):
    """See bot.ports.repos.History."""

    async def add(self, entry: Entry) -> None:
        await self._add(HistoryRow, mapping.columns(entry, workspace=self._workspace))

    async def of_claim(self, claim: ClaimId) -> Sequence[Entry]:
        found = await self._run(
            select(table(HistoryRow))
            .where(col(HistoryRow.workspace) == self._workspace, col(HistoryRow.claim) == claim)
            .order_by(col(HistoryRow.at), col(HistoryRow.id))
        )
        return [mapping.value(Entry, row) for row in found]
