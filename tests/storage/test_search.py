"""Claims are found by their words: alike on both databases, newest first, each workspace for itself."""

import shutil
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.ids import ClaimId, WorkspaceId, new_id
from storage import words
from storage.copy import copy
from storage.database import Database, open_database
from tests.storage.claims import a_claim
from tests.support.hours import NOON, Hours

W, OTHER = WorkspaceId("web"), WorkspaceId("slack:T1")


async def put(database: Database, *texts: str, workspace: WorkspaceId = W) -> list[ClaimId]:
    """Claims with these texts, oldest first."""
    claims = [a_claim(new_id(NOON + timedelta(minutes=n)), text) for n, text in enumerate(texts)]
    async with database.ledger.begin(workspace) as tx:
        await tx.claims.add(claims)
        await tx.claims.index({one.id: one.text for one in claims})
    return [one.id for one in claims]


async def find(database: Database, *sought: str, limit: int = 9, workspace: WorkspaceId = W) -> Sequence[str]:
    async with database.ledger.look(workspace) as tx:
        return await tx.claims.search(sought, limit=limit)


async def test_a_claim_is_found_that_holds_all_words_newest_first(database: Database) -> None:
    old, _, new = await put(database, "Rents fell in Oslo", "Rents rose in Bergen", "In Oslo the rents rose")
    assert await find(database, "rents", "oslo") == [new, old]
    assert await find(database, "oslo", "fell", "bergen") == []


async def test_at_most_so_many_are_given_and_those_are_the_newest(database: Database) -> None:
    ids = await put(database, *(f"Rents rose by {number}" for number in range(5)))
    assert await find(database, "rents", limit=2) == [ids[4], ids[3]]


async def test_a_rare_word_of_an_old_claim_is_found_behind_many_newer_ones(database: Database) -> None:
    ids = await put(
        database, "Rents in Oslo", "Trams in Oslo", *(f"Rents in {n}" for n in range(120)), "Oslo"
    )
    assert await find(database, "oslo", limit=2) == [ids[-1], ids[1]]
    assert await find(database, "oslo", "rents", limit=1) == [ids[0]]
    assert await find(database, "rents", limit=1) == [ids[-2]]


async def test_the_beginning_of_a_word_is_enough_and_its_middle_is_not(database: Database) -> None:
    (one,) = await put(database, "Unemployment rose")
    for beginning in ("u", "un", "une", "unem", "unemployment"):
        assert await find(database, beginning) == [one]
    assert await find(database, "employment") == []


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("The Café of José Núñez", "cafe jose nunez"),
        ("The cafe of Jose Nunez", "CAFÉ José"),
        ("Die Straße ist gesperrt", "STRASSE"),
        ("It rose by 40,000 to 3.5 %", "40,000 3.5"),
        ("“We’re not done,” the mayor said", "we’re done"),
        ("e-mail of the vice-president", "e-mail vice-president"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("हिन्दी समाचार", "समाचार हिन्दी"),
        ("snake_case names", "case snake"),
        ("See https://paper.example.org/news?id=7#top", "paper example news"),
        ("a" * 300 + " end", "a" * 200),
    ],
)
async def test_capitals_accents_and_marks_do_not_matter(database: Database, text: str, sought: str) -> None:
    (one,) = await put(database, text)
    assert await find(database, sought) == [one]


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "'",
        "'; DROP TABLE claim; --",
        'x" OR words:"x',
        "NEAR(a b)",
        "a OR zebra",
        "NOT a",
        "- ^ * : ( ) { } + \\",
        "a & !b | c <-> d:*",
        "%_",
        "\x00",
        "\ud800",
        "x" * 10_000,
    ],
)
async def test_words_are_words_whatever_they_mean_to_a_database(database: Database, hostile: str) -> None:
    (one,) = await put(database, "a bridge")
    assert await find(database, hostile) == []
    await put(database, f"{hostile} and more".replace("\x00", "").replace("\ud800", ""))
    assert await find(database, "bridge") == [one]


async def test_without_a_word_nothing_is_found(database: Database) -> None:
    await put(database, "a bridge")
    assert await find(database) == await find(database, "") == await find(database, "–", " ") == []


