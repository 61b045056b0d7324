"""The guarded page fetcher."""

from adapters.fetch.fetcher import PageFetcher
from bot.model.page import FetchedPage

__all__ = ["FetchedPage", "PageFetcher"]
