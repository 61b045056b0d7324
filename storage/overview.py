"""What `doctor` wants to know of a database, also while a desk runs there: nothing is locked or changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import col

from bot.model.ids import PlaceId, WorkspaceId
from bot.model.post import Post
from bot.ports import Install
from storage import mapping
from storage.database import reading
from storage.ledger import answering
from storage.repos.base import table
from storage.repos.installs import SqlInstalls
from storage.rows import DeskRow, InboxRow, PostRow
from storage.secrets import Box

MOST = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """By workspace: its desks, what a platform will not take, newest first, when the last event came.

    `locked` are the workspaces whose tokens SECRET_KEY does not open. Of a database that is not there yet
    there is nothing to say.
    """

    desks: Mapping[WorkspaceId, Sequence[PlaceId]] = field(default_factory=dict)
    refused: Mapping[WorkspaceId, Sequence[Post]] = field(default_factory=dict)
    heard: Mapping[WorkspaceId, datetime] = field(default_factory=dict)
    installs: Sequence[Install] = ()
    locked: Sequence[WorkspaceId] = ()


async def overview(url: str, *, secret: str | None) -> Overview:
    """Of the newest shape only; raises SettingWrong."""
    async with reading(url) as engine:
        installs = SqlInstalls(write=engine.begin, read=engine, box=Box(secret))
        with answering():
            desks, refused, heard = await _desks(engine), await _refused(engine), await _heard(engine)
        return Overview(desks, refused, heard, await installs.all(), await installs.locked())


async def _desks(engine: AsyncEngine) -> Mapping[WorkspaceId, Sequence[PlaceId]]:
    columns = (col(DeskRow.workspace), col(DeskRow.place))
    found = defaultdict[WorkspaceId, list[PlaceId]](list)
    async with engine.connect() as connection:
        for workspace, place in await connection.execute(select(*columns).order_by(*columns)):
            found[WorkspaceId(workspace)].append(PlaceId(place))
    return found


async def _heard(engine: AsyncEngine) -> Mapping[WorkspaceId, datetime]:
    columns = (col(InboxRow.workspace), func.max(col(InboxRow.at)))
    async with engine.connect() as connection:
        found = await connection.execute(select(*columns).group_by(col(InboxRow.workspace)))
        return {WorkspaceId(workspace): at for workspace, at in found}


async def _refused(engine: AsyncEngine) -> Mapping[WorkspaceId, Sequence[Post]]:
    rows = table(PostRow)
    newest = select(rows).where(rows.c.refused.is_not(None)).order_by(rows.c.owed_at.desc(), rows.c.key)
    found = defaultdict[WorkspaceId, list[Post]](list)
    async with engine.connect() as connection:
        for row in await connection.execute(newest.limit(MOST)):
            found[WorkspaceId(row.workspace)].append(mapping.value(Post, row))
    return found
