"""The fetcher against real servers: what it brings home, and what it says when it cannot."""

import asyncio
import logging
import ssl
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.fetch import FetchedPage, PageFetcher
from bot.errors import PageRefused, PageUnreadable, SettingWrong

if TYPE_CHECKING:
    from tests.adapters.conftest import Names, OpenSite, Reply, Site

PAGE = b"<!doctype html><title>Budget</title><p>The budget grew by 4 per cent.</p>"


async def get(site: "Site", path: str = "/") -> FetchedPage:
    fetcher = PageFetcher(allow=[f"127.0.0.1:{site.port}"])
    return await fetcher.fetch(f"http://127.0.0.1:{site.port}{path}")


async def test_a_page_comes_home_with_its_address_type_and_bytes(
    open_site: "OpenSite", reply: "Reply"
) -> None:
    site = await open_site({"/story": reply(200, PAGE, kind="text/html; charset=windows-1252")})
    page = await get(site, "/story?id=42#comments")
    assert page == FetchedPage(
        url=f"http://127.0.0.1:{site.port}/story?id=42#comments",
        final_url=f"http://127.0.0.1:{site.port}/story?id=42",
        status=200,
        content_type="text/html; charset=windows-1252",
        body=PAGE,
    )


async def test_the_request_is_honest_and_says_nothing_of_us(open_site: "OpenSite", reply: "Reply") -> None:
    site = await open_site({"/": reply()})
    await get(site)
    head = site.requests[0].lower()
    assert "user-agent: claimdesk/" in head
    assert "accept-encoding: gzip, deflate\r\n" in head
    assert "referer" not in head
    assert "cookie" not in head


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_and_the_last_address_told(
    open_site: "OpenSite", reply: "Reply", status: int
) -> None:
    site = await open_site({"/old": reply(status, b"", "Location: ../new?id=1#top"), "/new": reply()})
    page = await get(site, "/old")
    assert page.final_url == f"http://127.0.0.1:{site.port}/new?id=1"


async def test_five_redirects_are_followed_and_a_sixth_is_not(open_site: "OpenSite", reply: "Reply") -> None:
    chain = {f"/{n}": reply(302, b"", f"Location: /{n + 1}") for n in range(6)}
    site = await open_site({**chain, "/6": reply()})
    assert (await get(site, "/1")).final_url.endswith("/6")
    with pytest.raises(PageUnreadable, match="without end"):
        await get(site, "/0")


async def test_a_circle_is_noticed_on_its_first_round(open_site: "OpenSite", reply: "Reply") -> None:
    site = await open_site(
        {"/a": reply(302, b"", "Location: /b"), "/b": reply(302, b"", "Location: /a")},
    )
    with pytest.raises(PageUnreadable, match="circle"):
        await get(site, "/a")
    assert len(site.requests) == 2


async def test_a_page_that_wants_its_cookie_back_gets_it(open_site: "OpenSite", reply: "Reply") -> None:
    async def wall(head: str, writer: asyncio.StreamWriter) -> None:
        open_ = "cookie: seen=1" in head.lower()
        writer.write(reply() if open_ else reply(302, b"", "Location: /", "Set-Cookie: seen=1"))

    site = await open_site({"/": wall})
    assert (await get(site)).body == PAGE


async def test_two_articles_never_share_a_cookie(open_site: "OpenSite", reply: "Reply") -> None:
    site = await open_site({"/": reply(200, PAGE, "Set-Cookie: who=first; Path=/")})
    async with PageFetcher(allow=[f"127.0.0.1:{site.port}"]) as fetcher:
        await fetcher.fetch(f"http://127.0.0.1:{site.port}/")
        await fetcher.fetch(f"http://127.0.0.1:{site.port}/")
    assert not any("cookie" in head.lower() for head in site.requests)


async def test_a_proxy_of_the_environment_is_ignored(
    open_site: "OpenSite", reply: "Reply", monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, site = await open_site({}), await open_site({"/": reply()})
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    await get(site)
    assert proxy.connections == 0


async def test_at_most_eight_pages_are_fetched_at_once(open_site: "OpenSite", reply: "Reply") -> None:
    now, most, full = 0, 0, asyncio.Event()

    async def hold(_: str, writer: asyncio.StreamWriter) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        if now == 8:
            full.set()
        await full.wait()
        await asyncio.sleep(0)
        now -= 1
        writer.write(reply())

    site = await open_site({"/": hold})
    fetcher = PageFetcher(allow=[f"127.0.0.1:{site.port}"])
    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(fetcher.fetch(f"http://127.0.0.1:{site.port}/"))
    assert most == 8


async def test_a_page_over_tls_is_read_only_from_whom_it_says_it_is(
    open_site: "OpenSite", reply: "Reply", names: "Names", tmp_path: Path
) -> None:
    key, cert = str(tmp_path / "key.pem"), str(tmp_path / "cert.pem")
    await asyncio.to_thread(
        subprocess.run,
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=t "
        f"-addext subjectAltName=DNS:news.test -keyout {key} -out {cert}".split(),
        check=True,
        capture_output=True,
    )
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(cert, key)
    site = await open_site({"/": reply()}, tls=ours)
    names.zone = {"news.test": [["127.0.0.1"]], "other.test": [["127.0.0.1"]]}
    allow = [f"news.test:{site.port}", f"other.test:{site.port}"]
    trusting = PageFetcher(
        ssl=ssl.create_default_context(cafile=cert), allow=allow, resolver=names.resolver()
    )
    assert (await trusting.fetch(f"https://news.test:{site.port}/")).body == PAGE
    with pytest.raises(PageUnreadable, match="prove who it is"):
        await trusting.fetch(f"https://other.test:{site.port}/")
    with pytest.raises(PageUnreadable, match="prove who it is"):
        await PageFetcher(allow=allow, resolver=names.resolver()).fetch(f"https://news.test:{site.port}/")


async def test_the_machines_own_look_up_serves_an_allowed_name(open_site: "OpenSite", reply: "Reply") -> None:
    site = await open_site({"/": reply()})
    page = await PageFetcher(allow=[f"LocalHost:{site.port}"]).fetch(f"http://localhost:{site.port}/")
    assert page.body == PAGE


async def test_no_log_line_holds_the_query(
    open_site: "OpenSite", reply: "Reply", caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    site = await open_site({"/": reply(302, b"", "Location: /gone?token=hush"), "/page": reply()})
    await get(site, "/page?token=hush")
    with pytest.raises(PageUnreadable) as failed:
        await get(site, "/?token=hush")
    assert "hush" not in caplog.text + failed.value.reason
    assert caplog.records


@pytest.mark.parametrize(
    "entry",
    ["news.example", "news.example:", "news.example:0", "news.example:x", "http://a:80", "*:80", "a:99999"],
)
def test_a_malformed_allowance_is_named(entry: str) -> None:
    with pytest.raises(SettingWrong, match="FETCH_ALLOW"):
        PageFetcher(allow=[entry])


async def test_cancelling_a_fetch_stops_it(open_site: "OpenSite") -> None:
    begun = asyncio.Event()

    async def never(_: str, writer: asyncio.StreamWriter) -> None:
        begun.set()
        await writer.wait_closed()

    site = await open_site({"/": never})
    async with asyncio.TaskGroup() as group:
        task = group.create_task(get(site))
        await begun.wait()
        task.cancel()
    assert task.cancelled()


async def test_a_refusal_and_a_failure_are_told_apart() -> None:
    with pytest.raises(PageRefused):
        await PageFetcher().fetch("ftp://example.org/file")
