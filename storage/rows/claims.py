"""Claims, where they appear, the words by which they are found."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.rows.base import belongs_to


class ClaimRow(SQLModel, table=True):
    """A claim of a desk."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_fingerprint", "workspace", "place", "fingerprint", "created_at"),)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    place: str
    fingerprint: str
    text: str
    source: str
    speaker: str | None
    direct_quote: bool
    kind: str
    reasons: list[str] = Field(sa_type=JSON)
    notes: list[str] = Field(sa_type=JSON)
    first_check: str | None
    created_at: datetime
    seen_before: str | None


class AppearanceRow(SQLModel, table=True):
    """A claim in one story."""

    __tablename__ = "appearance"
    __table_args__ = (
        belongs_to("story"),
        belongs_to("claim"),
        Index("ix_appearance_claim", "workspace", "claim"),
    )
    workspace: str = Field(primary_key=True)
    story: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    claim: str
    paragraph: int
    before: str | None


class ClaimWordsRow(SQLModel, table=True):
    """The words of one claim, as storage.words makes them. The index over them is each database's own."""

    __tablename__ = "claim_words"
    __table_args__ = (belongs_to("claim"),)
    workspace: str = Field(primary_key=True)
    claim: str = Field(primary_key=True)
    words: str
