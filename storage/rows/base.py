"""What every table has: names for its constraints, and the workspace before all else."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint, MetaData, text
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA: MetaData = SQLModel.metadata


def belongs_to(column: str) -> ForeignKeyConstraint:
    """The column names a row of the table of its own name, in the same workspace."""
    return ForeignKeyConstraint(["workspace", column], [f"{column}.workspace", f"{column}.id"])


def only_where(condition: str) -> dict[str, Any]:
    """An index over these rows alone, on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
