"""Serves the web desk until told to stop. Signals belong to __main__ alone."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Callable, Generator

import uvicorn
from starlette.types import ASGIApp

from bot.errors import SettingWrong

GRACE = 3


class _Server(uvicorn.Server):
    """Uvicorn without its signal handlers, which tells when it accepts."""

    def __init__(self, config: uvicorn.Config, *, accepting: Callable[[], None]) -> None:
        super().__init__(config)
        self._accepting = accepting

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._accepting()


async def serve(
    app: ASGIApp, *, host: str, port: int, stop: asyncio.Event, ready: Callable[[str], None]
) -> None:
    """Accepts at host and port (0: a free one), says where, and returns within seconds of `stop`."""
    listening = _bind(host, port)
    address = _address(host, listening)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config, accepting=lambda: ready(address))
    with listening:
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[listening]), name="web server")
            await stop.wait()
            server.should_exit = True


def _bind(host: str, port: int) -> socket.socket:
    name = "127.0.0.1" if host == "localhost" else host
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    # With the protocol named, asyncio knows it for TCP and turns Nagle's delay off.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((name, port))
        listening.listen(128)
    except OSError as failed:
        listening.close()
        raise _wrong(failed, host, port) from failed
    listening.setblocking(False)
    return listening


def _wrong(failed: OSError, host: str, port: int) -> SettingWrong:
    if failed.errno == errno.EADDRINUSE:
        return SettingWrong(f"WEB_PORT {port} is in use by another program: stop it, or set another port.")
    if failed.errno == errno.EACCES:
        return SettingWrong(f"WEB_PORT {port} may not be used by this account: set one above 1023.")
    return SettingWrong(f"WEB_HOST {host} is no address of this machine.")


def _address(host: str, listening: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
