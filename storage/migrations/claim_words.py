"""The words of claims and the index over them, as each database has it.

PostgreSQL: an index over the column. SQLite: a table of its full-text search over the same rows, which are
numbered for it in the order in which they come, and which triggers keep in step.
"""

import sqlalchemy as sa
from alembic import op

from storage.words import indexed

_AT_ONCE = 5_000
_CLAIM = sa.table("claim", *map(sa.column, ("workspace", "id", "text", "speaker")))
_WORDS = sa.table("claim_words", *map(sa.column, ("workspace", "claim", "words")))

# detail=none and columnsize=0: whether a word is there is all that is asked. The prefixes are the mark of the
# workspace and one to eight letters; claims with a word that begins with more are few enough to be gathered.
_SQLITE = (
    """
    CREATE TABLE claim_words (
        seq INTEGER PRIMARY KEY,
        workspace VARCHAR NOT NULL,
        claim VARCHAR NOT NULL,
        words VARCHAR NOT NULL,
        CONSTRAINT uq_claim_words_workspace UNIQUE (workspace, claim),
        CONSTRAINT fk_claim_words_workspace_claim
            FOREIGN KEY (workspace, claim) REFERENCES claim (workspace, id)
    )
    """,
    """
    CREATE VIRTUAL TABLE claim_index USING fts5(
        words, content='claim_words', content_rowid='seq', tokenize='ascii', detail=none, columnsize=0,
        prefix='12 13 14 15 16 17 18 19'
    )
    """,
)
_IN_STEP = (
    """
    CREATE TRIGGER claim_words_come AFTER INSERT ON claim_words BEGIN
        INSERT INTO claim_index (rowid, words) VALUES (new.seq, new.words);
    END
    """,
    """
    CREATE TRIGGER claim_words_change AFTER UPDATE ON claim_words BEGIN
        INSERT INTO claim_index (claim_index, rowid, words) VALUES ('delete', old.seq, old.words);
        INSERT INTO claim_index (rowid, words) VALUES (new.seq, new.words);
    END
    """,
    """
    CREATE TRIGGER claim_words_go AFTER DELETE ON claim_words BEGIN
        INSERT INTO claim_index (claim_index, rowid, words) VALUES ('delete', old.seq, old.words);
    END
    """,
)
_POSTGRES = """
    CREATE INDEX claimdesk_search ON claim_words
    USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)
"""


def make() -> None:
    """The tables, and in the index the claims that are there."""
    if op.get_context().dialect.name == "sqlite":
        for statement in _SQLITE:
            op.execute(statement)
        _fill()
        op.execute("INSERT INTO claim_index (claim_index) VALUES ('rebuild')")
        for statement in _IN_STEP:
            op.execute(statement)
        return
    op.create_table(
        "claim_words",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("workspace", "claim", "words")),
        sa.ForeignKeyConstraint(
            ["workspace", "claim"], ["claim.workspace", "claim.id"], name="fk_claim_words_workspace_claim"
        ),
        sa.PrimaryKeyConstraint("workspace", "claim", name="pk_claim_words"),
    )
    _fill()
    op.execute(_POSTGRES)


def drop() -> None:
    """With all that hangs on them."""
    op.drop_table("claim_words")
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE claim_index")


def _fill() -> None:
    """Oldest first in each workspace; a rewording, which only newer versions know, is not there yet."""
    connection, last = op.get_bind(), ("", "")
    key = sa.tuple_(_CLAIM.c.workspace, _CLAIM.c.id)
    while claims := connection.execute(
        sa.select(_CLAIM)
        .where(key > sa.tuple_(*map(sa.literal, last)))
        .order_by(*_CLAIM.c[:2])
        .limit(_AT_ONCE)
    ).all():
        connection.execute(
            sa.insert(_WORDS),
            [
                {
                    "workspace": claim.workspace,
                    "claim": claim.id,
                    "words": indexed(claim.workspace, f"{claim.text} {claim.speaker or ''}"),
                }
                for claim in claims
            ],
        )
        last = (claims[-1].workspace, claims[-1].id)
