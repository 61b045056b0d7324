"""Bodies of requests, read whole before Slack's library sees them: none without end, none half."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Any, Receive, Send], Awaitable[None]]

# The largest that Slack sends is a form full of words.
MOST_BYTES = 1_000_000


def limited(app: Asgi) -> Asgi:
    """Answers 413 to what is longer; who leaves before the end gets no answer, and no line in the log."""

    async def within(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await app(scope, receive, send)
        body = bytearray()
        while True:
            part = await receive()
            if part["type"] != "http.request":
                return None
            body += part.get("body", b"")
            if len(body) > MOST_BYTES:
                await send({"type": "http.response.start", "status": 413, "headers": []})
                return await send({"type": "http.response.body", "body": b""})
            if not part.get("more_body"):
                break

        async def whole() -> Message:
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await app(scope, whole, send)

    return within
