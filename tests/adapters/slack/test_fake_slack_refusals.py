"""What the fake Slack refuses, as Slack does, and what it complains of."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack import (
    BOT_TOKEN,
    CHAN,
    CLIENT_ID,
    CLIENT_SECRET,
    DESK,
    EDDA,
    ELSEWHERE,
    PRIVATE,
    ROSA,
    FakeSlack,
    Rates,
    second_newsroom,
)
from tests.support.slack.bolt import QUIET, button, post, refusal, rich, section
from tests.support.slack.shapes import Json


async def test_a_second_message_within_a_second_is_refused_with_the_time_to_wait(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    await post(client)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    await post(client, channel=PRIVATE)
    assert slack.rates is not None
    assert [channel for _, _, channel in slack.rates.refused] == [DESK]
    await asyncio.sleep(0.97)
    await post(client)


BAD = [
    ([section("x" * 3001)], "invalid_blocks"),
    ([section("")], "invalid_blocks"),
    ([section("x")] * 51, "invalid_blocks"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "invalid_blocks"),
    ([button("x" * 76)], "invalid_blocks"),
    ([button(value="x" * 2001)], "invalid_blocks"),
    ([button(style="green")], "invalid_blocks"),
    ([button(colour="red")], "invalid_blocks"),
    ([button(), button()], "invalid_blocks"),
    ([{"type": "actions", "elements": button()["elements"] * 2}], "invalid_blocks"),
    ([{"type": "actions", "elements": []}], "invalid_blocks"),
    ([{"type": "nonsense"}], "invalid_blocks"),
    ([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": "x"}]}], "invalid_blocks"),
    ([section("x" * 2700) for _ in range(5)], "msg_blocks_too_long"),
    ("not a list", "invalid_blocks_format"),
]


@pytest.mark.parametrize(("blocks", "error"), BAD)
async def test_what_slack_would_not_show_is_refused(
    slack: FakeSlack, client: AsyncWebClient, blocks: Any, error: str
) -> None:
    call = client.api_call("chat.postMessage", json={"channel": DESK, "text": "x", "blocks": blocks, **QUIET})
    assert await refusal(call) == error
    assert slack.messages() == []


async def test_rich_text_is_looked_into(client: AsyncWebClient, slack: FakeSlack) -> None:
    text = {"type": "text", "text": "x", "style": {"bold": True}}
    await post(client, blocks=rich(text, {"type": "link", "url": "https://news.test"}))
    for bad in ({**text, "text": ""}, {**text, "style": {"loud": True}}, {**text, "size": 3}):
        assert await refusal(post(client, channel=PRIVATE, blocks=rich(bad))) == "invalid_blocks"
    assert slack.complaints == []


PINGS: list[Json] = [
    {"text": "<!channel> hello"},
    {"text": "x", "blocks": [section("<!subteam^S1|@editors>")]},
    {"text": "x", "blocks": rich({"type": "broadcast", "range": "here"})},
    {"text": "x", "unfurl_links": True},
    {"text": "", "blocks": [section("no fallback")]},
]


@pytest.mark.parametrize("args", PINGS)
async def test_what_a_newsroom_must_not_send_is_a_complaint(
    slack: FakeSlack, client: AsyncWebClient, args: Json
) -> None:
    await client.api_call("chat.postMessage", json={"channel": DESK, **QUIET, **args})
    assert len(slack.complaints) == 1


async def test_escaped_and_plain_text_ping_nobody_and_one_person_may_be_mentioned(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    await post(
        client, "&lt;!channel&gt;", blocks=[section("<!channel>", "plain_text"), section(f"<@{EDDA}>")]
    )
    assert slack.complaints == []
    assert slack.world.mentions == [(DESK, EDDA)]


async def test_tokens_scopes_and_places_are_refused_as_slack_does(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    assert await refusal(post(client, channel=ELSEWHERE)) == "not_in_channel"
    assert await refusal(post(client, channel="C0NONE")) == "channel_not_found"
    slack.person(CHAN).archive(PRIVATE)
    assert await refusal(post(client, channel=PRIVATE)) == "is_archived"
    assert await refusal(post(client, thread_ts="1.000000")) == "thread_not_found"
    assert await refusal(post(client, "x" * 40_001)) == "msg_too_long"
    assert await refusal(client.users_info(user="U0NONE")) == "user_not_found"
    assert (await client.auth_test()).headers["x-oauth-scopes"].startswith("app_mentions:read,")
    slack.team.scopes.discard("chat:write")
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response["needed"] == "chat:write"
    slack.team.dead = "token_revoked"
    assert await refusal(client.auth_test()) == "token_revoked"
    assert (
        await refusal(AsyncWebClient(token="xoxb-no", base_url=slack.api_url).auth_test()) == "invalid_auth"
    )
    assert await refusal(AsyncWebClient(base_url=slack.api_url).auth_test()) == "not_authed"
    await refusal(client.api_call("chat.nonsense"))
    assert slack.complaints == ["unknown method chat.nonsense"]


async def test_a_code_buys_the_token_of_the_workspace_that_allowed_the_app(slack: FakeSlack) -> None:
    back = slack.allow(
        f"https://slack.test/oauth/v2/authorize?client_id={CLIENT_ID}&scope=chat:write&state=s1"
        "&redirect_uri=https://desk.test/slack/oauth_redirect"
    )
    assert back.startswith("https://desk.test/slack/oauth_redirect?code=")
    assert back.endswith("&state=s1")
    code = back.split("code=")[1].split("&")[0]
    client = AsyncWebClient(base_url=slack.api_url)

    def exchange(secret: str) -> Awaitable[Any]:
        # client.oauth_v2_access warns of aiohttp's BasicAuth, and a warning is an error here.
        form = {"client_id": CLIENT_ID, "client_secret": secret, "code": code}
        return client.api_call("oauth.v2.access", data=form)

    assert await refusal(exchange("wrong")) == "bad_client_secret"
    got = await exchange(CLIENT_SECRET)
    assert (got["access_token"], got["scope"]) == (BOT_TOKEN, "chat:write")
    assert await refusal(exchange(CLIENT_SECRET)) == "invalid_code"


async def test_tiers_can_be_switched_on() -> None:
    async with FakeSlack(rates=Rates(tiers={"users.info": 2})) as slack:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url)
        await client.users_info(user=ROSA)
        await client.users_info(user=ROSA)
        assert await refusal(client.users_info(user=ROSA)) == "ratelimited"


async def test_two_workspaces_have_their_own_tokens_and_never_meet(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    two = slack.add_team(second_newsroom())
    other = AsyncWebClient(token=two.token, base_url=slack.api_url)
    assert (await other.auth_test())["team_id"] == two.id
    assert await refusal(post(client, channel="C0TWO")) == "channel_not_found"
    assert await refusal(post(other)) == "channel_not_found"
    slack.person("U0TWO1", two.id).post("Hello", channel="C0TWO")
    assert slack.deliveries[-1].payload["team_id"] == two.id
