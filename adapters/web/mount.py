"""Puts another platform's own pages beside the desk's, on the same address."""

from starlette.types import ASGIApp, Receive, Scope, Send


def mounted(app: ASGIApp, other: ASGIApp | None, *, under: str) -> ASGIApp:
    """What begins with `under` goes to the other; it has its own ways to know who asks."""
    if other is None:
        return app

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        theirs = scope["type"] == "http" and str(scope.get("path", "")).startswith(under)
        await (other if theirs else app)(scope, receive, send)

    return both
