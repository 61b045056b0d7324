"""A small site on loopback with a story worth reading."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARAGRAPHS = [
    "The city of Farrow spent 42 million pounds on its new bridge last year, according to its accounts.",
    "“Traffic deaths fell by 30 per cent after the bridge opened in 2023,” said Helena Marsh, head of roads.",
    "Officials said 900 jobs had been lost in the port since January, more than in the ten years before.",
    "The toll rose from two pounds to five pounds in April because repairs cost more than planned.",
    "A report by the Farrow Institute found that 61 per cent of drivers now use the old road instead.",
    "The bridge carries 18,000 vehicles a day, which is fewer than half of what the plan of 2019 promised.",
    "Unemployment in the district reached 11 per cent in March, the highest level in the country.",
]
_TITLE = "Bridge bill doubles"
_HEAD = f"<!doctype html><html lang=en><title>{_TITLE}</title><body><article><h1>{_TITLE}</h1>"
PAGES = {
    "/bridge": _HEAD + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article></html>",
    "/short": "<!doctype html><title>Short</title><p>Only a few words stand here.</p>",
}


class _Site(BaseHTTPRequestHandler):
    """Serves PAGES, and 404 for the rest."""

    def do_GET(self) -> None:
        page = PAGES.get(self.path)
        body = (page or "<title>Nothing</title>").encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """Host and port of the site while the block lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
