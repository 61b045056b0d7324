"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("direct_quote", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("first_check", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_before", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(
            "ix_claim_fingerprint", ["workspace", "place", "fingerprint", "created_at"], unique=False
        )

    op.create_table(
        "desk",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("threads", sa.Integer(), nullable=False),
        sa.Column("own", sa.JSON(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "place", name=op.f("pk_desk")),
    )
    op.create_table(
        "history",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_claim", ["workspace", "claim"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "event", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_at"), ["at"], unique=False)

    op.create_table(
        "line",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_line")),
    )
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.create_index("ix_line_place", ["workspace", "place", "thread", "at"], unique=False)

    op.create_table(
        "post",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("to", sa.String(), nullable=True),
        sa.Column("opened_by", sa.String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index("ix_post_claim", ["workspace", "claim"], unique=False)
        batch_op.create_index("ix_post_owed", ["posted_at", "owed_at"], unique=False)
        batch_op.create_index("ix_post_place", ["workspace", "place", "kind", "owed_at"], unique=False)
        batch_op.create_index("ix_post_story", ["workspace", "story"], unique=False)
        batch_op.create_index("ix_post_thread", ["workspace", "place", "thread"], unique=False)
        batch_op.create_index("ix_post_to", ["workspace", "to", "owed_at"], unique=False)

    op.create_table(
        "story",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("fail_code", sa.String(), nullable=True),
        sa.Column("fail_reason", sa.String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("same_as", sa.String(), nullable=True),
        sa.Column("canonical_url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("byline", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("published_source", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_story")),
        sa.UniqueConstraint("workspace", "place", "number", name=op.f("uq_story_workspace")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index("ix_story_state", ["state", "retry_at"], unique=False)

    op.create_table(
        "task",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_task")),
        sa.UniqueConstraint("workspace", "key", name=op.f("uq_task_workspace")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_channel", ["channel", "seq"], unique=False)

    op.create_table(
        "address",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "story"], ["story.workspace", "story.id"], name=op.f("fk_address_workspace_story")
        ),
        sa.PrimaryKeyConstraint("workspace", "place", "address", name=op.f("pk_address")),
    )
    op.create_table(
        "appearance",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "claim"],
            ["claim.workspace", "claim.id"],
            name=op.f("fk_appearance_workspace_claim"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "story"],
            ["story.workspace", "story.id"],
            name=op.f("fk_appearance_workspace_story"),
        ),
        sa.PrimaryKeyConstraint("workspace", "story", "number", name=op.f("pk_appearance")),
    )
    with op.batch_alter_table("appearance", schema=None) as batch_op:
        batch_op.create_index("ix_appearance_claim", ["workspace", "claim"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "claim"], ["claim.workspace", "claim.id"], name=op.f("fk_ballot_workspace_claim")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_ballot")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_claim", ["workspace", "claim"], unique=False)

    op.create_table(
        "decision",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "claim"], ["claim.workspace", "claim.id"], name=op.f("fk_decision_workspace_claim")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_claim", ["workspace", "claim", "at"], unique=False)

    op.create_table(
        "text",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "story"], ["story.workspace", "story.id"], name=op.f("fk_text_workspace_story")
        ),
        sa.PrimaryKeyConstraint("workspace", "story", name=op.f("pk_text")),
    )
    op.create_table(
        "tip",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pasted", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "story"], ["story.workspace", "story.id"], name=op.f("fk_tip_workspace_story")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_tip")),
    )
    with op.batch_alter_table("tip", schema=None) as batch_op:
        batch_op.create_index("ix_tip_message", ["workspace", "place", "message"], unique=False)
        batch_op.create_index("ix_tip_story", ["workspace", "story"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("tip", schema=None) as batch_op:
        batch_op.drop_index("ix_tip_story")
        batch_op.drop_index("ix_tip_message")

    op.drop_table("tip")
    op.drop_table("text")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_claim")

    op.drop_table("decision")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index("ix_ballot_claim")

    op.drop_table("ballot")
    with op.batch_alter_table("appearance", schema=None) as batch_op:
        batch_op.drop_index("ix_appearance_claim")

    op.drop_table("appearance")
    op.drop_table("address")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_channel")

    op.drop_table("task")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index("ix_story_state")

    op.drop_table("story")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index("ix_post_to")
        batch_op.drop_index("ix_post_thread")
        batch_op.drop_index("ix_post_story")
        batch_op.drop_index("ix_post_place")
        batch_op.drop_index("ix_post_owed")
        batch_op.drop_index("ix_post_claim")

    op.drop_table("post")
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.drop_index("ix_line_place")

    op.drop_table("line")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_at"))

    op.drop_table("inbox")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_claim")

    op.drop_table("history")
    op.drop_table("desk")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index("ix_claim_fingerprint")

    op.drop_table("claim")
