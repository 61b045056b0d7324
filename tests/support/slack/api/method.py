"""A method of the Web API: its scope, its function, and how it reads its arguments."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.support.slack.shapes import Json, Refused
from tests.support.slack.team import Channel, Team
from tests.support.slack.world import World, readable

T = TypeVar("T")
_NO = ("", "0", "false", "False", None, False, 0)


@dataclass
class Ask:
    """One call, after its token was looked at. `team` is the token's workspace; `extra` goes into headers."""

    world: World
    team: Team
    args: Json
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """An argument as text; "" where it was not given."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        """An argument that must be there."""
        if not self.text(name):
            raise Refused(
                "invalid_arguments",
                {"response_metadata": {"messages": [f"[ERROR] missing required field: {name}"]}},
            )
        return self.text(name)

    def flag(self, name: str, default: bool = False) -> bool:
        """An argument as yes or no."""
        return self.args[name] not in _NO if name in self.args else default

    def number(self, name: str, default: int) -> int:
        """An argument as a whole number."""
        return int(self.args.get(name) or default)

    def needs_scope(self, *scopes: str) -> None:
        """Refuses a token that has none of these scopes."""
        if not self.team.scopes & set(scopes):
            provided = ",".join(sorted(self.team.scopes))
            raise Refused("missing_scope", {"needed": ",".join(scopes), "provided": provided})

    def channel(self, scope: str = "") -> Channel:
        """The channel of the call; `scope` is what follows its kind: `read` in channels:read, groups:read."""
        channel = readable(self.team, self.need("channel"))
        if scope:
            self.needs_scope(f"{channel.letter}:{scope}")
        return channel


Run = Callable[[Ask], Json]


@dataclass(frozen=True)
class Method:
    """How a call is answered; `scope` is "" where each token may, `open` where none is needed."""

    run: Run
    scope: str = ""
    open: bool = False
    app_token: bool = False


METHODS: dict[str, Method] = {}


def method(
    name: str, scope: str = "", *, open: bool = False, app_token: bool = False
) -> Callable[[Run], Run]:
    """Puts a function into `METHODS`."""

    def put(run: Run) -> Run:
        METHODS[name] = Method(run, scope, open, app_token)
        return run

    return put


def page(ask: Ask, items: Sequence[T], default: int = 100) -> tuple[list[T], Json]:
    """The part of a list that `cursor` and `limit` ask for, and the response_metadata beside it."""
    try:
        start = int(base64.b64decode(ask.text("cursor")) or b"0")
    except ValueError:
        raise Refused("invalid_cursor") from None
    end = start + min(ask.number("limit", default), 1000)
    more = base64.b64encode(str(end).encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"response_metadata": {"next_cursor": more}}


def listed(value: Any) -> list[str]:
    """`a,b` or a JSON list as a list of texts."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return [one for one in str(value or "").split(",") if one]
