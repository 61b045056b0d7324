"""What the desk will say of itself, and when."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.rows.base import belongs_to, only_where

_UNTOLD = only_where("told_at IS NULL")


class ReminderRow(SQLModel, table=True):
    """One rung for one story or claim; `turn_at` is its due time, or its own where it has none."""

    __tablename__ = "reminder"
    __table_args__ = (
        belongs_to("story"),
        belongs_to("claim"),
        Index("ix_reminder_untold", "workspace", "place", "at", **_UNTOLD),
        Index("ix_reminder_turn", "workspace", "place", "turn_at", "at", "id", **_UNTOLD),
        Index("ix_reminder_story", "workspace", "story"),
        Index("ix_reminder_claim", "workspace", "claim"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    place: str
    rung: str
    at: datetime
    story: str | None
    claim: str | None
    due_at: datetime | None
    turn_at: datetime
    told_at: datetime | None
