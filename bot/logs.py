"""Logging: to standard error, one record a line, without tokens, query strings or other people's words."""

import json
import logging
import re
import sys
from collections.abc import Callable
from traceback import extract_tb
from types import TracebackType

_SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"xox[abeoprs]-[\w-]+|xapp-[\w-]+"), "[token]"),
    (re.compile(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b"), "[token]"),
    (re.compile(r"(?i)\b(bearer|basic|bot)\s+[\w.~+/=-]{8,}"), r"\1 [token]"),
    (re.compile(r"(?i)\b(ticket|token|password|secret|authorization)=[^\s&]+"), r"\1=[…]"),
    (re.compile(r"(https?://[^\s?#\"'<>]+)[?#][^\s\"'<>]*"), r"\1?[…]"),
    (re.compile(r"(//)[^\s/@]+@"), r"\1[…]@"),
)
_NOISY = ("asyncio", "aiosqlite", "alembic", "apscheduler", "procrastinate", "psycopg", "tzlocal", "urllib3")


def redact(text: str) -> str:
    """The text without what a log must not hold."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class Redaction(logging.Filter):
    """On the root handler: no record passes it as it was."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage()).replace("\n", " | ")
        record.args = None
        return True


class _Lines(logging.Formatter):
    """One line a record; of an exception its type and where, never its message."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, trace = ei
        frames = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(extract_tb(trace)))
        return f"{kind.__name__ if kind else 'error'} at {frames}"

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", " | ")


class _Json(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


_FORMATS: dict[str, Callable[[], logging.Formatter]] = {
    "text": lambda: _Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"),
    "json": _Json,
}


def set_up(*, level: str, form: str) -> None:
    """Sets the root logger once, at the start."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_FORMATS[form]())
    handler.addFilter(Redaction())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
