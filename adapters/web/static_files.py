"""The page's own scripts and styles, read once from the package."""

from hashlib import blake2b
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}


class StaticFiles:
    """The endpoint `/static/{name}`; only what was in the package at the start is ever served."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, str, str]] = {}
        for entry in files("adapters.web").joinpath("static").iterdir():
            kind = _TYPES.get(entry.name[entry.name.rfind(".") :])
            if kind is not None:
                body = entry.read_bytes()
                self._files[entry.name] = (body, kind, f'"{blake2b(body, digest_size=8).hexdigest()}"')

    async def serve(self, request: Request) -> Response:
        """The file, or 304 where the page has it already."""
        found = self._files.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        body, kind, tag = found
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type=kind, headers=headers)
