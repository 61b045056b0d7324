"""Real servers on loopback: sites that answer as told, a name server, and a watch on connect()."""

import asyncio
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import cast

import dnslib
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

Answer = bytes | Callable[[str, asyncio.StreamWriter], Awaitable[None]]


PAGE = b"<!doctype html><title>Budget</title><p>The budget grew by 4 per cent.</p>"


def _reply(status: int = 200, body: bytes = PAGE, *head: str, kind: str | None = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *head]
    lines += [f"Content-Type: {kind}"] if kind is not None else []
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


Reply = Callable[..., bytes]


@pytest.fixture
def reply() -> Reply:
    """Makes a whole answer: status, body, further header lines; `kind` None leaves the type out."""
    return _reply


@dataclass
class Site:
    """A web server whose answers are bytes, or a function that gets the request and writes by itself."""

    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.requests.append(head)
            await self._answer(head, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # The client has gone, as many of these tests want it to.
        finally:
            writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        path = head.split(" ", 2)[1].split("?", 1)[0]
        answer = self.answers.get(path, _reply(404))
        if isinstance(answer, bytes):
            writer.write(answer)
        else:
            await answer(head, writer)


OpenSite = Callable[..., Awaitable[Site]]


@pytest.fixture
async def open_site() -> AsyncIterator[OpenSite]:
    """Starts sites; they end with the test."""
    servers: list[asyncio.Server] = []

    async def start(
        answers: Mapping[str, Answer], *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> Site:
        site = Site(dict(answers))
        server = await asyncio.start_server(site.serve, host, 0, ssl=tls)
        servers.append(server)
        site.port = server.sockets[0].getsockname()[1]
        return site

    yield start
    for server in servers:
        server.close()
        await server.wait_closed()


class Names(asyncio.DatagramProtocol):
    """A name server: each look-up of a name takes the next of its answers, the last one stays."""

    def __init__(self) -> None:
        self.zone: dict[str, list[list[str]]] = {}
        self.silent: set[str] = set()
        self.failing: set[str] = set()
        self.asked: list[str] = []
        self.port = 0
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dnslib.DNSRecord.parse(data)
        name = str(query.q.qname).rstrip(".")
        if name in self.silent:
            return
        answer = query.reply()
        if name in self.failing:
            answer.header.rcode = dnslib.RCODE.SERVFAIL
        elif name not in self.zone:
            answer.header.rcode = dnslib.RCODE.NXDOMAIN
        for address in self._addresses(name, query.q.qtype):
            kind = dnslib.AAAA if ":" in address else dnslib.A
            answer.add_answer(
                dnslib.RR(name, query.q.qtype, rdata=kind(tuple(ip_address(address).packed)), ttl=0)
            )
        assert self._transport is not None
        self._transport.sendto(answer.pack(), addr)

    def _addresses(self, name: str, kind: int) -> list[str]:
        answers = self.zone.get(name, [[]])
        if kind == dnslib.QTYPE.A:
            self.asked.append(name)
            return [address for address in answers[0] if ":" not in address]
        # AAAA is asked second, so the next look-up gets the next answer.
        now = answers.pop(0) if len(answers) > 1 else answers[0]
        return [address for address in now if ":" in address]

    def resolver(self) -> AbstractResolver:
        """One that asks this server, over a real socket."""
        return _Asking(self.port)


class _Asking(AbstractResolver):
    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found: list[ResolveResult] = []
        for kind, family in (("A", socket.AF_INET), ("AAAA", socket.AF_INET6)):
            for address in await self._ask(host.rstrip("."), kind):
                found.append(
                    ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
                )
        return found

    async def _ask(self, host: str, kind: str) -> list[str]:
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.setblocking(False)
            await loop.sock_sendto(
                sock, dnslib.DNSRecord.question(host, kind).pack(), ("127.0.0.1", self._port)
            )
            answer = dnslib.DNSRecord.parse(await loop.sock_recv(sock, 4096))
        if answer.header.rcode == dnslib.RCODE.SERVFAIL:
            raise socket.gaierror(socket.EAI_AGAIN, "server failure")
        if answer.header.rcode == dnslib.RCODE.NXDOMAIN:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [str(record.rdata) for record in answer.rr]

    async def close(self) -> None:
        pass


@pytest.fixture
async def names() -> AsyncIterator[Names]:
    """A name server of the test's own on loopback."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(Names, local_addr=("127.0.0.1", 0))
    yield server
    transport.close()


class _Watch:
    """Sees each connect() and lets none leave the machine; one for all tests, as hooks cannot be removed."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int]] | None = None
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if event != "socket.connect" or self.seen is None or not isinstance(args[1], tuple):
            return
        host, port = str(args[1][0]), int(args[1][1])
        self.seen.append((host, port))
        if host not in ("127.0.0.1", "::1"):
            raise ConnectionRefusedError(f"the tests' watch stops {host}")


_WATCH = _Watch()


@pytest.fixture
def connects() -> Iterator[list[tuple[str, int]]]:
    """Every address that connect() is given during the test."""
    _WATCH.seen = []
    yield _WATCH.seen
    _WATCH.seen = None
