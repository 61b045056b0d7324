"""What every repository has: a session and the workspace that all its statements name."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Executable, Result, Row, Select, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from bot.model.ids import ClaimId, WorkspaceId

MOST_IN_ONE_QUERY = 500

T = TypeVar("T")
Insert = sqlite.Insert | postgresql.Insert


class Repo:
    """Nothing of another workspace is reachable through it."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session = session
        self._workspace = workspace

    async def _run(self, statement: Executable) -> Result[Any]:
        return await self._session.execute(statement)

    async def _of_claims(self, kind: type[SQLModel], claims: Sequence[ClaimId]) -> list[Row[Any]]:
        """Rows that belong to these claims, by their own time."""
        found = await self._among(kind, "claim", list(dict.fromkeys(claims)))
        return sorted(found, key=lambda row: (row.at, row.id))

    async def _among(
        self, kind: type[SQLModel], column: str, items: Sequence[str], /, **equal: object
    ) -> list[Row[Any]]:
        """Rows in which this column is among the items, and others equal these values."""
        out = list[Row[Any]]()
        for part in chunks(items):
            values = {"workspace": self._workspace, "among": list(part), **equal}
            out += await self._session.execute(picking(kind, *equal, among=column), values)
        return out

    async def _one(self, kind: type[SQLModel], /, **equal: object) -> Row[Any] | None:
        """The row whose columns have these values, where there is one."""
        values = {"workspace": self._workspace, **equal}
        found: Result[Any] = await self._session.execute(picking(kind, *equal), values)
        return found.one_or_none()

    async def _add(self, kind: type[SQLModel], values: Mapping[str, Any]) -> None:
        await self._session.execute(self._insert(kind), values)

    async def _add_once(self, kind: type[SQLModel], values: Mapping[str, Any], *, key: str) -> bool:
        """False where a row of the same key is there already."""
        found = await self._session.execute(_adding_once(self._dialect, kind, key), values)
        return found.scalar_one_or_none() is not None

    @property
    def _dialect(self) -> str:
        return self._session.get_bind().dialect.name

    def _insert(self, kind: type[SQLModel]) -> Insert:
        """An insert that may say what happens on a conflict."""
        return inserting(self._dialect, kind)


# Building a statement takes longer than running it: each is built once, its values are parameters.
@cache
def inserting(dialect: str, kind: type[SQLModel]) -> Insert:
    """An insert into the table of a row class."""
    return postgresql.insert(table(kind)) if dialect == "postgresql" else sqlite.insert(table(kind))


@cache
def _adding_once(dialect: str, kind: type[SQLModel], key: str) -> Executable:
    new = inserting(dialect, kind).on_conflict_do_nothing()
    return new.returning(table(kind).c[key])


@cache
def picking(kind: type[SQLModel], *equal: str, among: str | None = None) -> Select[Any]:
    """Rows of a workspace by columns that equal parameters of their names, or are among `:among`."""
    rows = table(kind)
    found = select(rows).where(
        *(rows.c[name] == bindparam(name, type_=rows.c[name].type) for name in ("workspace", *equal))
    )
    return found if among is None else found.where(rows.c[among].in_(bindparam("among", expanding=True)))


def table(kind: type[SQLModel]) -> Table:
    """The bare table of a row class: statements on it skip the making of row objects, which costs most."""
    return SQLModel.metadata.tables[str(kind.__tablename__)]


def chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """Parts small enough for one `IN (…)`."""
    return [items[start : start + MOST_IN_ONE_QUERY] for start in range(0, len(items), MOST_IN_ONE_QUERY)]
