"""The real program in a process of its own, and pages that it may read."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

READY = re.compile(r"Claimdesk is ready at (http://\S+)")
ARTICLE = """<!doctype html>
<html><head><title>Bridge closes</title></head><body><article><h1>Bridge closes</h1>
<p>The Harbour Bridge will close for nine months after engineers found cracks in 14 of its 60 cables,
the transport ministry said on Thursday.</p>
<p>“The bridge carries 40,000 cars a day and we cannot take the risk,” said Transport Minister Ana Novak.</p>
<p>A report by the audit office says that maintenance was cut by 30 percent between 2015 and 2020.
The bridge was opened in 1931 and is the longest in the country, according to the city council.</p>
</article></body></html>"""


async def until(true: Callable[[], bool], *, seconds: float = 30) -> None:
    """Waits for something that nobody tells us of; fails after so many seconds."""
    async with asyncio.timeout(seconds):
        while True:
            if true():
                return
            await asyncio.sleep(0.05)


@dataclass
class Site:
    """A small site on loopback; `hold` keeps its answers back until it is set."""

    port: int = 0
    pages: dict[str, str] = field(default_factory=lambda: {"/bridge-1": ARTICLE})
    asked: list[str] = field(default_factory=list)
    knocked: asyncio.Event = field(default_factory=asyncio.Event)
    hold: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def link(self, path: str = "/bridge-1") -> str:
        return f"http://{self.address}{path}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = b""
        # Whoever asked may have been killed.
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
        if not head:
            return writer.close()
        path = head.decode().split()[1]
        self.asked.append(path)
        self.knocked.set()
        await self.hold.wait()
        body = self.pages.get(path, "").encode()
        status = "200 OK" if body else "404 Not Found"
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            + body
        )
        with suppress(ConnectionError):
            await writer.drain()
        writer.close()


@asynccontextmanager
async def open_site(*, held: bool = False) -> AsyncIterator[Site]:
    """Serves until the block ends."""
    site = Site()
    if not held:
        site.hold.set()
    server = await asyncio.start_server(site.answer, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    async with server:
        yield site
        site.hold.set()


class Program:
    """`claimdesk run` in a folder, on a free port."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = {"WEB_PORT": "0", "LOG_LEVEL": "debug", **settings}
        self.said: list[str] = []
        self.address = ""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.returncode is None:
            await self.end()

    @property
    def log(self) -> str:
        """All that it wrote to standard error so far, over all its lives."""
        return (self.folder / "log.txt").read_text()

    async def start(self) -> None:
        """Returns once it is ready."""
        await self.spawn()
        assert self.process.stdout is not None
        while not self.address:
            line = (await asyncio.wait_for(self.process.stdout.readline(), 60)).decode()
            assert line, f"it ended before it was ready:\n{self.log[-3000:]}"
            self.said.append(line.rstrip("\n"))
            if found := READY.match(line):
                self.address = found[1]

    async def spawn(self) -> None:
        """Starts it without waiting."""
        self.address = ""
        environment = {name: value for name, value in os.environ.items() if name.isupper()}
        with (self.folder / "log.txt").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                cwd=self.folder,
                env={**environment, "PYTHONPATH": str(Path(__file__).parents[2]), **self.settings},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )

    async def kill(self) -> None:
        """`kill -9`."""
        self.process.kill()
        await self._gone()

    async def end(self) -> int:
        """SIGTERM, and its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return await self._gone()

    async def _gone(self) -> int:
        assert self.process.stdout is not None
        await asyncio.wait_for(self.process.stdout.read(), 30)
        return await self.process.wait()

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        """What a page would send, and what it was told; a server error fails."""
        status, out = await self.try_post(path, **body)
        assert status < 500, out
        return out

    async def try_post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        """What a page would send: status and answer."""
        headers = {"Origin": self.address}
        async with (
            aiohttp.ClientSession(trust_env=False) as session,
            session.post(f"{self.address}{path}", json=body, headers=headers) as answer,
        ):
            return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, str]:
        """Status and text."""
        async with (
            aiohttp.ClientSession(trust_env=False) as session,
            session.get(f"{self.address}{path}") as answer,
        ):
            return answer.status, await answer.text()

    async def sees(self, text: str, *, person: str = "rosa", seconds: float = 30) -> str:
        """The desk as that person sees it, once `text` stands on it."""
        async with asyncio.timeout(seconds):
            while True:
                _, page = await self.get(f"/?as={person}")
                if text in page:
                    return page
                await asyncio.sleep(0.1)
