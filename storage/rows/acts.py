"""What people did with claims."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.rows.base import belongs_to


class BallotRow(SQLModel, table=True):
    """One act of voting."""

    __tablename__ = "ballot"
    __table_args__ = (belongs_to("claim"), Index("ix_ballot_claim", "workspace", "claim"))
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    claim: str
    question: str
    person: str
    name: str
    rating: str
    via: str
    at: datetime
    withdrawn: bool
    reason: str | None
    signs: bool
    needs: int
    rules: bool


class ActRow(SQLModel, table=True):
    """Any other act; `sort` says which, and what that sort does not have is null.

    `slug_key` is the slug without capitals, null where the piece has no name.
    """

    __tablename__ = "act"
    __table_args__ = (
        belongs_to("claim"),
        Index("ix_act_claim", "workspace", "claim"),
        Index("ix_act_owner", "workspace", "owner", "at"),
        Index("ix_act_slug", "workspace", "slug_key", "at"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    sort: str
    claim: str
    person: str
    name: str
    at: datetime
    kind: str | None
    via: str | None
    question: str | None
    reason: str | None
    text: str | None
    owner: str | None
    owner_name: str | None
    evidence: str | None
    giver: str | None
    stance: str | None
    link: str | None
    note: str | None
    removed: bool | None
    step: str | None
    slug: str | None
    slug_key: str | None
    recall: str | None
    signs: bool | None
    needs: int | None
    act: str | None
    until: datetime | None
