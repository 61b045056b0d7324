"""Deciding: acts, decisions that hold until they end, recalls, news, snapshots, claims found by words."""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations import claim_words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_HEAD = ("workspace", "id", "claim", "person", "name", "via", "reason")
_ACT = sa.table("act", *map(sa.column, (*_HEAD, "sort", "kind")), sa.column("at", _TIME))
_DECISION = sa.table(
    "decision",
    *map(sa.column, ("workspace", "id", "claim", "place", "kind", "reason", "ended")),
    sa.column("at", _TIME),
    sa.column("until", _TIME),
    sa.column("names", sa.JSON()),
    sa.column("chief", sa.Boolean()),
)


def upgrade() -> None:
    _widen()
    old = _old_decisions()
    op.drop_table("decision")
    _make_decisions()
    _make_acts()
    _make_recalls()
    _make_snapshots()
    _into_acts(old)
    _into_decisions(old)
    claim_words.make()


def _widen() -> None:
    with op.batch_alter_table("ballot") as ballot:
        ballot.add_column(sa.Column("reason", sa.String(), nullable=True))
        ballot.add_column(sa.Column("signs", sa.Boolean(), nullable=False, server_default=sa.false()))
        ballot.add_column(sa.Column("needs", sa.Integer(), nullable=False, server_default="2"))
        ballot.add_column(sa.Column("rules", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("desk") as desk:
        for name in ("editors", "chiefs", "voters"):
            desk.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        desk.add_column(sa.Column("signoffs", sa.Integer(), nullable=False, server_default="2"))
        desk.add_column(sa.Column("blind", sa.Boolean(), nullable=False, server_default=sa.false()))
        four = '["True", "Misleading", "False", "Unproven"]'
        desk.add_column(sa.Column("ratings", sa.JSON(), nullable=False, server_default=four))
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("recall", sa.String(), nullable=True))


def _make_decisions() -> None:
    op.create_table(
        "decision",
        *_texts("workspace", "id", "claim", "place", "kind"),
        sa.Column("at", _TIME, nullable=False),
        *_texts("question", "rating", nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("chief", sa.Boolean(), nullable=False),
        *_texts("reason", "wording", nullable=True),
        sa.Column("until", _TIME, nullable=True),
        *_texts("ended", nullable=True),
        _of("decision", "claim"),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_claim", "decision", ["workspace", "claim", "at"])
    _index_where("until IS NULL", "ix_decision_standing", "decision", "place", "kind", "at")


def _make_acts() -> None:
    op.create_table(
        "act",
        *_texts("workspace", "id", "sort", "claim", "person", "name"),
        sa.Column("at", _TIME, nullable=False),
        *_texts(
            "kind",
            "via",
            "question",
            "reason",
            "text",
            "owner",
            "owner_name",
            "evidence",
            "giver",
            "stance",
            "link",
            "note",
            nullable=True,
        ),
        sa.Column("removed", sa.Boolean(), nullable=True),
        *_texts("step", "slug", "slug_key", "recall", nullable=True),
        sa.Column("signs", sa.Boolean(), nullable=True),
        sa.Column("needs", sa.Integer(), nullable=True),
        *_texts("act", nullable=True),
        _of("act", "claim"),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_act")),
    )
    op.create_index("ix_act_claim", "act", ["workspace", "claim"])
    op.create_index("ix_act_owner", "act", ["workspace", "owner", "at"])
    op.create_index("ix_act_slug", "act", ["workspace", "slug_key", "at"])


def _make_recalls() -> None:
    op.create_table(
        "recall",
        *_texts("workspace", "id", "claim", "place", "person", "name"),
        sa.Column("slugs", sa.JSON(), nullable=False),
        *_texts("question", "old", "new", "why"),
        sa.Column("at", _TIME, nullable=False),
        *_texts("answer", nullable=True),
        sa.Column("answered_at", _TIME, nullable=True),
        _of("recall", "claim"),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_recall")),
    )
    for name in ("claim", "person", "place"):
        _index_where("answer IS NULL", f"ix_recall_{name}", "recall", name, "at")
    op.create_table(
        "news",
        *_texts("workspace", "id", "person", "place", "claim", "kind"),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("told_at", _TIME, nullable=True),
        _of("news", "claim"),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_news")),
    )
    _index_where("told_at IS NULL", "ix_news_untold", "news", "person", "at")


def _make_snapshots() -> None:
    op.create_table(
        "snapshot",
        *_texts("workspace", "id", "place", "person", "name"),
        sa.Column("at", _TIME, nullable=False),
        *_texts("level"),
        sa.Column("lines", sa.JSON(), nullable=False),
        *_texts("story", "slug", nullable=True),
        _of("snapshot", "story"),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_snapshot")),
    )
    op.create_index("ix_snapshot_place", "snapshot", ["workspace", "place", "at"])


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", column],
        [f"{column}.workspace", f"{column}.id"],
        name=op.f(f"fk_{table}_workspace_{column}"),
    )


def _index_where(condition: str, name: str, table: str, *columns: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, ["workspace", *columns], sqlite_where=where, postgresql_where=where)


def _old_decisions() -> list[dict[str, Any]]:
    """By claim, then by their own time, with the place of the claim."""
    found = op.get_bind().execute(
        sa.text("""
            SELECT decision.*, claim.place FROM decision JOIN claim
                ON claim.workspace = decision.workspace AND claim.id = decision.claim
            ORDER BY decision.workspace, decision.claim, decision.at, decision.id
        """).columns(at=_TIME)
    )
    return [dict(row) for row in found.mappings()]


def _into_acts(old: list[dict[str, Any]]) -> None:
    """What people called out is an act; "restored" leaves the ballots as they were, as reopening did."""
    if old:
        op.bulk_insert(
            _ACT,
            [
                {name: row[name] for name in (*_HEAD, "at")}
                | {"sort": "call", "kind": "dismissed" if row["kind"] == "dismissed" else "restored"}
                for row in old
            ],
        )


def _into_decisions(old: list[dict[str, Any]]) -> None:
    """Such a decision held from the first time that it was made until the claim was brought back."""
    new: list[dict[str, Any]] = []
    for _, rows in groupby(old, key=lambda row: (row["workspace"], row["claim"])):
        held: dict[str, Any] | None = None
        for row in rows:
            if row["kind"] == "dismissed" and held is None:
                held = {
                    name: row[name] for name in ("workspace", "id", "claim", "place", "kind", "at", "reason")
                }
                held |= {"names": [row["name"]], "chief": False, "until": None, "ended": None}
                new.append(held)
            elif row["kind"] == "reopened" and held is not None:
                held |= {"until": row["at"], "ended": row["reason"] or "reopened"}
                held = None
    if new:
        op.bulk_insert(_DECISION, new)


def downgrade() -> None:
    """The old tables know who called something no claim and who brought it back; all else is lost."""
    claim_words.drop()
    for table in ("snapshot", "news", "recall", "decision"):
        op.drop_table(table)
    op.create_table(
        "decision",
        *(sa.Column(name, sa.String(), nullable=name == "reason") for name in (*_HEAD, "kind")),
        sa.Column("at", _TIME, nullable=False),
        _of("decision", "claim"),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_claim", "decision", ["workspace", "claim", "at"])
    names = ", ".join((*_HEAD, "at"))
    op.execute(f"""
        INSERT INTO decision ({names}, kind)
        SELECT {names}, CASE kind WHEN 'dismissed' THEN kind ELSE 'reopened' END
        FROM act WHERE sort = 'call' AND kind IN ('dismissed', 'restored')
    """)
    op.drop_table("act")
    for table, added in (
        ("post", ("recall",)),
        ("desk", ("ratings", "blind", "signoffs", "voters", "chiefs", "editors")),
        ("ballot", ("rules", "needs", "signs", "reason")),
    ):
        with op.batch_alter_table(table) as batch:
            for name in added:
                batch.drop_column(name)
