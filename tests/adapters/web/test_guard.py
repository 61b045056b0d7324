"""Only the desk's own page, opened at its own address, may change something."""

import pytest

from tests.adapters.web.running import running
from tests.support.room import Room


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:1", "127.0.0.1", "localhost.evil.example:{port}", ""]
)
async def test_a_foreign_host_is_turned_away(room: Room, host: str) -> None:
    async with running(room) as desk:
        port = desk.url.rpartition(":")[2]
        answer = await desk.get("/", Host=host.format(port=port))
        assert answer.status in (400, 421)
        assert "People" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
async def test_this_machine_by_any_of_its_names_is_let_in(room: Room, host: str) -> None:
    async with running(room) as desk:
        answer = await desk.get("/", Host=host.format(port=desk.url.rpartition(":")[2]))
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_health_is_told_to_any_host(room: Room, path: str) -> None:
    async with running(room) as desk:
        assert (await desk.get(path, Host="monitor.example")).status == 200


async def test_slack_comes_from_elsewhere_and_is_not_judged_by_host_or_origin(room: Room) -> None:
    async with running(room) as desk:
        assert (await desk.send("/slack/events", {}, Host="desk.example")).status == 404


CHANGING = [
    "/messages",
    "/sample",
    "/claims/x/ballot",
    "/claims/x/dismiss",
    "/claims/x/reopen",
    "/claims/x/replies",
    "/stories/x/claims/y/thread",
]


@pytest.mark.parametrize("path", CHANGING)
async def test_a_change_without_an_origin_is_refused(room: Room, path: str) -> None:
    async with running(room) as desk:
        assert (await desk.send(path, {"as": "rosa", "text": "https://news.example/a"})).status == 403
        assert (await desk.parts())["items"] == []


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://127.0.0.1", "http://localhost:1"])
async def test_a_change_from_a_foreign_page_is_refused(room: Room, origin: str) -> None:
    async with running(room) as desk:
        sent = {"as": "rosa", "text": "https://news.example/a"}
        assert (await desk.send("/messages", sent, Origin=origin)).status == 403
        assert (await desk.parts())["items"] == []


async def test_an_origin_of_another_name_for_this_machine_is_foreign_too(room: Room) -> None:
    async with running(room) as desk:
        other = desk.url.replace("127.0.0.1", "localhost")
        assert (await desk.send("/messages", {"as": "rosa", "text": "x"}, Origin=other)).status == 403


@pytest.mark.parametrize("path", ["/", "/desk", "/sample", "/static/main.js", "/nowhere", "/healthz"])
async def test_every_answer_carries_the_security_headers(room: Room, path: str) -> None:
    async with running(room) as desk:
        headers = (await desk.get(path)).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none';")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] in ("no-store", "no-cache")


async def test_the_page_needs_no_inline_script_or_style(room: Room) -> None:
    async with running(room) as desk:
        page = (await desk.get("/")).text
        assert page.count("<script") == 1
        assert "<style" not in page
        assert " style=" not in page
        assert "onclick" not in page
