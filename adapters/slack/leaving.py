"""The app is taken out of a workspace, or its token is: the desks there rest, what they have stays."""

from collections.abc import Awaitable, Callable

from adapters.slack.events import Here
from adapters.slack.heard import Payload
from bot import joining
from bot.ports import Installs, Ledger


class Leaving:
    """`gone` tells the program that the one token of its settings is no good any more."""

    def __init__(
        self, ledger: Ledger, *, installs: Installs | None, gone: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        self._ledger = ledger
        self._installs = installs
        self._gone = gone

    async def heard(self, body: Payload, here: Here) -> None:
        """Either event; a person's revoked token is none of ours."""
        event = body.get("event")
        if not isinstance(event, dict):
            return
        tokens = event.get("tokens")
        if event.get("type") == "tokens_revoked" and not (isinstance(tokens, dict) and tokens.get("bot")):
            return
        if self._installs is not None:
            await self._installs.remove(here.workspace, at=here.now)
        await joining.removed(here.workspace, ledger=self._ledger)
        if self._gone is not None:
            await self._gone()
