"""`python -m benchmarks.echo`: a bare Starlette application that gives back what it is sent."""

import asyncio
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


async def echo(request: Request) -> Response:
    """The body, parsed and written again."""
    return JSONResponse(await request.json())


async def alive(request: Request) -> Response:
    """Nothing to look up."""
    return JSONResponse({"web": "ok"})


def main() -> None:
    """Says its address and serves until SIGTERM."""
    app = Starlette(routes=[Route("/messages", echo, methods=["POST"]), Route("/healthz", alive)])
    # Only a socket that says TCP is spared Nagle's wait by asyncio.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        print(f"Claimdesk is ready at http://127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))


if __name__ == "__main__":
    main()
