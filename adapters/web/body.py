"""Reads what a page sends, never more than a message can need."""

import json

from starlette.requests import ClientDisconnect, Request

from adapters.web.events import Form, Malformed

MOST = 1024 * 1024


class TooLarge(Exception):
    """More was sent than is read."""


async def form(request: Request) -> Form:
    """The JSON object in the body; raises Malformed or TooLarge."""
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > MOST:
        raise TooLarge
    read = bytearray()
    try:
        async for chunk in request.stream():
            read += chunk
            if len(read) > MOST:
                raise TooLarge
    except ClientDisconnect as gone:
        raise Malformed("The page went away while it was sending.") from gone
    try:
        value = json.loads(read)
    except (ValueError, RecursionError) as wrong:
        raise Malformed("That was not sent by this page: reload it and try again.") from wrong
    if not isinstance(value, dict):
        raise Malformed("That was not sent by this page: reload it and try again.")
    return value
