"""Which workspaces have the bot."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel


class InstallRow(SQLModel, table=True):
    """The bot in one workspace. `token` is encrypted, and empty once the bot was removed."""

    __tablename__ = "install"
    workspace: str = Field(primary_key=True)
    team: str
    enterprise: str
    name: str
    token: str
    bot: str
    bot_user: str
    scopes: list[str] = Field(sa_type=JSON)
    by: str | None
    at: datetime
    removed_at: datetime | None = None
