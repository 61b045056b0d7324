"""Fetches public pages, and only those: the one place that speaks to strangers' servers."""

import asyncio
import logging
import ssl as tls
import time
from collections.abc import Callable, Iterable

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from adapters.fetch.answer import FAILURES, failed_exchange, failed_status, too_slow, torn
from adapters.fetch.body import LARGEST, check_start, check_type, read_body, too_large, unpacker
from adapters.fetch.guard import Allowed, Hop, first_hop, next_hop
from adapters.fetch.sockets import GuardedResolver, SystemResolver, guarded_socket
from bot.errors import PageFailed, PageRefused, PageUnreadable
from bot.model.page import FetchedPage

__all__ = ["FetchedPage", "PageFetcher"]

logger = logging.getLogger(__name__)

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {
    "User-Agent": "Claimdesk/0.1 (+newsroom claim triage; fetches only pages a person pasted)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
}


class PageFetcher:
    """Needs nothing else; `seconds` is one deadline for the whole chain of an address, look-ups included."""

    def __init__(
        self,
        *,
        ssl: tls.SSLContext | None = None,
        allow: Iterable[str] = (),
        resolver: AbstractResolver | None = None,
        seconds: float = 20.0,
        at_once: int = 8,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._ssl: tls.SSLContext | bool = ssl if ssl is not None else True
        self._allow = Allowed.parse(allow)
        self._resolver = resolver or SystemResolver()
        self._seconds = seconds
        self._free = asyncio.Semaphore(at_once)
        self._clock = clock
        self._limits = aiohttp.ClientTimeout(
            total=None, sock_connect=min(5.0, seconds), sock_read=min(10.0, seconds)
        )

    async def __aenter__(self) -> "PageFetcher":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Nothing is held between fetches, so leaving this out harms nothing."""
        await self._resolver.close()

    def check(self, url: str) -> None:
        """Raises PageRefused for an address that would never be asked, whatever its name resolves to."""
        first_hop(url, self._allow)

    async def fetch(self, url: str) -> FetchedPage:
        """Raises PageRefused (we will not) or PageUnreadable (it did not work), and nothing else."""
        hop = first_hop(url, self._allow)
        async with self._free:
            try:
                page = await _Chain(url, hop, self).follow()
            except PageFailed as failed:
                # Host and outcome only: an address may carry a token.
                logger.info("page %s: %s", failed.code, hop.host)
                raise
        logger.info("page fetched: %s, %d bytes", hop.host, len(page.body))
        return page


class _Chain:
    """One article: a hop at a time, with cookies that nobody else sees."""

    def __init__(self, asked: str, hop: Hop, fetcher: PageFetcher) -> None:
        self._asked = asked
        self._hop = hop
        self._fetcher = fetcher
        # `unsafe` takes cookies of address literals too: FETCH_ALLOW may hold some, and the jar dies here.
        self._cookies = aiohttp.CookieJar(unsafe=True)
        self._seen: set[tuple[str, str]] = set()

    async def follow(self) -> FetchedPage:
        try:
            async with asyncio.timeout(self._fetcher._seconds):
                for _ in range(_MOST_REDIRECTS + 1):
                    self._check_loop()
                    page = await self._ask()
                    if page is not None:
                        return page
        except TimeoutError:
            raise too_slow(self._hop.host) from None
        raise PageUnreadable(f"{self._hop.host} sends us on from one address to the next without end.")

    def _check_loop(self) -> None:
        # The same address with other cookies is no loop: many sites set one and ask again.
        here = self._hop.url
        state = (str(here), self._cookies.filter_cookies(here).output())
        if state in self._seen:
            raise PageUnreadable(f"{self._hop.host} sends us round in a circle.")
        self._seen.add(state)

    async def _ask(self) -> FetchedPage | None:
        """The page, or None after a redirect (then `_hop` is the next one)."""
        hop, fetcher = self._hop, self._fetcher
        try:
            connector = aiohttp.TCPConnector(
                resolver=GuardedResolver(hop, fetcher._resolver),
                socket_factory=guarded_socket(hop),
                ssl=fetcher._ssl,
                use_dns_cache=False,
                force_close=True,
            )
            async with (
                aiohttp.ClientSession(
                    connector=connector,
                    cookie_jar=self._cookies,
                    headers=_HEADERS,
                    timeout=fetcher._limits,
                    trust_env=False,
                    auto_decompress=False,
                ) as session,
                session.get(hop.url, allow_redirects=False) as answer,
            ):
                return await self._read(answer)
        except FAILURES as error:
            raise failed_exchange(error, hop.host) from None

    async def _read(self, answer: aiohttp.ClientResponse) -> FetchedPage | None:
        host = self._hop.host
        if answer.status in _REDIRECTS:
            self._hop = self._next(answer.headers.get("Location", ""))
            return None
        failed = failed_status(
            answer.status, host, retry_after=answer.headers.get("Retry-After", ""), now=self._fetcher._clock()
        )
        if failed is not None:
            raise failed
        kind = ", ".join(answer.headers.getall("Content-Type", ()))
        check_type(kind, host)
        if (answer.content_length or 0) > LARGEST:
            raise too_large(host)
        packing = unpacker(", ".join(answer.headers.getall("Content-Encoding", ())), host)
        body = await read_body(answer.content.iter_any(), packing, host)
        if body is None:
            raise torn(host)
        check_start(body, kind, host)
        return FetchedPage(self._asked, str(self._hop.url), answer.status, kind, body)

    def _next(self, location: str) -> Hop:
        here: URL = self._hop.url
        if not location.strip():
            raise PageUnreadable(f"{self._hop.host} sends us on without saying where to.")
        try:
            return next_hop(here, location, self._fetcher._allow)
        except PageRefused as refused:
            why = refused.reason[0].lower() + refused.reason[1:]
            raise PageRefused(f"The link leads on to an address that we do not open: {why}") from None
