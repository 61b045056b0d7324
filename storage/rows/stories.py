"""Desks, stories, their addresses, words and tips."""

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.rows.base import belongs_to, only_where


class DeskRow(SQLModel, table=True):
    """Settings of a desk, how many stories it has numbered, when its digests are.

    A zone that is empty is the installation's.
    """

    __tablename__ = "desk"
    __table_args__ = (Index("ix_desk_digest", "next_digest_at", **only_where("next_digest_at IS NOT NULL")),)
    workspace: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    mode: str
    layout: str
    feeds: str | None
    added_by: str | None
    threads: int
    own: list[str] = Field(sa_type=JSON)
    editors: list[str] = Field(sa_type=JSON)
    chiefs: list[str] = Field(sa_type=JSON)
    voters: list[str] = Field(sa_type=JSON)
    signoffs: int
    blind: bool
    ratings: list[str] = Field(sa_type=JSON)
    hours: str
    shift: str
    days: str
    holidays: list[str] = Field(sa_type=JSON)
    zone: str
    press: list[str] = Field(sa_type=JSON)
    digest: str
    stories: int = 0
    next_digest_at: datetime | None = None
    sent_digest_at: datetime | None = None


class StoryRow(SQLModel, table=True):
    """A story; the columns from `canonical_url` to `words` are its article's."""

    __tablename__ = "story"
    __table_args__ = (
        UniqueConstraint("workspace", "place", "number"),
        Index("ix_story_state", "state", "retry_at"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    place: str
    url: str | None
    address: str
    state: str
    created_at: datetime
    number: int | None
    fail_code: str | None
    fail_reason: str | None
    tries: int
    retry_at: datetime | None
    read_at: datetime | None
    same_as: str | None
    due_at: datetime | None
    due_since: datetime | None
    canonical_url: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    published_source: str | None
    language: str | None
    words: int | None


class AddressRow(SQLModel, table=True):
    """An address by which a desk finds a story."""

    __tablename__ = "address"
    __table_args__ = (belongs_to("story"),)
    workspace: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    address: str = Field(primary_key=True)
    story: str


class TextRow(SQLModel, table=True):
    """The words of a story, apart from it: they are kept for a shorter time."""

    __tablename__ = "text"
    __table_args__ = (belongs_to("story"),)
    workspace: str = Field(primary_key=True)
    story: str = Field(primary_key=True)
    paragraphs: list[str] = Field(sa_type=JSON)
    at: datetime


class TipRow(SQLModel, table=True):
    """One pasted link or text."""

    __tablename__ = "tip"
    __table_args__ = (
        belongs_to("story"),
        Index("ix_tip_story", "workspace", "story"),
        Index("ix_tip_message", "workspace", "place", "message"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    story: str
    place: str
    message: str
    person: str
    name: str
    pasted: str | None
    at: datetime
