"""What an answer means: types, packing, status."""

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from adapters.fetch import FetchedPage, PageFetcher
from bot.errors import PageUnreadable

if TYPE_CHECKING:
    from tests.adapters.conftest import OpenSite, Reply, Site

PAGE = b"<!doctype html><title>Budget</title><p>The budget grew by 4 per cent.</p>"


async def get(site: "Site", path: str = "/") -> FetchedPage:
    fetcher = PageFetcher(allow=[f"127.0.0.1:{site.port}"])
    return await fetcher.fetch(f"http://127.0.0.1:{site.port}{path}")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("gzip", lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:]) + b"\0" * 16),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("identity", bytes),
    ],
    ids=["gzip", "x-gzip", "members", "zlib", "bare", "identity"],
)
async def test_a_packed_page_is_unpacked(
    open_site: "OpenSite", reply: "Reply", encoding: str, pack: object
) -> None:
    assert callable(pack)
    site = await open_site({"/": reply(200, pack(PAGE), f"Content-Encoding: {encoding}")})
    assert (await get(site)).body == PAGE


@pytest.mark.parametrize("body", [PAGE, b"\n  <p>x", b"Plain words.", "Größe".encode("latin-1")])
async def test_without_a_type_whatever_looks_like_text_is_read(
    open_site: "OpenSite", reply: "Reply", body: bytes
) -> None:
    site = await open_site({"/": reply(200, body, kind=None)})
    page = await get(site)
    assert page.body == body
    assert page.content_type == ""


@pytest.mark.parametrize(
    "kind", ["text/html", "Text/HTML; charset=nonsense", "application/xhtml+xml", "text/plain"]
)
async def test_pages_and_plain_text_are_read_whatever_charset_they_claim(
    open_site: "OpenSite", reply: "Reply", kind: str
) -> None:
    site = await open_site({"/": reply(kind=kind)})
    assert (await get(site)).content_type == kind


@pytest.mark.parametrize(
    ("kind", "body", "word"),
    [
        ("application/pdf", b"%PDF-1.7", "PDF"),
        ("text/html", b"%PDF-1.7", "PDF"),
        (None, b"%PDF-1.7", "PDF"),
        ("image/png", b"\x89PNG", "image"),
        (None, b"\xff\xd8\xff\xe0", "image"),
        ("audio/mpeg", b"ID3", "sound"),
        ("video/mp4", b"....", "video"),
        ("application/json", b"{}", "feed"),
        ("application/rss+xml; charset=utf-8", b"<rss>", "feed"),
        (None, b"<?xml version='1.0'?><rss version='2.0'>", "feed"),
        (None, b"\x00\x01\x02", "another kind"),
        ("application/octet-stream", PAGE, "another kind"),
        ("text/html, application/pdf", PAGE, "another kind"),
        ("nonsense", PAGE, "another kind"),
        ("text/html", b"", "empty"),
        ("text/html", b" \r\n ", "empty"),
    ],
)
async def test_what_is_no_page_is_named(
    open_site: "OpenSite", reply: "Reply", kind: str | None, body: bytes, word: str
) -> None:
    site = await open_site({"/": reply(200, body, kind=kind)})
    with pytest.raises(PageUnreadable, match=word) as failed:
        await get(site)
    assert failed.value.retry_after is None


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "does not let us read"),
        (402, "does not let us read"),
        (403, "paste the text"),
        (451, "does not let us read"),
        (404, "no such page"),
        (410, "no such page"),
        (204, "empty"),
        (300, "did not give us"),
        (304, "did not give us"),
        (418, "did not give us"),
    ],
)
async def test_a_no_is_a_sentence_with_the_status(
    open_site: "OpenSite", reply: "Reply", status: int, word: str
) -> None:
    site = await open_site({"/": reply(status, b"")})
    with pytest.raises(PageUnreadable, match=word) as failed:
        await get(site)
    assert "127.0.0.1" in failed.value.reason
    assert failed.value.retry_after is None


@pytest.mark.parametrize(
    ("status", "header", "seconds"),
    [
        (429, "Retry-After: 120", 120.0),
        (503, "Retry-After: 999999999999", 86_400.0),
        (503, "Retry-After: Thu, 01 Jan 1970 00:21:40 GMT", 300.0),
        (503, "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", 1.0),
        (503, "Retry-After: Thu, 01 Jan 2170 00:00:00 GMT", 86_400.0),
        (429, "Retry-After: soon", 60.0),
        (429, "Retry-After: -5", 60.0),
        (500, "X-Nothing: 1", 60.0),
        (502, "Retry-After: 0", 1.0),
    ],
)
async def test_a_busy_server_says_when_to_come_back(
    open_site: "OpenSite", reply: "Reply", status: int, header: str, seconds: float
) -> None:
    site = await open_site({"/": reply(status, b"", header)})
    fetcher = PageFetcher(allow=[f"127.0.0.1:{site.port}"], clock=lambda: 1000.0)
    with pytest.raises(PageUnreadable) as failed:
        await fetcher.fetch(f"http://127.0.0.1:{site.port}/")
    assert failed.value.retry_after == seconds
