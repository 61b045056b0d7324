"""What the listeners call: who it was, what it means, one transaction, and the private line that follows."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_bolt.context.respond.async_respond import AsyncRespond

from adapters.slack.chat import SlackChat
from adapters.slack.client import workspace_of
from adapters.slack.events import Here, heard
from adapters.slack.heard import Payload
from adapters.slack.later import Later
from adapters.slack.render.answer import answer as shown
from adapters.slack.render.words import Message
from bot import door
from bot.errors import ChatFailed, ClaimdeskError, NotWritten
from bot.events import BallotCast, Event, MessagePosted, Reacted, ThreadSpoken
from bot.extract.links import links_in
from bot.model.act import UseStep
from bot.model.answer import Answer
from bot.model.ids import PersonId, PlaceId, WorkspaceId
from bot.model.people import Person, Role
from bot.ports import Ledger, Pages, Roster

# These are nobody's fault: the platform is to deliver the event again.
AGAIN = (NotWritten, ChatFailed)
MOST_TOLD = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackDesk:
    """The desk behind the listeners. `chat_of` is the chat of a workspace."""

    ledger: Ledger
    pages: Pages
    roster: Roster
    chat_of: Callable[[WorkspaceId], SlackChat]
    later: Later
    now: Callable[[], datetime]
    _told: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def here(self, context: Mapping[str, Any]) -> Here:
        """Where a payload was heard, as Bolt found out who the bot is there."""
        known = context.get("authorize_result")
        team = (known and known.team_id) or context.get("team_id") or context.get("enterprise_id") or ""
        return Here(workspace_of(str(team)), str(context.get("bot_user_id") or ""), self.now())

    async def hear(self, event: Payload, context: Mapping[str, Any]) -> None:
        """An event: written down when this returns."""
        here = self.here(context)
        found = heard(event, here)
        if found is None:
            return
        person = await self.person(here.workspace, found.place, found.by)
        if person.role is not Role.BOT:
            await self._private(found.made(person))

    async def person(self, workspace: WorkspaceId, place: PlaceId, who: PersonId) -> Person:
        """As Slack knows them now; one whom it does not know is a guest."""
        known = (await self.roster.now(workspace, place, [who])).get(who) if who else None
        return known or Person(id=who, name="", role=Role.GUEST)

    async def take(self, event: Event) -> Answer:
        """One transaction."""
        return await door.take(
            event, ledger=self.ledger, roster=self.roster, pages=self.pages, now=self.now()
        )

    async def _private(self, event: Event) -> None:
        try:
            done = await self.take(event)
        except AGAIN:
            raise
        except ClaimdeskError as wrong:
            done = Answer(wrong.reason) if _addressed(event) else Answer()
        if done.text and not _goes_without_saying(event, done) and self._first(event.id):
            self.tell(event, done)

    def _first(self, event: str) -> bool:
        """Slack tells some things twice: what changes nothing is answered once all the same."""
        known = event in self._told
        self._told[event] = None
        while len(self._told) > MOST_TOLD:
            self._told.popitem(last=False)
        return not known

    def tell(self, event: Event, done: Answer, *, own_use: Sequence[UseStep] = ()) -> None:
        """The private line for whoever did something, where it was done."""
        message = shown(done, place=event.place, own_use=own_use, **answered(event))
        chat = self.chat_of(event.workspace)
        self.later.do(chat.whisper(event.place, event.person.id, message), name="a private line")

    def reply(self, respond: AsyncRespond, message: Message, *, instead: bool = False) -> None:
        """The private line at what was pressed or asked, or `instead` of the private one that was pressed."""
        self.later.do(
            respond(
                text=message.text,
                blocks=message.blocks,
                response_type="ephemeral",
                replace_original=instead,
                unfurl_links=False,
                unfurl_media=False,
            ),
            name="a private line",
        )


def answered(event: Event) -> dict[str, Any]:
    """What the answer to a vote has to know to offer a reason."""
    if isinstance(event, BallotCast):
        return {"question": event.question, "rating": event.rating, "wording": event.wording or ""}
    return {}


def _addressed(event: Event) -> bool:
    """Whether a refusal is of use: most of what is said in a channel was not meant for the desk."""
    if isinstance(event, MessagePosted):
        return event.asked
    if isinstance(event, ThreadSpoken):
        return bool(links_in(event.text))
    return True


def _goes_without_saying(event: Event, done: Answer) -> bool:
    """A reaction shows by itself that it was taken."""
    return isinstance(event, Reacted) and done.undo is not None and done.offer is None
