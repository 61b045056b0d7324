"""The stream of changes, and the end of the server while one is open."""

import asyncio

import aiohttp
import pytest

from adapters.web import stream
from adapters.web.people import PLACE
from adapters.web.server import serve
from bot.errors import SettingWrong
from bot.model.ids import MessageId
from bot.ports import Step
from tests.adapters.web.running import LINK, Desk, running
from tests.support.room import Room


async def _next(answer: aiohttp.ClientResponse) -> str:
    """The name of the next event; comments are passed over."""
    while True:
        line = (await answer.content.readline()).decode()
        if line.startswith("event: "):
            return line.removeprefix("event: ").strip()


async def _opened(desk: Desk) -> aiohttp.ClientResponse:
    answer = await desk.session.get(desk.url + "/stream")
    assert answer.content_type == "text/event-stream"
    assert await _next(answer) == "changed"
    return answer


async def test_an_open_page_is_told_of_what_changed_before_it_came_and_after(room: Room) -> None:
    async with running(room) as desk, await _opened(desk) as answer:
        await desk.post("/messages", text=LINK)
        assert await _next(answer) == "changed"


async def test_progress_rings_without_a_change_in_the_ledger(room: Room) -> None:
    async with running(room) as desk, await _opened(desk) as answer:
        await desk.chat.progress(PLACE, MessageId("web:1"), Step.READING)
        assert await _next(answer) == "changed"
        assert desk.chat.step(MessageId("web:1")) is Step.READING


async def test_a_stream_ends_by_itself_on_stop(room: Room) -> None:
    async with running(room) as desk, await _opened(desk) as answer:
        desk.stop.set()
        rest = await answer.content.read()
        assert rest.count(b"event: changed") <= 1


async def test_the_server_ends_with_open_streams_and_idle_connections(room: Room) -> None:
    async with asyncio.timeout(5):
        async with running(room) as desk:
            answers = [await _opened(desk) for _ in range(5)]
            desk.stop.set()
        for answer in answers:
            answer.close()


async def test_a_page_that_goes_frees_its_stream(room: Room) -> None:
    async with running(room) as desk:
        for _ in range(stream.MOST + 5):
            answer = await _opened(desk)
            answer.close()
            await desk.get("/healthz")
        async with await _opened(desk) as answer:
            assert answer.status == 200


async def test_more_pages_than_the_desk_bears_are_told_so(room: Room) -> None:
    async with running(room) as desk:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:
            answers = [await session.get(desk.url + "/stream") for _ in range(stream.MOST)]
            async with session.get(desk.url + "/stream") as refused:
                assert refused.status == 503
            for answer in answers:
                answer.close()


async def test_a_port_in_use_is_a_setting_that_is_wrong(room: Room) -> None:
    async with running(room) as desk:
        port = int(desk.url.rpartition(":")[2])
        with pytest.raises(SettingWrong, match=f"^WEB_PORT {port} is in use"):
            await serve(
                lambda scope, receive, send: asyncio.sleep(0),
                host="127.0.0.1",
                port=port,
                stop=asyncio.Event(),
                ready=lambda address: None,
            )
