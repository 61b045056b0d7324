"""What people who use a claim are told, and what they answered."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.rows.base import belongs_to, only_where

_OPEN = only_where("answer IS NULL")


class RecallRow(SQLModel, table=True):
    """A verdict that somebody used stands no more."""

    __tablename__ = "recall"
    __table_args__ = (
        belongs_to("claim"),
        Index("ix_recall_claim", "workspace", "claim", "at", **_OPEN),
        Index("ix_recall_person", "workspace", "person", "at", **_OPEN),
        Index("ix_recall_place", "workspace", "place", "at", **_OPEN),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    claim: str
    place: str
    person: str
    name: str
    slugs: list[str] = Field(sa_type=JSON)
    question: str
    old: str
    new: str
    why: str
    at: datetime
    answer: str | None
    answered_at: datetime | None


class NewsRow(SQLModel, table=True):
    """One thing that somebody will hear."""

    __tablename__ = "news"
    __table_args__ = (
        belongs_to("claim"),
        Index("ix_news_untold", "workspace", "person", "at", **only_where("told_at IS NULL")),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person: str
    place: str
    claim: str
    kind: str
    at: datetime
    told_at: datetime | None
