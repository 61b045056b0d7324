"""What came in and what is owed to be done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class InboxRow(SQLModel, table=True):
    """An event that was taken."""

    __tablename__ = "inbox"
    workspace: str = Field(primary_key=True)
    event: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class TaskRow(SQLModel, table=True):
    """Work that waits; `seq` is its order. `revision` grows when the key is enqueued again.

    `held`: its platform asked to wait; until it has run, what comes after it in its channel waits too.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_task_channel", "channel", "seq"),
    )
    seq: int | None = Field(default=None, primary_key=True)
    workspace: str
    key: str
    kind: str
    channel: str
    args: dict[str, Any] = Field(sa_type=JSON)
    not_before: datetime | None
    revision: int = 0
    tries: int = 0
    held: bool = False
    dead_at: datetime | None = None
