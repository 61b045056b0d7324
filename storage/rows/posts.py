"""What the bot says, what people say, what happened."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.rows.base import only_where


class PostRow(SQLModel, table=True):
    """A message of the bot, owed or posted."""

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_claim", "workspace", "claim"),
        Index("ix_post_story", "workspace", "story"),
        Index("ix_post_place", "workspace", "place", "kind", "owed_at"),
        Index("ix_post_thread", "workspace", "place", "thread"),
        Index("ix_post_to", "workspace", "to", "owed_at"),
        Index("ix_post_owed", "posted_at", "owed_at"),
        Index("ix_post_ref", "workspace", "place", "ref"),
        Index("ix_post_refused", "workspace", "owed_at", **only_where("refused IS NOT NULL")),
    )
    workspace: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    place: str
    kind: str
    owed_at: datetime
    thread: str | None
    story: str | None
    claim: str | None
    text: str | None
    to: str | None
    opened_by: str | None
    recall: str | None
    about: list[str] = Field(sa_type=JSON)
    tries: int
    refused: str | None
    ref: str | None
    posted_at: datetime | None


class LineRow(SQLModel, table=True):
    """A person's own words."""

    __tablename__ = "line"
    __table_args__ = (Index("ix_line_place", "workspace", "place", "thread", "at"),)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    place: str
    person: str
    name: str
    text: str
    at: datetime
    thread: str | None


class HistoryRow(SQLModel, table=True):
    """What happened; nothing here is ever changed."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_claim", "workspace", "claim"),)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    at: datetime
    person: str | None
    name: str
    act: str
    claim: str | None
    story: str | None
    before: str | None
    after: str | None
