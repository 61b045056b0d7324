"""The question by words, in the language of each database."""

from collections.abc import Sequence

from sqlalchemy import TextClause, text

_WALKED = 50
# The index gives the newest first by itself; the plus keeps SQLite from walking the whole workspace instead.
_SQLITE = text("""
    SELECT claim FROM claim_words WHERE +workspace = :workspace AND seq IN
        (SELECT rowid FROM claim_index WHERE claim_index MATCH :sought ORDER BY rowid DESC LIMIT :most)
    ORDER BY claim DESC
""")
# PostgreSQL's index knows no order, and its planner guesses badly how rare a word is. So: what is common is
# met among the newest claims; only where that is not enough is the index asked, for what must then be rare.
_POSTGRES = text("""
    WITH newest AS MATERIALIZED (
        SELECT claim FROM (
            SELECT claim, words FROM claim_words WHERE workspace = :workspace
            ORDER BY claim DESC LIMIT :walked
        ) AS walked
        WHERE ' ' || words LIKE ALL (:inside) ORDER BY claim DESC LIMIT :most
    ), found AS MATERIALIZED (
        SELECT claim FROM claim_words WHERE workspace = :workspace
            AND array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:sought AS tsquery)
            AND (SELECT count(*) FROM newest) < :most
    )
    SELECT claim FROM newest UNION SELECT claim FROM found ORDER BY claim DESC LIMIT :most
""")


def matching(dialect: str, *, workspace: str, sought: Sequence[str], limit: int) -> TextClause:
    """Claims that hold words which begin so, all of them, newest first.

    The terms are of storage.words, letters and digits alone: none of them means anything to a database.
    """
    if dialect == "sqlite":
        asked = " AND ".join(f'"{term}"*' for term in sought)
        return _SQLITE.bindparams(workspace=workspace, sought=asked, most=limit)
    return _POSTGRES.bindparams(
        workspace=workspace,
        sought=" & ".join(f"'{term}':*" for term in sought),
        inside=[f"% {term}%" for term in sought],
        walked=_WALKED * limit,
        most=limit,
    )
