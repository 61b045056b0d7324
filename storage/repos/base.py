"""What every repository has: a session and the workspace that all its statements name."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Executable, Result, Row, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from bot.model.ids import ClaimId, WorkspaceId

MOST_IN_ONE_QUERY = 500

T = TypeVar("T")


class Repo:
    """Nothing of another workspace is reachable through it."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session = session
        self._workspace = workspace

    async def _run(self, statement: Executable) -> Result[Any]:
        return await self._session.execute(statement)

    async def _of_claims(
        self, kind: type[SQLModel], claims: Sequence[ClaimId], *also: ColumnElement[bool]
    ) -> list[Row[Any]]:
        """Rows that belong to these claims, by their own time."""
        rows, out = table(kind), list[Row[Any]]()
        for part in chunks(list(dict.fromkeys(claims))):
            found = await self._run(
                select(rows).where(rows.c.workspace == self._workspace, rows.c.claim.in_(part), *also)
            )
            out += found
        return sorted(out, key=lambda row: (row.at, row.id))

    def _insert(self, kind: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
        """An insert that may say what happens on a conflict."""
        on = self._session.get_bind().dialect.name
        return postgresql.insert(table(kind)) if on == "postgresql" else sqlite.insert(table(kind))


def table(kind: type[SQLModel]) -> Table:
    """The bare table of a row class: statements on it skip the making of row objects, which costs most."""
    return SQLModel.metadata.tables[str(kind.__tablename__)]


def chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Parts small enough for one `IN (…)`."""
    return [items[start : start + MOST_IN_ONE_QUERY] for start in range(0, len(items), MOST_IN_ONE_QUERY)]
