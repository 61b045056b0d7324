"""Slack: where messages stand and which are refused, how a desk lies, which workspaces have the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_OPEN_ENDED = ("feeds", "added_by")
_WORDS = ("workspace", "team", "enterprise", "name", "token", "bot", "bot_user")


def upgrade() -> None:
    with op.batch_alter_table("desk") as desk:
        desk.add_column(sa.Column("layout", sa.String(), nullable=False, server_default="claims"))
        for name in _OPEN_ENDED:
            desk.add_column(sa.Column(name, sa.String(), nullable=True))
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("refused", sa.String(), nullable=True))
    op.create_index("ix_post_ref", "post", ["workspace", "place", "ref"])
    only = sa.text("refused IS NOT NULL")
    op.create_index(
        "ix_post_refused", "post", ["workspace", "owed_at"], sqlite_where=only, postgresql_where=only
    )
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "install",
        *(sa.Column(name, sa.String(), nullable=False) for name in _WORDS),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("removed_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("workspace", name=op.f("pk_install")),
    )


def downgrade() -> None:
    """What the older version does not know is lost: installs, refusals, layouts, which desk a feed serves."""
    op.drop_table("install")
    # It knows one sort of message to one person.
    op.execute("UPDATE post SET kind = 'whisper' WHERE kind = 'told'")
    for index in ("ix_post_refused", "ix_post_ref"):
        op.drop_index(index, "post")
    for table, added in (
        ("task", ("held",)),
        ("post", ("refused",)),
        ("desk", ("layout", *_OPEN_ENDED)),
    ):
        for name in added:
            op.drop_column(table, name)
