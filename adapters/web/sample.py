"""The sample article: a page of our own that goes the very same way as a fetched one."""

from importlib.resources import files

from bot.model.page import FetchedPage
from bot.ports import Pages

SAMPLE_URL = "https://www.tidewater-courier.example/2026/05/harbour-tunnel-costs"


class SamplePages:
    """Pages with the sample among them; everything else is fetched as before."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def fetch(self, url: str) -> FetchedPage:
        """The packaged page for the sample's address, else what the inner one gives."""
        if url.partition("#")[0].rstrip("/") != SAMPLE_URL:
            return await self._pages.fetch(url)
        return FetchedPage(
            url=url,
            final_url=SAMPLE_URL,
            status=200,
            content_type="text/html; charset=utf-8",
            body=sample_page(),
        )

    def check(self, url: str) -> None:
        """As the inner one does."""
        self._pages.check(url)


def sample_page() -> bytes:
    """The packaged article as it is served."""
    return files("adapters.web").joinpath("sample/article.html").read_bytes()
