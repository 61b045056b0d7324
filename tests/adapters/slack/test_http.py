"""HTTP mode: what Slack sends, signed, to `/slack/events` on the desk's own web server."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from adapters.slack.service import EVENTS
from adapters.web.mount import mounted
from adapters.web.server import serve
from tests.adapters.slack.delivering import at_work
from tests.support.slack import EDDA, ROSA, FakeSlack, shown
from tests.support.slack_desk import STORY, SlackDesk


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """Nothing here depends on the sort of database."""
    return f"sqlite:///{shutil.copy(template, tmp_path)}"


@asynccontextmanager
async def pushed(url: str) -> AsyncIterator[tuple[FakeSlack, SlackDesk, str]]:
    """A desk that Slack sends to; the last is the address of its web server."""
    stop, ready = asyncio.Event(), asyncio.Future[str]()
    async with (
        FakeSlack(retry_after=0.5) as slack,
        at_work(url, slack, slack_mode="http", slack_app_token=None) as desk,
        asyncio.TaskGroup() as group,
    ):
        own = Starlette(routes=[Route("/", lambda request: PlainTextResponse("The desk"))])
        assert desk.service.asgi is not None
        app = mounted(own, desk.service.asgi, under="/slack/")
        group.create_task(serve(app, host="127.0.0.1", port=0, stop=stop, ready=ready.set_result))
        address = await ready
        slack.push_to(f"{address}{EVENTS}")
        try:
            yield slack, desk, address
        finally:
            stop.set()


async def test_events_clicks_and_commands_arrive_and_the_desk_s_own_pages_stay(url: str) -> None:
    async with pushed(url) as (slack, desk, address):
        assert await slack.push.verify() == (200, '{"challenge": "3eZbrw1a"}')
        tip = slack.person(ROSA).post(STORY)
        root = await slack.until(lambda: slack.messages(bot=True)[0], seconds=10)
        clicked = await slack.person(EDDA).click("False", root.ts)
        assert clicked.acked
        assert (await slack.person(ROSA).command("/claims", "help")).acked
        await slack.until(lambda: slack.thread(tip), seconds=10)
        await slack.until(lambda: any("/claims" in shown(one) for one in slack.ephemerals(ROSA)))
        await desk.settle()
        await slack.until(lambda: "1 of 2: False" in shown(slack.message(root.ts)))
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert await page.text() == "The desk"
        assert slack.sockets.ever == 0


@pytest.mark.parametrize("wrong", ["secret", "age", "signature"])
async def test_what_slack_did_not_sign_just_now_is_refused(url: str, wrong: str) -> None:
    async with pushed(url) as (slack, _, address):
        if wrong == "secret":
            slack.push.secret = "another"
        if wrong == "age":
            slack.push.age = 301
        body = '{"type": "url_verification", "challenge": "x", "token": "x"}'
        headers = slack.push.signed(body, "application/json")
        if wrong == "signature":
            del headers["X-Slack-Signature"]
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{address}{EVENTS}", data=body, headers=headers) as answer,
        ):
            assert answer.status == 401
            assert "x" not in (await answer.text()).split('"')


async def test_an_event_that_is_signed_wrongly_changes_nothing(url: str) -> None:
    async with pushed(url) as (slack, desk, _):
        slack.push.secret = "another"
        tip = slack.person(ROSA).post(STORY)
        delivery = slack.deliveries[-1]
        await slack.until(lambda: delivery.given_up or len(delivery.attempts) >= 2)
        assert set(slack.push.statuses) == {401}
        assert not slack.reactions(tip)
        assert desk.pages.asked == []


async def test_a_retry_is_taken_and_one_too_many_changes_nothing(url: str) -> None:
    async with pushed(url) as (slack, desk, address):
        slack.push.url = f"{address}/nowhere"
        tip = slack.person(ROSA).post(STORY)
        delivery = slack.deliveries[-1]
        await slack.until(lambda: len(delivery.attempts) >= 2)
        assert not delivery.acked
        slack.push.url = f"{address}{EVENTS}"
        await slack.until(lambda: delivery.acked)
        slack.courier.again(delivery, attempt=2)
        slack.courier.again(delivery, attempt=3)
        await slack.until(lambda: len(slack.messages(bot=True)) == 3, seconds=10)
        await desk.settle()
        assert len(slack.thread(tip)) == 1
        assert desk.pages.asked == [STORY]


async def test_a_body_without_end_is_cut_off(url: str) -> None:
    async with pushed(url) as (_, _, address):

        async def endless() -> AsyncIterator[bytes]:
            for _ in range(64):
                yield b"x" * 1_000_000

        async with aiohttp.ClientSession() as session:
            try:
                async with session.post(f"{address}{EVENTS}", data=endless()) as answer:
                    assert answer.status == 413
            except aiohttp.ClientConnectionError:
                pass  # the connection may be gone before the answer is read
