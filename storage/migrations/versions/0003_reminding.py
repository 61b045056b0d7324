"""Reminding: when desks work and have their digests, when stories are due, what is to be said and when."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_CHOSEN = {"hours": "09:00-18:00", "shift": "", "days": "mon-fri", "zone": "", "digest": "08:00"}
_LISTED = ("holidays", "press")
_TIMES = ("next_digest_at", "sent_digest_at")


def upgrade() -> None:
    with op.batch_alter_table("desk") as desk:
        for name, default in _CHOSEN.items():
            desk.add_column(sa.Column(name, sa.String(), nullable=False, server_default=default))
        for name in _LISTED:
            desk.add_column(_list(name))
        for name in _TIMES:
            desk.add_column(sa.Column(name, _TIME, nullable=True))
    _index("ix_desk_digest", "desk", "next_digest_at", where="next_digest_at IS NOT NULL")
    with op.batch_alter_table("story") as story:
        for name in ("due_at", "due_since"):
            story.add_column(sa.Column(name, _TIME, nullable=True))
    with op.batch_alter_table("post") as post:
        post.add_column(_list("about"))
    with op.batch_alter_table("snapshot") as snapshot:
        snapshot.add_column(_list("red"))
    _index("ix_snapshot_story", "snapshot", "workspace", "story", "at")
    with op.batch_alter_table("act") as act:
        act.add_column(sa.Column("until", _TIME, nullable=True))
    desk_and_kind = ("workspace", "place", "kind")
    _index("ix_decision_made", "decision", *desk_and_kind, "at")
    _index("ix_decision_ended", "decision", *desk_and_kind, "until", where="until IS NOT NULL")
    _make_reminders()


def _make_reminders() -> None:
    op.create_table(
        "reminder",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("workspace", "id", "place", "rung")),
        sa.Column("at", _TIME, nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("story", "claim")),
        sa.Column("due_at", _TIME, nullable=True),
        sa.Column("turn_at", _TIME, nullable=False),
        sa.Column("told_at", _TIME, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                ["workspace", name],
                [f"{name}.workspace", f"{name}.id"],
                name=op.f(f"fk_reminder_workspace_{name}"),
            )
            for name in ("story", "claim")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_reminder")),
    )
    untold, desk = "told_at IS NULL", ("workspace", "place")
    _index("ix_reminder_untold", "reminder", *desk, "at", where=untold)
    _index("ix_reminder_turn", "reminder", *desk, "turn_at", "at", "id", where=untold)
    _index("ix_reminder_story", "reminder", "workspace", "story")
    _index("ix_reminder_claim", "reminder", "workspace", "claim")


def _list(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.JSON(), nullable=False, server_default="[]")


def _index(name: str, table: str, *columns: str, where: str | None = None) -> None:
    only = sa.text(where) if where else None
    op.create_index(name, table, list(columns), sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    """What the older version does not know is lost: due times, reminders, snoozes, signs of life."""
    op.drop_table("reminder")
    for table, index in (
        ("decision", "ix_decision_ended"),
        ("decision", "ix_decision_made"),
        ("snapshot", "ix_snapshot_story"),
        ("desk", "ix_desk_digest"),
    ):
        op.drop_index(index, table)
    op.execute("DELETE FROM act WHERE sort IN ('snooze', 'spoke')")
    op.execute("DELETE FROM post WHERE kind = 'notice'")
    # One by one, not in a batch: SQLite would make the table anew, and other tables hang on it.
    for table, added in (
        ("act", ("until",)),
        ("snapshot", ("red",)),
        ("post", ("about",)),
        ("story", ("due_at", "due_since")),
        ("desk", (*_CHOSEN, *_LISTED, *_TIMES)),
    ):
        for name in added:
            op.drop_column(table, name)
