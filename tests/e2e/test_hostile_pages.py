"""Pages made to harm: through real fetcher and reader each is a correct story or one sentence."""

import asyncio
import gzip
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.fetch import PageFetcher
from adapters.reader import ReaderProcess
from bot.errors import PageFailed
from bot.model.page import Document, Reading

FACT = "The Harbour Bridge carries 40,000 cars a day, the transport ministry said on Thursday."
MORE = (
    "A report by the audit office says that maintenance was cut by 30 percent between 2015 and 2020. "
    "The closure cost 120 million dollars last year, twice as much as in 2019, according to the council."
)


def page(body: str, *, title: str = "Bridge closes", head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"{body}<p>{FACT}</p><p>{MORE}</p></article></body></html>"
    ).encode("utf-8", "surrogatepass")


READ = {
    "mark-up and mentions": page(
        "<p>The ministry paid &lt;script&gt;alert(1)&lt;/script&gt; 12 &lt;!channel&gt; @everyone "
        "&lt;@U123&gt; million dollars in 2020, it said on Monday.</p>",
        title="&lt;b&gt;Bridge&lt;/b&gt; &lt;!channel&gt; @everyone",
    ),
    "null bytes": page("<p>The min\x00istry spent 12 million dollars\x00 in 2020, officials said.</p>"),
    "lone surrogates": page("<p>The ministry spent 12 \ud800 million dollars in 2020, officials said.</p>"),
    "overrides": page(
        "<p>The ministry \u202espent\u202c 12 \u2066million\u2069 dollars in 2020, it said.</p>"
    ),
    "joiners": page("<p>The paper می\u200cخواهم 👩\u200d👧 sold 12,000 copies in 2020, its owner said.</p>"),
    "254 levels": page("<div>" * 254 + f"<p>{MORE}</p>" + "</div>" * 254),
    "an endless sentence": page(f"<p>{'The ministry spent 12 million dollars and ' * 250}that was all.</p>"),
    "a wrong charset": page(
        "<p>It cost 12 million in 2020 — “too much”, he said.</p>", head="<meta charset=ascii>"
    ),
    "a wide table": page("<table>" + "<tr><td>1</td></tr>" * 5_000 + "</table>"),
    "broken JSON-LD": page("", head='<script type="application/ld+json">{"headline": [[[[ </script>'),
}
FAILED = {
    "links without end": b"<html><body>" + b"<a href=/x>x</a>" * 120_000 + b"</body></html>",
    "nothing": b"",
    "white space": b" \n" * 1_000,
    "noise": bytes(range(256)) * 400,
    "one tag": b"<" * 500_000,
}


@asynccontextmanager
async def serving(body: bytes) -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        packed = gzip.compress(body, 1)
        head = (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
            f"Content-Length: {len(packed)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + packed)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def read(body: bytes, reader: ReaderProcess) -> Reading:
    async with serving(body) as address, PageFetcher(allow=[address]) as pages:
        fetched = await pages.fetch(f"http://{address}/news/bridge-1")
    return await reader.read(Document(fetched.body, fetched.content_type, fetched.final_url))


def hidden(text: str) -> list[str]:
    """Characters that steer a screen or break a log."""
    kept = "\u200c\u200d\u200e\u200f\u200b"
    return [one for one in text if unicodedata.category(one) in ("Cc", "Cs", "Cf") and one not in kept]


async def test_hostile_pages_become_correct_stories_with_what_is_meant() -> None:
    readings: dict[str, Reading] = {}
    async with ReaderProcess() as reader:
        for name, body in READ.items():
            reading = readings[name] = await read(body, reader)
            texts = [claim.text for claim in reading.claims]
            assert FACT in texts, name
            assert not any(hidden(text) for text in [reading.article.title, *texts]), name
            assert max(map(len, texts)) < 2_000, name
    joined, marked = readings["joiners"], readings["mark-up and mentions"]
    assert any("می\u200cخواهم 👩\u200d👧 sold 12,000" in claim.text for claim in joined.claims)
    assert marked.article.title == "<b>Bridge</b> <!channel> @everyone"


async def test_hostile_pages_are_one_sentence_and_the_next_page_is_read() -> None:
    async with ReaderProcess(seconds=4) as reader:
        for name, body in FAILED.items():
            with pytest.raises(PageFailed) as failed:
                await read(body, reader)
            assert failed.value.reason.endswith("."), name
            assert "\n" not in failed.value.reason, name
            assert FACT in [claim.text for claim in (await read(page(""), reader)).claims], name
