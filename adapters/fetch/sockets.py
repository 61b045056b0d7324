"""Names to addresses to sockets, each held to the guard."""

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future

from aiohttp.abc import AbstractResolver, ResolveResult

from adapters.fetch.guard import Hop

_Found = list[tuple[socket.AddressFamily, int, str, int]]

# A look-up cannot be interrupted; beyond this many that hang, a new one is refused at once.
_MOST_LOOKUPS = 16


class Blocked(OSError):
    """An address that is not public. An OSError because aiohttp's race of addresses loses all others."""


class SystemResolver(AbstractResolver):
    """The machine's own look-up, in daemon threads: one that hangs neither fills a pool nor delays a stop."""

    def __init__(self) -> None:
        self._threads: set[threading.Thread] = set()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises socket.gaierror like the system does."""
        self._threads = {thread for thread in self._threads if thread.is_alive()}
        if len(self._threads) >= _MOST_LOOKUPS:
            raise socket.gaierror(socket.EAI_AGAIN, "too many name look-ups hang")
        answer: Future[_Found] = Future()
        work = threading.Thread(
            target=_settle, args=(answer, lambda: _look_up(host, port, family)), name="look-up", daemon=True
        )
        self._threads.add(work)
        work.start()
        return [
            ResolveResult(hostname=host, host=address, port=port_, family=kind, proto=proto, flags=_NUMERIC)
            for kind, proto, address, port_ in await asyncio.wrap_future(answer)
        ]

    async def close(self) -> None:
        """Nothing is held: threads end with their look-up."""


_NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


def _settle(answer: Future[_Found], work: Callable[[], _Found]) -> None:
    if not answer.set_running_or_notify_cancel():
        return
    try:
        found = work()
    except (OSError, UnicodeError) as error:
        answer.set_exception(error)
    else:
        answer.set_result(found)


def _look_up(host: str, port: int, family: int) -> _Found:
    infos = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
    return [
        (kind, proto, str(place[0]), int(place[1]))
        for kind, _, proto, _, place in infos
        if kind in (socket.AF_INET, socket.AF_INET6)
    ]


class GuardedResolver(AbstractResolver):
    """Refuses the whole name when any of its addresses may not be reached."""

    def __init__(self, hop: Hop, inner: AbstractResolver) -> None:
        self._hop = hop
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises Blocked, or what the inner resolver raises."""
        found = await self._inner.resolve(host, port, family)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        if not all(self._hop.may_reach(one["host"]) for one in found):
            raise Blocked("not public")
        return found

    async def close(self) -> None:
        """The inner resolver belongs to the fetcher."""


def guarded_socket(hop: Hop) -> Callable[[tuple[int, int, int, str, tuple[object, ...]]], socket.socket]:
    """A socket factory that sees the very address connect() gets: no window for a name that changes."""

    def make(info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        family, kind, proto, _, place = info
        if not hop.may_reach(str(place[0])):
            raise Blocked("not public")
        return socket.socket(family, kind, proto)

    return make