async def test_more_than_twelve_words_are_not_looked_for(database: Database) -> None:
    (one,) = await put(database, " ".join(f"word{number}x" for number in range(12)))
    assert await find(database, *(f"word{number}x" for number in range(12)), "absent") == [one]


async def test_new_words_of_a_claim_take_the_place_of_the_old(database: Database) -> None:
    first, second = await put(database, "Rents rose", "Rents fell")
    async with database.ledger.begin(W) as tx:
        await tx.claims.index({first: "Rents stood still"})
    assert await find(database, "rose") == []
    assert await find(database, "still") == [first]
    assert await find(database, "rents") == [second, first]


async def test_words_of_a_transaction_that_failed_are_not_found(database: Database) -> None:
    (one,) = await put(database, "Rents rose")

    async def fail() -> None:
        async with database.ledger.begin(W) as tx:
            await tx.claims.index({one: "Wages rose"})
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert (await find(database, "rents"), await find(database, "wages")) == ([one], [])


async def test_a_claim_of_another_workspace_is_never_found(database: Database) -> None:
    (ours,) = await put(database, "Rents rose")
    (theirs,) = await put(database, "Rents fell", workspace=OTHER)
    assert await find(database, "rents") == [ours]
    assert await find(database, "rents", workspace=OTHER) == [theirs]
    for term in words.terms(OTHER, "rents"):
        assert await find(database, term) == []


TEXTS = st.lists(st.sampled_from(["rents", "rent", "rose", "Oslo", "os", "ÖL", "40"]), min_size=1, max_size=4)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS.map(" ".join), max_size=5), sought=TEXTS)
async def test_search_finds_what_reading_all_claims_would_find(
    database: Database, texts: list[str], sought: list[str]
) -> None:
    workspace = WorkspaceId(new_id(NOON))
    ids = await put(database, *texts, workspace=workspace)
    folded = [text.casefold().replace("ö", "o") for text in texts]
    wanted = [word.casefold().replace("ö", "o") for word in sought]
    expected = [
        key
        for key, text in zip(ids, folded, strict=True)
        if all(any(word.startswith(begin) for word in text.split()) for begin in wanted)
    ]
    assert await find(database, *sought, workspace=workspace) == expected[::-1]


async def test_claims_are_found_after_a_move_to_the_other_kind_of_database(
    url: str, hours: Hours, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with open_database(url, now=hours) as database:
        first, second = await put(database, "Rents rose", "Rents fell")
        async with database.ledger.begin(W) as tx:
            await tx.claims.index({first: "Rents rose in May"})
    moved = (
        str(request.getfixturevalue("emptied")())
        if url.startswith("sqlite")
        else f"sqlite:///{tmp_path}/moved.db"
    )
    await copy(url, moved, say=lambda _: None)
    async with open_database(moved, now=hours) as database:
        assert await find(database, "rents") == [second, first]
        assert await find(database, "rents", limit=1) == [second]
        assert await find(database, "may") == [first]
        async with database.ledger.begin(W) as tx:
            await tx.claims.index({second: "Wages fell"})
        assert await find(database, "rents") == [first]


async def test_the_index_of_a_file_is_whole_also_after_it_was_made_smaller(
    template: Path, tmp_path: Path, hours: Hours
) -> None:
    file = tmp_path / "small.db"
    shutil.copy(template, file)
    async with open_database(f"sqlite:///{file}", now=hours) as database:
        ids = await put(database, *(f"Rents rose by {number}" for number in range(20)))
        async with database.ledger.begin(W) as tx:
            await tx.claims.index({ids[3]: "Wages fell"})
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM claim_words WHERE claim = ?", (ids[0],))
    connection.execute("VACUUM")
    connection.execute("INSERT INTO claim_index (claim_index, rank) VALUES ('integrity-check', 1)")
    connection.close()
    async with open_database(f"sqlite:///{file}", now=hours) as database:
        assert await find(database, "rents", limit=50) == [*ids[:3:-1], *ids[2:0:-1]]
        assert await find(database, "wages") == [ids[3]]
