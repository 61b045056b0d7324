"""The fake Slack delivers as Slack does, by socket and HTTP, to a bare real Bolt app."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack import ROSA, FakeSlack, shown
from tests.support.slack.bolt import button, heard, make_app, post, refusal, section, socket
from tests.support.slack.shapes import Json


async def test_a_post_is_heard_and_a_button_clicked_over_a_socket(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app = make_app(client)
    clicks: list[Json] = []

    @app.event("message")
    async def message(event: Json) -> None:
        await post(client, "Claim", thread_ts=event["ts"], blocks=[section("A *claim*"), button(value="c1")])

    @app.action("take")
    async def take(ack: Callable[[], Awaitable[None]], body: Json, respond: Any) -> None:
        await ack()
        clicks.append(body)
        await respond(text="You took it.", replace_original=False)

    async with socket(app):
        rosa = slack.person(ROSA)
        ts = rosa.post("see https://news.test/a?b=1&c=2 & tell")
        reply = await slack.until(lambda: slack.thread(ts)[0])
        assert slack.message(ts).text == "see <https://news.test/a?b=1&amp;c=2> &amp; tell"
        clicked = await rosa.click("Take", reply.ts)
        assert clicked.acked
        assert clicked.seconds < 0.5
        await slack.until(lambda: slack.ephemerals(ROSA))
    assert clicks[0]["actions"][0]["value"] == "c1"
    assert clicks[0]["container"]["thread_ts"] == ts
    assert [shown(one) for one in slack.ephemerals(ROSA)] == ["You took it."]
    assert slack.complaints == []


async def test_an_event_that_nobody_takes_comes_again_and_is_marked_as_a_retry(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app, retries = make_app(client), []

    @app.middleware
    async def refuse_twice(req: Any, next: Any, resp: Any) -> Any:
        retries.append(req.headers.get("x-slack-retry-num"))
        if len(retries) > 2:
            return await next()
        resp.status = 500
        return resp

    events = heard(app)
    async with socket(app):
        slack.person(ROSA).post("Hello")
        await slack.until(lambda: events)
        await slack.until(lambda: slack.deliveries[0].acked)
    assert retries == [["0"], ["1"], ["2"]]
    assert len(slack.deliveries[0].attempts) == 3


async def test_an_event_without_a_socket_comes_only_as_a_retry(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app = make_app(client)
    nums: list[Any] = []

    @app.event("message")
    async def message(req: Any) -> None:
        nums.append(req.headers.get("x-slack-retry-num"))

    slack.person(ROSA).post("Is anybody there?")
    await asyncio.sleep(0.05)
    async with socket(app):
        await slack.until(lambda: nums)
    assert nums == [["1"]]


async def test_a_click_that_is_not_acknowledged_is_not_sent_again(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app = make_app(client)
    ts = await post(client, blocks=[button()])
    async with socket(app):
        clicked = await slack.person(ROSA).click("Take", ts)
    assert not clicked.acked
    assert len(clicked.attempts) == 1
    assert slack.unanswered == [clicked]


async def test_a_dropped_socket_is_opened_anew_and_a_warning_leaves_it_open(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app = make_app(client)
    events = heard(app)
    async with socket(app):
        slack.sockets.drop()
        await slack.until(lambda: slack.sockets.ever == 2 and slack.sockets.links)
        await slack.sockets.disconnect("warning")
        await slack.until(lambda: slack.sockets.ever == 3)
        slack.person(ROSA).post("Still here")
        await slack.until(lambda: events)


async def test_a_lost_answer_has_its_effect_and_a_dropped_call_has_none(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.faults.next("chat.postMessage", "drop")
    slack.faults.next("chat.postMessage", "lost")
    for expected in (0, 1):
        with pytest.raises(aiohttp.ClientError):
            await post(client)
        assert len(slack.messages()) == expected
    slack.faults.next("chat.postMessage", "refused", error="ratelimited", seconds=7)
    assert await refusal(post(client)) == "ratelimited"
    assert [call.answer for call in slack.calls("chat.postMessage")] == ["drop", "lost", "refused"]


async def test_signed_requests_are_taken_and_tampered_or_stale_ones_refused(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app = make_app(client)
    events = heard(app)
    runner = aiohttp.web.AppRunner(app.web_app("/slack/events"), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    push = slack.push_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        assert (await push.verify())[0] == 200
        slack.person(ROSA).post("Signed")
        await slack.until(lambda: events)
        push.secret = "another"
        slack.person(ROSA).post("Forged")
        await slack.until(lambda: push.statuses == [200, 401, 401])
        push.secret, push.age = "", 301
        await slack.until(lambda: slack.deliveries[1].given_up)
        push.age = 0
        slack.person(ROSA).post("Signed again")
        await slack.until(lambda: len(events) == 2)
    finally:
        await runner.cleanup()
    assert [event["text"] for event in events] == ["Signed", "Signed again"]
