"""How a database is only looked at, beside the desk that runs on it: nothing is locked, made or changed."""

from contextlib import AbstractAsyncContextManager

from sqlalchemy import ColumnElement, false
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotWritten
from bot.model.ids import WorkspaceId
from bot.model.task import Task
from storage.ledger import SqlTx

_SAID = "This only reads the desk's database; nothing was changed."


class _NoTasks:
    """See bot.ports.repos.Tasks."""

    async def enqueue(self, task: Task) -> None:
        raise NotWritten(_SAID)


class NoWriting:
    """See storage.ledger.Engine; raises NotWritten for whoever would write."""

    def __init__(self, *, zone: str) -> None:
        self._zone = zone

    def begin(self, workspace: WorkspaceId) -> AbstractAsyncContextManager[SqlTx]:
        """Never."""
        raise NotWritten(_SAID)

    def tx(self, session: AsyncSession, workspace: WorkspaceId) -> SqlTx:
        """The repositories of a session that cannot write."""
        return SqlTx(session, workspace, tasks=_NoTasks(), zone=self._zone)

    def given_up(self) -> ColumnElement[bool]:
        """The queue is not asked: what it has given up counts as owed."""
        return false()
