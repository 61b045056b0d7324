"""What a server's answer, or its silence, means for a person."""

import asyncio
import email.utils
import socket
import ssl
import zlib
from http.cookies import CookieError

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from adapters.fetch.sockets import Blocked
from bot.errors import PageFailed, PageRefused, PageUnreadable

_DAY = 86_400.0
_LATER = 60.0

# All that a bad address or a bad server can make the client raise; cancellation is not among it.
FAILURES = (
    aiohttp.ClientError,
    HttpProcessingError,
    CookieError,
    OSError,
    ValueError,
    EOFError,
    zlib.error,
)

_LOCKED = frozenset((401, 402, 403, 407, 451))
_GONE = frozenset((404, 410))
_BUSY = frozenset((408, 425, 429))


def failed_status(status: int, host: str, *, retry_after: str, now: float) -> PageUnreadable | None:
    """None for an answer that holds a page; `now` in seconds since 1970."""
    if status in _LOCKED:
        return PageUnreadable(f"{host} does not let us read this page ({status}); paste the text instead.")
    if status in _GONE:
        return PageUnreadable(f"{host} has no such page ({status}).")
    if status in _BUSY:
        return _later(f"{host} asks us to come back later ({status}).", retry_after, now)
    if status >= 500:
        return _later(f"{host} has trouble of its own just now ({status}).", retry_after, now)
    if status in (204, 205):
        return PageUnreadable(f"{host} sent an empty page.")
    if not 200 <= status < 300 or status == 206:
        return PageUnreadable(f"{host} did not give us the page ({status}).")
    return None


def _later(reason: str, header: str, now: float) -> PageUnreadable:
    return PageUnreadable(reason, retry_after=seconds_until(header, now))


def seconds_until(header: str, now: float) -> float:
    """Retry-After in either form as seconds from `now`: one at least, a day at most, a minute if unclear."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return min(max(float(header[:9]), 1.0), _DAY)
    try:
        moment = email.utils.parsedate_to_datetime(header).timestamp()
    except (ValueError, OverflowError):
        return _LATER
    return min(max(moment - now, 1.0), _DAY)


def failed_exchange(error: BaseException, host: str) -> PageFailed:
    """The sentence for one of FAILURES; the first that fits."""
    cause = getattr(error, "os_error", error)
    if isinstance(error, Blocked) or isinstance(cause, Blocked):
        return PageRefused("This address is inside a private network; we read public pages only.")
    if isinstance(error, aiohttp.ClientConnectorDNSError) or isinstance(cause, socket.gaierror):
        return _no_name(cause, host)
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError) or isinstance(cause, ssl.SSLError):
        return PageUnreadable(f"{host} could not prove who it is, so we did not read it.")
    if isinstance(error, TimeoutError | asyncio.TimeoutError) or isinstance(cause, TimeoutError):
        return too_slow(host)
    if isinstance(error, aiohttp.ClientConnectorError):
        return PageUnreadable(f"{host} cannot be reached.", retry_after=_LATER)
    if isinstance(error, aiohttp.ClientPayloadError | zlib.error | EOFError):
        return torn(host)
    if isinstance(error, aiohttp.ClientResponseError | HttpProcessingError | CookieError):
        return PageUnreadable(f"{host} did not answer the way a web server does.")
    if isinstance(error, aiohttp.ClientConnectionError | OSError):
        return PageUnreadable(f"{host} broke off the connection.", retry_after=_LATER)
    return PageUnreadable(f"The page at {host} could not be opened.")


def _no_name(cause: object, host: str) -> PageUnreadable:
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
        return PageUnreadable(f"The name {host} could not be looked up just now.", retry_after=_LATER)
    return PageUnreadable(f"There is no site called {host}.")


def too_slow(host: str) -> PageUnreadable:
    """The deadline passed."""
    return PageUnreadable(f"{host} took too long to answer.", retry_after=_LATER)


def torn(host: str) -> PageUnreadable:
    """The body ended before it was whole."""
    return PageUnreadable(f"The page from {host} arrived incomplete.", retry_after=_LATER)
