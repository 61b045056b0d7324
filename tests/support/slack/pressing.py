"""What people press, choose, submit and call. Each waits for the app's acknowledgement, 3 s at most."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.support.slack import cast, form, interactions
from tests.support.slack.api.method import Ask
from tests.support.slack.api.views import change_view, make_view, screen
from tests.support.slack.delivery import COMMANDS, INTERACTIVE, Delivery
from tests.support.slack.message import Ephemeral, Message, View
from tests.support.slack.response_url import speak
from tests.support.slack.shapes import Json
from tests.support.slack.team import Channel, Team
from tests.support.slack.world import ResponseUrl, World

if TYPE_CHECKING:
    from tests.support.slack.server import FakeSlack

Find = Callable[[list[Json]], Json]


class Pressing:
    """The half of a person that presses things."""

    slack: "FakeSlack"
    team_id: str
    id: str

    @property
    def world(self) -> World:
        """What Slack remembers."""
        return self.slack.world

    @property
    def team(self) -> Team:
        """The workspace that this person looks at."""
        return self.world.teams[self.team_id]

    @property
    def modals(self) -> list[View]:
        """The modals on the screen, the uppermost last."""
        return screen(self.world, self.team_id, self.id)

    @property
    def modal(self) -> View:
        """The modal on top."""
        assert self.modals, f"{self.id} has no modal open"
        return self.modals[-1]

    async def click(self, what: str, on: str | Ephemeral) -> Delivery:
        """Presses a button, by its words or action_id, on a message (its ts) or an ephemeral one."""
        return await self._on_message(lambda blocks: form.press(blocks, what), on)

    async def choose(self, what: str, on: str | Ephemeral, *, menu: str = "") -> Delivery:
        """Chooses an option by its words from an overflow or select; `menu` is its action_id if needed."""
        return await self._on_message(lambda blocks: form.choose(blocks, what, menu), on)

    async def click_in_view(self, what: str, view: View | None = None) -> Delivery:
        """Presses a button in the modal on top, or in this view."""
        return await self._in_view(lambda blocks: form.press(blocks, what), view or self.modal)

    async def choose_in_view(self, what: str, view: View | None = None, *, menu: str = "") -> Delivery:
        """Chooses an option in the modal on top, or in this view."""
        return await self._in_view(lambda blocks: form.choose(blocks, what, menu), view or self.modal)

    async def submit(self, values: Mapping[str, Any] | None = None) -> Delivery:
        """Fills in the modal on top, by the labels of its inputs, and sends it; follows the app's answer."""
        view = self.modal
        state = form.state(view.body["blocks"], values, sent=True)
        sent = await self._send(interactions.submission(self.world, self.team, view, state))
        if sent.acked:
            self._follow(view, sent.answer or {})
        return sent

    async def close(self, *, everything: bool = False) -> Delivery | None:
        """Leaves the modal on top; the app hears of it only where it asked to."""
        view = self.modal
        for one in self.modals if everything else [view]:
            one.closed = True
        if not view.body.get("notify_on_close"):
            return None
        return await self._send(interactions.closing(self.world, self.team, view, all_=everything))

    async def shortcut(self, callback_id: str, on: str = "") -> Delivery:
        """Calls a shortcut: on a message, or without one from the global menu."""
        if not on:
            return await self._send(interactions.global_shortcut(self.world, self.team, self.id, callback_id))
        place, message = self._at(on)
        return await self._send(
            interactions.message_shortcut(self.world, self.team, self.id, place, message, callback_id)
        )

    async def command(self, name: str, text: str = "", *, channel: str = cast.DESK) -> Delivery:
        """Calls a slash command; what the app acknowledges with is shown privately, as Slack does."""
        place = self._here(channel)
        payload = interactions.command(self.world, self.team, self.id, place, name, text)
        sent = await self._send(payload, COMMANDS)
        answer = sent.answer or {}
        if answer.get("text") or answer.get("blocks"):
            url = ResponseUrl(self.team_id, channel, self.id, until=0)
            speak(Ask(self.world, self.team, dict(answer)), url)
        return sent

    def open_home(self, tab: str = "home") -> None:
        """Looks at the app's own page."""
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.team.dm(self.id).id,
            "tab": tab,
            "event_ts": self.world.new_ts(),
        }
        home = self.world.homes.get((self.team_id, self.id))
        self.world.tell(self.team, event | ({"view": home.shown()} if home else {}))

    def _here(self, channel: str) -> Channel:
        place = self.team.channels[channel]
        assert self.id in place.members, f"{self.id} is not in {channel}"
        return place

    def _at(self, ts: str) -> tuple[Channel, Message]:
        """A message where this person can see it, and its channel."""
        for place in self.team.channels.values():
            if ts in place.messages and self.id in place.members:
                return place, place.messages[ts]
        raise AssertionError(f"{self.id} sees no message {ts}")

    async def _on_message(self, find: Find, on: str | Ephemeral) -> Delivery:
        private = self.world.ephemeral(on if isinstance(on, str) else on.ts, self.id)
        assert private or isinstance(on, str), f"{self.id} does not see {on}"
        target = private or self._at(str(on))[1]
        place = self._here(target.channel)
        payload = interactions.on_message(
            self.world, self.team, self.id, place, target, find(target.blocks), form.state(target.blocks)
        )
        return await self._send(payload)

    async def _in_view(self, find: Find, view: View) -> Delivery:
        blocks = view.body["blocks"]
        payload = interactions.on_view(self.world, self.team, self.id, view, find(blocks), form.state(blocks))
        return await self._send(payload)

    async def _send(self, payload: Json, kind: str = INTERACTIVE) -> Delivery:
        sent = self.slack.send(kind, payload)
        try:
            async with asyncio.timeout(self.slack.ack_limit):
                await sent.settled.wait()
        except TimeoutError:
            sent.given_up = True
        if not sent.acked:
            self.slack.unanswered.append(sent)
        return sent

    def _follow(self, view: View, answer: Json) -> None:
        """What Slack's client does with the response_action of a submission."""
        action = answer.get("response_action")
        if action == "errors":
            known = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
            if strange := set(answer["errors"]) - known or not answer["errors"]:
                self.world.complain(f"response_action errors for no input: {strange}")
        elif action == "update":
            change_view(self.world, self.team, view, answer["view"])
        elif action == "push":
            pushed = make_view(self.world, self.team, self.id, answer["view"], previous=view)
            self.world.views[pushed.id] = pushed
        else:
            for one in self.modals if action == "clear" else [view]:
                one.closed = True
