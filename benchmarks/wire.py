"""A client that costs next to nothing: one kept connection, one request at a time."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Wire:
    """An open connection to one address."""

    address: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def get(self, path: str) -> int:
        """The status; the body is read and dropped."""
        return await self._ask(f"GET {path} HTTP/1.1", b"")

    async def post(self, path: str, **body: str) -> int:
        """As the desk's own page would send it."""
        return await self._ask(f"POST {path} HTTP/1.1", json.dumps(body).encode())

    async def _ask(self, first: str, body: bytes) -> int:
        host = urlsplit(self.address).netloc
        head = f"{first}\r\nHost: {host}\r\nOrigin: {self.address}\r\nContent-Type: application/json\r\n"
        self.writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(answer.partition("content-length: ")[2].partition("\r\n")[0])
        await self.reader.readexactly(length)
        return int(answer.split()[1])


@asynccontextmanager
async def wire(address: str) -> AsyncIterator[Wire]:
    """Connected until the block ends."""
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    try:
        yield Wire(address, reader, writer)
    finally:
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def wires(address: str, count: int) -> AsyncIterator[asyncio.LifoQueue[Wire]]:
    """A pool: whoever takes one puts it back."""
    pool: asyncio.LifoQueue[Wire] = asyncio.LifoQueue()
    where = urlsplit(address)
    opened = [await asyncio.open_connection(where.hostname, where.port) for _ in range(count)]
    for reader, writer in opened:
        pool.put_nowait(Wire(address, reader, writer))
    try:
        yield pool
    finally:
        for _, writer in opened:
            writer.close()
            await writer.wait_closed()
