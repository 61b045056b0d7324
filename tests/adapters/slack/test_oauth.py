"""Installing by many workspaces, over HTTP against a Slack: state, token, pages, and being taken out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Installation

from adapters.slack.oauth import InstallationStore, StateStore
from adapters.slack.scopes import SCOPES
from bot.model.desk import Desk
from bot.model.ids import PlaceId, WorkspaceId
from storage.database import Database, open_database
from tests.support.hours import NOON, Hours
from tests.support.slack import CHAN, CLIENT_ID
from tests.support.slack.team import Team
from tests.support.slack_installing import PUBLIC, SECRET, Installing, installing

# The SDK's own way to send the app's secret; aiohttp would like another.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
NEWS = WorkspaceId("slack:T0NEWS")
REDIRECT = f"{PUBLIC}/slack/oauth_redirect"


@pytest.fixture
async def sealed(url: str, hours: Hours) -> AsyncIterator[Database]:
    """A database that may keep tokens."""
    async with open_database(url, now=hours, secret=SECRET) as database:
        yield database


@pytest.fixture
async def desk(sealed: Database, hours: Hours) -> AsyncIterator[Installing]:
    """A fresh desk that nobody has installed."""
    async with installing(sealed, hours) as ready:
        yield ready


async def test_the_install_asks_slack_for_the_least_scopes_and_comes_back_to_the_public_address(
    desk: Installing,
) -> None:
    page = await desk.get("/slack/install")
    query = parse_qs(urlsplit(page.location).query)
    assert page.location.startswith("https://slack.com/oauth/v2/authorize?")
    assert query["scope"] == [",".join(SCOPES)]
    assert query["redirect_uri"] == [REDIRECT]
    assert "user_scope" not in query
    assert page.cookie == f"slack-app-oauth-state={query['state'][0]}"


async def test_an_install_keeps_the_token_of_its_workspace_and_says_what_comes_next(desk: Installing) -> None:
    page = await desk.install()
    assert page.status == 200
    assert "/invite @Claimdesk" in page.text
    install = await desk.database.installs.get(NEWS)
    assert install is not None
    assert (install.token, install.team, install.by) == (desk.slack.team.token, "T0NEWS", CHAN)
    assert (install.bot, install.bot_user) == (desk.slack.team.bot_id, desk.slack.team.bot_user)
    assert (install.name, install.at) == ("News", NOON)
    assert sorted(install.scopes) == sorted(SCOPES)
    assert desk.slack.team.token not in page.text


async def test_a_state_that_is_not_ours_or_of_another_browser_installs_nothing(desk: Installing) -> None:
    back, cookie = await desk.begin()
    for path, kept in (
        (back.replace("state=", "state=x"), cookie.replace("=", "=x", 1)),
        (back, ""),
        (back, "slack-app-oauth-state=other"),
        (back.partition("&state=")[0], ""),
    ):
        page = await desk.get(path, cookie=kept)
        assert page.status in (400, 401)
        assert 'href="/slack/install"' in page.text
    assert await desk.database.installs.all() == []
    assert desk.slack.calls("oauth.v2.access") == []


async def test_a_state_is_good_once(desk: Installing) -> None:
    back, cookie = await desk.begin()
    assert (await desk.get(back, cookie=cookie)).status == 200
    again = await desk.get(back, cookie=cookie)
    assert again.status == 401
    assert "was used before" in again.text
    assert len(desk.slack.calls("oauth.v2.access")) == 1


async def test_a_state_is_good_for_ten_minutes(desk: Installing, hours: Hours) -> None:
    back, cookie = await desk.begin()
    await hours.pass_by(timedelta(minutes=10, seconds=1))
    assert (await desk.get(back, cookie=cookie)).status == 401
    assert await desk.database.installs.all() == []
    back, cookie = await desk.begin()
    await hours.pass_by(timedelta(minutes=9, seconds=59))
    assert (await desk.get(back, cookie=cookie)).status == 200


async def test_who_says_no_at_slack_reads_that_nothing_was_installed(desk: Installing) -> None:
    page = await desk.get("/slack/oauth_redirect?error=access_denied&state=x")
    assert "nothing was installed" in page.text
    hostile = await desk.get("/slack/oauth_redirect?error=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in hostile.text


async def test_a_code_that_slack_does_not_take_is_a_sentence(desk: Installing) -> None:
    back, cookie = await desk.begin()
    desk.slack.world.codes.clear()
    page = await desk.get(back, cookie=cookie)
    assert page.status == 401
    assert "Slack did not take the install" in page.text


async def test_a_workspace_named_like_mark_up_is_shown_as_words(desk: Installing) -> None:
    desk.slack.team.name = "<img src=x onerror=alert(1)>\u202e"
    page = await desk.install()
    assert "<img" not in page.text
    assert "&lt;img" in page.text


async def test_an_uninstalled_workspace_loses_its_token_and_keeps_its_desks(desk: Installing) -> None:
    await desk.install()
    async with desk.database.ledger.begin(NEWS) as tx:
        await tx.desks.save(Desk(PlaceId("C0DESK"), signoffs=3))
    desk.slack.push_to(f"{desk.address}/slack/events")
    desk.slack.person(CHAN).uninstall()
    await desk.slack.until(lambda: len(desk.slack.push.statuses) == 2)
    assert desk.slack.push.statuses == [200, 200]
    assert await desk.database.installs.get(NEWS) is None
    async with desk.database.ledger.look(NEWS) as tx:
        assert (await tx.desks.get(PlaceId("C0DESK"))).signoffs == 3
    await desk.install()
    assert await desk.database.installs.get(NEWS) is not None


async def test_two_workspaces_have_a_token_each(desk: Installing) -> None:
    desk.slack.add_team(Team("T0TWO", "Two", "xoxb-two", set(), bot_user="U2", bot_id="B2"))
    await desk.install()
    back, cookie = await desk.begin(team="T0TWO")
    assert (await desk.get(back, cookie=cookie)).status == 200
    tokens = {one.workspace: one.token for one in await desk.database.installs.all()}
    assert tokens == {NEWS: desk.slack.team.token, "slack:T0TWO": "xoxb-two"}


async def test_bolt_leaves_no_file_behind(desk: Installing) -> None:
    await desk.install()
    assert list(Path.home().glob(f".bolt-app-*/{CLIENT_ID}*")) == []


def _org_wide() -> Installation:
    return Installation(
        enterprise_id="E1", enterprise_name="The House", bot_token="xoxb-org", user_id="U1",
        is_enterprise_install=True,
    )  # fmt: skip


async def test_an_install_of_a_whole_organisation_is_found_from_any_of_its_workspaces(
    sealed: Database, hours: Hours
) -> None:
    store = InstallationStore(sealed.installs, now=hours)
    await store.async_save(_org_wide())
    found = await store.async_find_installation(enterprise_id="E1", team_id="T9", is_enterprise_install=True)
    assert found is not None
    assert (found.bot_token, found.is_enterprise_install) == ("xoxb-org", True)
    assert await store.async_find_bot(enterprise_id="E2", team_id="T9") is None
    await store.async_delete_all(enterprise_id="E1", team_id=None)
    assert await store.async_find_bot(enterprise_id="E1", team_id="T9") is None


async def test_a_person_who_takes_back_their_own_leave_takes_nothing_from_the_workspace(
    sealed: Database, hours: Hours
) -> None:
    store = InstallationStore(sealed.installs, now=hours)
    await store.async_save(Installation(team_id="T1", bot_token="xoxb-1", user_id="U1"))
    await store.async_delete_installation(enterprise_id=None, team_id="T1", user_id="U1")
    found = await store.async_find_bot(enterprise_id=None, team_id="T1")
    assert found is not None
    assert found.bot_token == "xoxb-1"


async def test_an_install_that_cannot_be_kept_says_why(database: Database, hours: Hours) -> None:
    store = InstallationStore(database.installs, now=hours)
    with pytest.raises(BoltError, match="SECRET_KEY must be set"):
        await store.async_save(Installation(team_id="T1", bot_token="xoxb-1", user_id="U1"))
    with pytest.raises(BoltError, match="gave no token"):
        await store.async_save(Installation(team_id="T1", user_id="U1"))


async def test_a_state_of_another_secret_or_no_state_at_all_is_refused(
    sealed: Database, hours: Hours
) -> None:
    ours = StateStore(sealed.ledger, secret=SECRET, now=hours)
    theirs = StateStore(sealed.ledger, secret="t" * 32, now=hours)
    for state in (await theirs.async_issue(), "", ".", "1.2.3", "x.y.z", "\u00e9.\u00e9.\u00e9"):
        assert not await ours.async_consume(state)
    assert await ours.async_consume(await ours.async_issue())
