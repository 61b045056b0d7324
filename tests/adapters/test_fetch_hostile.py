"""Hostile and broken servers: one plain sentence each, and the fetcher lives on."""

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from adapters.fetch import FetchedPage, PageFetcher
from bot.errors import PageRefused, PageUnreadable

if TYPE_CHECKING:
    from tests.adapters.conftest import Names, OpenSite, Reply, Site

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MB = 1024 * 1024


async def get(site: "Site", *, seconds: float = 20.0) -> FetchedPage:
    fetcher = PageFetcher(allow=[f"127.0.0.1:{site.port}"], seconds=seconds)
    return await fetcher.fetch(f"http://127.0.0.1:{site.port}/?token=hush")


async def test_a_body_without_end_is_cut_off_at_the_cap(open_site: "OpenSite") -> None:
    sent = 0

    async def flood(_: str, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(HEAD + b"\r\n")
        while sent < 1024 * MB:
            writer.write(b"<p>more</p>" * 6000)
            sent += 66_000
            await writer.drain()

    with pytest.raises(PageUnreadable, match="larger than 2 MB"):
        await get(await open_site({"/": flood}))
    assert sent < 16 * MB


async def test_a_gigabyte_by_its_own_word_is_not_begun(open_site: "OpenSite") -> None:
    site = await open_site({"/": HEAD + b"Content-Length: 1073741824\r\n\r\n<p>"})
    with pytest.raises(PageUnreadable, match="larger than 2 MB"):
        await get(site)


@pytest.mark.parametrize(("size", "fits"), [(2 * MB, True), (2 * MB + 1, False)])
@pytest.mark.parametrize("packed", [True, False])
async def test_the_cap_is_two_megabytes_of_page_not_of_wire(
    open_site: "OpenSite", reply: "Reply", size: int, fits: bool, packed: bool
) -> None:
    body = b"<p>" + b"a" * (size - 3)
    site = await open_site(
        {"/": reply(200, gzip.compress(body, 1), "Content-Encoding: gzip") if packed else reply(200, body)}
    )
    if fits:
        assert len((await get(site)).body) == size
    else:
        with pytest.raises(PageUnreadable, match="larger than 2 MB"):
            await get(site)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_zip_bomb_stops_at_the_cap(open_site: "OpenSite", reply: "Reply", encoding: str) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31 if encoding == "gzip" else 15)
    bomb = b"".join(packer.compress(b"\0" * MB) for _ in range(50)) + packer.flush()
    site = await open_site({"/": reply(200, bomb, f"Content-Encoding: {encoding}")})
    with pytest.raises(PageUnreadable, match="larger than 2 MB"):
        await get(site)


async def test_a_flood_of_empty_members_stops_too(open_site: "OpenSite", reply: "Reply") -> None:
    site = await open_site({"/": reply(200, gzip.compress(b"") * 50_000, "Content-Encoding: gzip")})
    with pytest.raises(PageUnreadable, match="incomplete"):
        await get(site)


PACKED = gzip.compress(b"<p>The budget grew.</p>" * 500, mtime=0)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (HEAD + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:-20], "incomplete"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:5], "incomplete"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n<p>not packed at all", "incomplete"),
        (HEAD + b"Content-Encoding: deflate\r\n\r\n\xff\xff\xff\xff", "incomplete"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:-8] + b"\0" * 8, "incomplete"),
        (HEAD + b"Content-Encoding: br\r\n\r\nxx", "packed"),
        (HEAD + b"Content-Encoding: gzip, gzip\r\n\r\nxx", "packed"),
        (HEAD + b"Content-Length: 500\r\n\r\n<p>cut", "incomplete"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>cu", "incomplete"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>", "incomplete|web server"),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n<p>ab", "web server"),
        (HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "web server"),
        (HEAD + b"Content-Length: -5\r\n\r\n<p>ab", "web server"),
        (HEAD + b"X: " + b"a" * 100_000 + b"\r\n\r\n", "web server"),
        (HEAD + b"".join(b"X-%d: 1\r\n" % n for n in range(50_000)) + b"\r\n", "web server"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "web server"),
        (b"HTTP/1.1 abc\r\n\r\n", "web server"),
        (b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "web server"),
        (b"HTTP/1.1 200 OK\r\nBad\x00Name: x\r\n\r\n", "web server"),
        (b"", "broke off"),
        (HEAD[:20], "broke off"),
        (b"HTTP/1.1 302 X\r\n\r\n", "without saying where"),
        (b"HTTP/1.1 302 X\r\nLocation: \xff\xfe\r\n\r\n", "leads on to an address that we do not open"),
        (HEAD + b"Set-Cookie: \x7f=;;;=;expires=never\r\nContent-Length: 3\r\n\r\n   ", "empty|web server"),
    ],
    ids=str,
)  # fmt: skip
async def test_a_broken_answer_is_a_sentence(open_site: "OpenSite", answer: bytes, word: str) -> None:
    site = await open_site({"/": answer})
    with pytest.raises((PageRefused, PageUnreadable), match=word) as failed:
        await get(site)
    assert "hush" not in failed.value.reason


async def _drip_body(_: str, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"\r\n")
    while not writer.is_closing():
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _drip_head(_: str, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD)
    while not writer.is_closing():
        writer.write(b"X: y\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _hint(_: str, writer: asyncio.StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 10)
        await writer.drain()
        await asyncio.sleep(0.02)


async def _silent(_: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.6)


async def _in_circles(_: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.2)
    writer.write(b"HTTP/1.1 302 X\r\nLocation: /\r\nSet-Cookie: n=%d\r\n\r\n" % id(writer))


@pytest.mark.parametrize("server", [_drip_body, _drip_head, _hint, _silent, _in_circles])
async def test_one_deadline_bounds_the_whole_chain(open_site: "OpenSite", server: object) -> None:
    site = await open_site({"/": server})
    with pytest.raises(PageUnreadable, match="too long") as failed:
        await get(site, seconds=0.4)
    assert failed.value.retry_after == 60.0


async def test_a_name_server_that_is_silent_is_bounded_too(names: "Names") -> None:
    names.silent.add("news.example")
    fetcher = PageFetcher(resolver=names.resolver(), seconds=0.2)
    with pytest.raises(PageUnreadable, match="too long") as failed:
        await fetcher.fetch("http://news.example/")
    assert failed.value.retry_after == 60.0


async def test_a_name_that_is_not_there_and_one_that_cannot_be_looked_up_differ(names: "Names") -> None:
    names.failing.add("later.example")
    names.zone["empty.example"] = [[]]
    fetcher = PageFetcher(resolver=names.resolver())
    with pytest.raises(PageUnreadable, match=r"no site called gone\.example") as gone:
        await fetcher.fetch("http://gone.example/?token=hush")
    assert gone.value.retry_after is None
    with pytest.raises(PageUnreadable, match="no site called"):
        await fetcher.fetch("http://empty.example/")
    with pytest.raises(PageUnreadable, match="just now") as later:
        await fetcher.fetch("http://later.example/")
    assert later.value.retry_after == 60.0


async def test_a_closed_port_is_a_sentence(open_site: "OpenSite") -> None:
    site = await open_site({})
    site.port = 1
    with pytest.raises(PageUnreadable, match="cannot be reached") as failed:
        await get(site)
    assert failed.value.retry_after == 60.0
