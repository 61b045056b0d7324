"""What every part of the fake speaks: JSON objects, and Slack's way of saying no."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Refused(Exception):
    """Slack's `{"ok": false, "error": …}`; `more` goes into the answer beside it."""

    error: str
    more: Json = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> Json:
        """The answer as it goes over the wire."""
        return {"ok": False, "error": self.error, **self.more}
