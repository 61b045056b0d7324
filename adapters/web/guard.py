"""Who may talk to the web desk: pages that it served itself, on this machine. Pure ASGI."""

from collections.abc import Collection, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
# Health checks and Slack come from elsewhere; Slack signs what it sends.
_ANY_HOST = frozenset({"/healthz", "/readyz"})
_SIGNED = "/slack/"


class Guard:
    """Refuses foreign Host headers and foreign origins, and adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = LOOPBACK) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = self._refusal(scope)
            await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        path, headers = scope["path"], Headers(scope=scope)
        if path.startswith(_SIGNED):
            return None
        hosts = headers.getlist("host")
        if path not in _ANY_HOST and not (len(hosts) == 1 and hosts[0].lower() in self._allowed(scope)):
            return PlainTextResponse("This desk answers only at its own address on this machine.\n", 421)
        if scope["method"] in ("GET", "HEAD"):
            return None
        origins = headers.getlist("origin")
        if len(origins) != 1 or origins[0].lower() != f"{scope['scheme']}://{hosts[0].lower()}":
            return PlainTextResponse("Only the desk's own page may change something here.\n", 403)
        return None

    def _allowed(self, scope: Scope) -> Iterable[str]:
        _, port = scope["server"] or ("", None)
        names = {f"{name}:{port}" for name in self._hosts}
        return names | set(self._hosts) if port == 80 else names


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
