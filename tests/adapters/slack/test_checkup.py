"""What `claimdesk doctor` finds out from a Slack, and what it says has to be done."""

from collections.abc import AsyncIterator, Mapping, Sequence

import pytest
from pydantic import SecretStr

from adapters.slack import checkup
from bot.model.finding import Finding
from bot.model.ids import PlaceId, PostKey, WorkspaceId
from bot.model.post import Post, PostKind
from bot.ports import Install
from bot.settings import Settings
from tests.support.hours import NOON
from tests.support.slack import APP_TOKEN, BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, DESK, ELSEWHERE, FakeSlack

NEWS = WorkspaceId("slack:T0NEWS")
Desks = Mapping[WorkspaceId, Sequence[PlaceId]]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack without rate limits."""
    async with FakeSlack(rates=None) as running:
        yield running


def settings(slack: FakeSlack, **more: object) -> Settings:
    one = {"slack_bot_token": SecretStr(BOT_TOKEN)} if "slack_client_id" not in more else {}
    own: dict[str, object] = {"slack_app_token": SecretStr(APP_TOKEN), "slack_api_url": slack.api_url}
    return Settings.model_validate(own | one | more)


async def look(slack: FakeSlack, *, desks: Desks | None = None, posts: Sequence[Post] = ()) -> list[Finding]:
    return await checkup.look(settings(slack), desks=desks or {}, refused={NEWS: posts}, heard={NEWS: NOON})


def said(found: Sequence[Finding], name: str) -> str:
    """The one sentence of this name that is not well, or the one that is."""
    some = [one for one in found if one.name == f"Slack: {name}"]
    return next((one.sentence for one in some if not one.well), some[0].sentence)


def post(key: str, why: str, *, place: str = DESK) -> Post:
    return Post(PostKey(key), PlaceId(place), PostKind.CARD, NOON, refused=why)


async def test_all_is_well_with_good_tokens(slack: FakeSlack) -> None:
    found = await look(slack, desks={NEWS: [PlaceId(DESK)]})
    assert [one for one in found if not one.well] == []
    assert said(found, "token") == "SLACK_BOT_TOKEN is good in News (slack:T0NEWS)."
    assert said(found, "channels") == "In 2: #desk, #secret."
    assert said(found, "events") == "The last one came at 2026-05-14 12:00 UTC."
    assert slack.complaints == []


async def test_tokens_that_slack_refuses_are_named_with_what_to_click(slack: FakeSlack) -> None:
    slack.team.dead = "token_revoked"
    slack.world.app_token = "xapp-another"
    found = await look(slack)
    assert [one.well for one in found] == [False, False]
    assert said(found, "token").startswith(
        "SLACK_BOT_TOKEN is refused by Slack: copy the Bot User OAuth Token"
    )
    assert "SLACK_APP_TOKEN is refused" in said(found, "socket")
    assert "App-Level Tokens" in said(found, "socket")


async def test_an_app_token_without_its_scope_is_refused_too(slack: FakeSlack) -> None:
    slack.world.app_scopes.clear()
    assert "with the scope connections:write" in said(await look(slack), "socket")


async def test_each_missing_scope_is_named_with_what_to_click(slack: FakeSlack) -> None:
    slack.team.scopes -= {"reactions:write", "im:write"}
    assert said(await look(slack), "scopes") == (
        "SLACK_BOT_TOKEN lacks im:write, reactions:write: OAuth & Permissions → Bot Token Scopes → "
        "add im:write, reactions:write, then Reinstall."
    )


async def test_a_scope_that_the_look_itself_needs_may_be_missing(slack: FakeSlack) -> None:
    slack.team.scopes.discard("groups:read")
    found = await look(slack)
    assert "groups:read" in said(found, "scopes")
    assert "groups:read" in said(found, "channels")


async def test_desks_that_it_was_taken_out_of_are_named(slack: FakeSlack) -> None:
    slack.team.channels[ELSEWHERE].archived = True
    desks = {NEWS: [PlaceId(DESK), PlaceId(ELSEWHERE), PlaceId("C0GONE")]}
    sentence = said(await look(slack, desks=desks), "channels")
    assert "No longer in #elsewhere (C0ELSE, archived), C0GONE, so nothing is said there" in sentence


async def test_a_bot_that_is_nowhere_is_told_how_to_come_in(slack: FakeSlack) -> None:
    for channel in slack.team.channels.values():
        channel.members = [one for one in channel.members if one != slack.team.bot_user]
    assert "type /invite @Claimdesk" in said(await look(slack), "channels")


async def test_what_slack_would_not_take_is_named_by_its_ids_under_what_to_do(slack: FakeSlack) -> None:
    archived, invited = "That channel is archived.", "Claimdesk is not in that channel: invite it."
    posts = [post(f"card:{n}", archived) for n in range(7)] + [post("claim:1", invited, place=ELSEWHERE)]
    found = [one for one in await look(slack, posts=posts) if not one.well]
    assert [one.sentence for one in found] == [
        "That channel is archived. 7 wait: card:0 at C0DESK, card:1 at C0DESK, card:2 at C0DESK, "
        "card:3 at C0DESK, card:4 at C0DESK and 2 more.",
        "Claimdesk is not in that channel: invite it. 1 wait: claim:1 at C0ELSE.",
    ]


async def test_a_slack_that_is_away_is_no_refused_token(slack: FakeSlack) -> None:
    away = settings(slack, slack_api_url="http://127.0.0.1:9/api/")
    found = await checkup.look(away, desks={}, refused={}, heard={})
    assert all("could not be tried: Slack did not answer" in one.sentence for one in found)


async def test_of_many_workspaces_each_is_looked_at_and_a_locked_token_is_said(slack: FakeSlack) -> None:
    many = settings(
        slack,
        slack_client_id=CLIENT_ID,
        slack_client_secret=SecretStr(CLIENT_SECRET),
        secret_key=SecretStr("s" * 32),
    )
    installs = [
        Install(workspace=NEWS, team="T0NEWS", name="News\u202e", token=BOT_TOKEN, at=NOON),
        Install(workspace=WorkspaceId("slack:T1"), team="T1", token="xoxb-dead", at=NOON),
    ]
    found = await checkup.look(
        many, desks={}, refused={}, heard={}, installs=installs, locked=[WorkspaceId("slack:T2")]
    )
    sentences = [one.sentence for one in found]
    assert "Installed in 2: News (slack:T0NEWS), a workspace (slack:T1)." in sentences
    assert "The token of slack:T0NEWS is good in News (slack:T0NEWS)." in sentences
    wrong = [one.sentence for one in found if not one.well]
    assert wrong[0].startswith("The token of slack:T1 is refused by Slack")
    assert wrong[1].startswith("SECRET_KEY does not open the token of slack:T2")
    assert BOT_TOKEN not in " ".join(sentences)
