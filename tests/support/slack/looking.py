"""What a test looks at: who sees what now, and what the app asked of Slack."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

from tests.support.slack import cast
from tests.support.slack.form import labels
from tests.support.slack.message import Ephemeral, Message, View, words
from tests.support.slack.shapes import Json
from tests.support.slack.team import Channel
from tests.support.slack.world import Call, World


def shown(of: Message | Ephemeral | View) -> str:
    """The words that a person reads there: those of the blocks, else of the text."""
    if isinstance(of, View):
        return words([of.body.get("title"), of.body.get("blocks")])
    return words(of.blocks) or of.text


def choices(of: Message | Ephemeral | View) -> list[str]:
    """The words on the buttons and in the menus there."""
    return labels(of.body["blocks"] if isinstance(of, View) else of.blocks)


class Looking:
    """The half of the fake that is asked."""

    world: World

    def messages(
        self, channel: str = cast.DESK, *, bot: bool = False, team: str = cast.TEAM
    ) -> list[Message]:
        """What stands at the top level of a channel, oldest first; `bot` only what the app said."""
        found = self.world.teams[team].channels[channel].messages.values()
        top = [one for one in found if one.thread_ts in ("", one.ts)]
        return [one for one in top if one.bot_id == self.world.teams[team].bot_id] if bot else top

    def thread(self, ts: str) -> list[Message]:
        """The replies below a message, oldest first."""
        return [one for place in self._places() for one in place.replies(ts)]

    def message(self, ts: str) -> Message:
        """One message, wherever it stands; its name is never given twice."""
        return next(place.messages[ts] for place in self._places() if ts in place.messages)

    def _places(self) -> Iterator[Channel]:
        for team in self.world.teams.values():
            yield from team.channels.values()

    def find(self, part: str, channel: str = cast.DESK, *, team: str = cast.TEAM) -> Message:
        """The newest message, in a thread or not, in which these words can be read."""
        found = self.world.teams[team].channels[channel].messages.values()
        hits = [one for one in found if part in shown(one)]
        assert hits, f"nobody said {part!r} in {channel}: {[shown(one) for one in found]}"
        return hits[-1]

    def ephemerals(self, user: str, channel: str = "") -> list[Ephemeral]:
        """What one person alone sees, oldest first."""
        seen = [one for one in self.world.ephemerals if one.user == user and not one.gone]
        return [one for one in seen if channel in ("", one.channel)]

    def dms(self, user: str, *, team: str = cast.TEAM) -> list[Message]:
        """What stands between the app and one person."""
        return list(self.world.teams[team].dm(user).messages.values())

    def reactions(self, ts: str) -> dict[str, list[str]]:
        """The emoji on a message and whose they are."""
        return self.message(ts).reactions

    def home(self, user: str, *, team: str = cast.TEAM) -> View | None:
        """The app's page as one person sees it."""
        return self.world.homes.get((team, user))

    def calls(self, method: str = "", **args: Any) -> list[Call]:
        """The calls of a method (all if ""), those alone whose arguments have these values."""
        return [
            call
            for call in self.world.calls
            if method in ("", call.method) and all(call.args.get(key) == value for key, value in args.items())
        ]

    @property
    def complaints(self) -> list[str]:
        """What the app must not have done; a test ends with an empty list."""
        return self.world.complaints

    async def until(self, true: Callable[[], Any], seconds: float = 5, what: str = "") -> Any:
        """Waits until something is so, and gives it."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not (value := _tried(true)):
            assert loop.time() < end, f"not within {seconds} s: {what or true}; calls {self._last_calls()}"
            await asyncio.sleep(0.005)
        return value

    def _last_calls(self) -> list[tuple[str, str, Json]]:
        return [(call.method, call.answer, call.args) for call in self.world.calls[-5:]]


def _tried(true: Callable[[], Any]) -> Any:
    # "The third message says …" is simply not so yet while there is no third message.
    try:
        return true()
    except (AssertionError, LookupError, StopIteration):
        return False
