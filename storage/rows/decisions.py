"""What was decided, and gates as they were answered."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.rows.base import belongs_to, only_where


class DecisionRow(SQLModel, table=True):
    """What was decided about a claim, and until when it held."""

    __tablename__ = "decision"
    __table_args__ = (
        belongs_to("claim"),
        Index("ix_decision_claim", "workspace", "claim", "at"),
        Index("ix_decision_standing", "workspace", "place", "kind", "at", **only_where("until IS NULL")),
        Index("ix_decision_made", "workspace", "place", "kind", "at"),
        Index("ix_decision_ended", "workspace", "place", "kind", "until", **only_where("until IS NOT NULL")),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    claim: str
    place: str
    kind: str
    at: datetime
    question: str | None
    rating: str | None
    names: list[str] = Field(sa_type=JSON)
    chief: bool
    reason: str | None
    wording: str | None
    until: datetime | None
    ended: str | None


class SnapshotRow(SQLModel, table=True):
    """A gate as it was answered, in its words."""

    __tablename__ = "snapshot"
    __table_args__ = (
        belongs_to("story"),
        Index("ix_snapshot_place", "workspace", "place", "at"),
        Index("ix_snapshot_story", "workspace", "story", "at"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    place: str
    person: str
    name: str
    at: datetime
    level: str
    lines: list[str] = Field(sa_type=JSON)
    story: str | None
    slug: str | None
    red: list[str] = Field(sa_type=JSON)
