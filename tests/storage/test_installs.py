"""The installs of workspaces: one a workspace, its token encrypted, gone when the bot is."""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.errors import SettingWrong
from bot.model.desk import Desk
from bot.model.ids import PersonId, PlaceId, PostKey, WorkspaceId
from bot.model.post import Post, PostKind
from bot.ports import Install
from storage.copy import copy
from storage.database import Database, open_database
from storage.overview import overview
from storage.secrets import Box
from tests.storage.first_shape import engine_of
from tests.support.hours import NOON

Now = Callable[[], datetime]
SECRET, OTHER_SECRET = "s" * 32, "t" * 32
W, ELSEWHERE = WorkspaceId("slack:T0NEWS"), WorkspaceId("slack:T1")
TOKEN = "xoxb-its-token"
NEWS = Install(
    workspace=W,
    team="T0NEWS",
    enterprise="E1",
    name="The Newsroom",
    token=TOKEN,
    bot="B1",
    bot_user="U0BOT",
    scopes=("chat:write", "commands"),
    by=PersonId("U1"),
    at=NOON,
)
SPORT = Install(workspace=ELSEWHERE, team="T1", token="xoxb-other", at=NOON + timedelta(days=1))


@pytest.fixture
async def sealed(url: str, now: Now) -> AsyncIterator[Database]:
    """A database that has a secret."""
    async with open_database(url, now=now, secret=SECRET) as database:
        yield database


async def rows(url: str) -> str:
    """All that stands in the table, as text."""
    engine = engine_of(url)
    async with engine.connect() as connection:
        found = (await connection.execute(text("SELECT * FROM install"))).all()
    await engine.dispose()
    return repr(found)


async def test_an_install_comes_back_as_it_was(sealed: Database) -> None:
    await sealed.installs.save(SPORT)
    await sealed.installs.save(NEWS)
    assert await sealed.installs.get(W) == NEWS
    assert await sealed.installs.all() == [NEWS, SPORT]
    assert await sealed.installs.get(WorkspaceId("slack:T9")) is None


async def test_a_newer_install_takes_the_place_of_the_older(sealed: Database) -> None:
    newer = replace(NEWS, token="xoxb-newer", scopes=("chat:write",), at=NOON + timedelta(hours=1))
    await sealed.installs.save(NEWS)
    await sealed.installs.save(newer)
    assert await sealed.installs.all() == [newer]


async def test_its_token_stands_nowhere_in_clear(sealed: Database, url: str) -> None:
    await sealed.installs.save(NEWS)
    assert "T0NEWS" in await rows(url)
    assert TOKEN not in await rows(url)
    assert TOKEN not in repr(NEWS)


async def test_a_removed_install_is_gone_and_its_token_forgotten_until_it_comes_again(
    sealed: Database, url: str
) -> None:
    await sealed.installs.save(NEWS)
    await sealed.installs.save(SPORT)
    await sealed.installs.remove(W, at=NOON)
    await sealed.installs.remove(WorkspaceId("slack:T9"), at=NOON)
    assert await sealed.installs.get(W) is None
    assert await sealed.installs.all() == [SPORT]
    assert "gAAAA" not in (await rows(url)).split("T0NEWS")[2].split("T1")[0]
    await sealed.installs.save(NEWS)
    assert await sealed.installs.get(W) == NEWS


async def test_with_another_secret_an_install_is_as_if_removed_and_the_log_names_its_workspace(
    url: str, now: Now, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_database(url, now=now, secret=SECRET) as database:
        await database.installs.save(NEWS)
    with caplog.at_level(logging.ERROR):
        async with open_database(url, now=now, secret=OTHER_SECRET) as database:
            assert await database.installs.get(W) is None
            assert await database.installs.all() == []
    assert [record.getMessage() for record in caplog.records] == [
        "the token of slack:T0NEWS cannot be decrypted: SECRET_KEY is another"
    ]
    async with open_database(url, now=now, secret=SECRET) as database:
        assert await database.installs.get(W) == NEWS


async def test_without_a_secret_nothing_is_installed_and_the_sentence_says_what_to_set(
    database: Database,
) -> None:
    with pytest.raises(SettingWrong, match=r"^SECRET_KEY must be set"):
        await database.installs.save(NEWS)
    assert await database.installs.all() == []


async def test_an_overview_beside_a_running_desk_shows_desks_refusals_and_installs(
    sealed: Database, url: str
) -> None:
    await sealed.installs.save(NEWS)
    async with sealed.ledger.begin(W) as tx:
        await tx.inbox.take("event", at=NOON)
        await tx.desks.save(Desk(PlaceId("C1")))
        await tx.posts.owe(Post(PostKey("card:1"), PlaceId("C1"), PostKind.CARD, NOON))
        await tx.posts.owe(Post(PostKey("card:2"), PlaceId("C1"), PostKind.CARD, NOON))
        await tx.posts.refused(PostKey("card:1"), why="The channel is archived.")
    seen = await overview(url, secret=SECRET)
    assert seen.heard == {W: NOON}
    assert seen.desks == {W: ["C1"]}
    assert [(post.key, post.refused) for post in seen.refused[W]] == [("card:1", "The channel is archived.")]
    assert (seen.installs, seen.locked) == ([NEWS], [])
    with_another = await overview(url, secret=OTHER_SECRET)
    assert (with_another.installs, with_another.locked) == ([], [W])


async def test_installs_move_to_another_database_still_encrypted(
    url: str, now: Now, tmp_path: object, request: pytest.FixtureRequest
) -> None:
    target = (
        str(request.getfixturevalue("emptied")())
        if url.startswith("sqlite")
        else f"sqlite:///{tmp_path}/moved.db"
    )
    async with open_database(url, now=now, secret=SECRET) as database:
        await database.installs.save(NEWS)
    await copy(url, target, say=lambda _: None)
    assert TOKEN not in await rows(target)
    async with open_database(target, now=now, secret=SECRET) as database:
        assert await database.installs.all() == [NEWS]


def test_a_box_opens_what_it_sealed_and_nothing_that_was_touched() -> None:
    box = Box(SECRET)
    sealed = box.seal("xoxb-1")
    assert box.open(sealed) == "xoxb-1"
    assert box.open(sealed[:-4] + "AAAA") is None
    assert box.open("") is None
    assert Box(None).open(sealed) is None
    assert box.seal("xoxb-1") != sealed
