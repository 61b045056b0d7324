"""Commands, the shortcut, the home and the settings: what people ask of the desk."""

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import clicks
from adapters.slack.client import asked
from adapters.slack.desk import AGAIN, SlackDesk
from adapters.slack.events import NO_MESSAGE, Here
from adapters.slack.heard import Payload, fields, plain, words_of
from adapters.slack.render import settings as settings_view
from adapters.slack.render.answer import answer as shown
from adapters.slack.render.home import home as home_view
from bot import home
from bot.errors import ClaimdeskError
from bot.events import CommandGiven, Event, MessagePosted
from bot.model.answer import Answer
from bot.model.ids import MessageId, PersonId, PlaceId
from bot.rules import rights


class Asking:
    """The listeners of what is asked for by name."""

    def __init__(self, desk: SlackDesk) -> None:
        self._desk = desk

    async def command(self, body: Payload, here: Here, respond: AsyncRespond) -> None:
        """`/claims …`: the answer is private."""
        place, who = PlaceId(str(body.get("channel_id"))), PersonId(str(body.get("user_id")))
        person = await self._desk.person(here.workspace, place, who)
        said = str(body.get("text") or "")
        event = CommandGiven(
            **here.head(str(body.get("trigger_id")), place, person, None),
            message=NO_MESSAGE,
            text=plain(said) if said.strip().lower().startswith("check") else said,
        )
        await self._answer(event, respond)

    async def triage(self, body: Payload, here: Here, respond: AsyncRespond) -> None:
        """The shortcut "Triage this message": its links, or its words."""
        message, channel = fields(body.get("message")), fields(body.get("channel"))
        place, who = PlaceId(str(channel.get("id"))), PersonId(str(fields(body.get("user")).get("id")))
        person = await self._desk.person(here.workspace, place, who)
        event = MessagePosted(
            **here.head(str(body.get("trigger_id")), place, person, body.get("action_ts")),
            message=MessageId(str(message.get("thread_ts") or message.get("ts") or "")),
            text=words_of(message),
            asked=True,
        )
        await self._answer(event, respond)

    async def _answer(self, event: Event, respond: AsyncRespond) -> None:
        try:
            done = await self._desk.take(event)
        except AGAIN:
            raise
        except ClaimdeskError as wrong:
            done = Answer(wrong.reason)
        if done.text:
            self._desk.reply(respond, shown(done, place=event.place))

    def home(self, event: Payload, here: Here, client: AsyncWebClient) -> None:
        """App Home as this person may see it now."""
        if event.get("tab") in (None, "home"):
            who = PersonId(str(event.get("user")))
            self._desk.later.do(self._publish(who, here, client), name="the home")

    async def _publish(self, who: PersonId, here: Here, client: AsyncWebClient) -> None:
        async with self._desk.ledger.look(here.workspace) as tx:
            shown_home = await home.of(tx, person=who, roster=self._desk.roster, now=here.now)
        await asked(
            client.views_publish(
                user_id=who, view=home_view(shown_home, link=await self._desk.chat_of(here.workspace).links())
            )
        )

    async def settings(self, body: Payload, here: Here, client: AsyncWebClient) -> None:
        """Opens the settings of a desk, which chiefs may change."""
        click = clicks.click_of(body)
        if click is None or not click.parts:
            return
        place = click.place
        async with self._desk.ledger.look(here.workspace) as tx:
            desk = await tx.desks.get(place)
        roster = self._desk.roster
        person = await self._desk.person(here.workspace, place, click.by)
        if not rights.leads(person, desk):
            return
        view = settings_view.settings(
            desk,
            name=await roster.call(here.workspace, place),
            people=await roster.now(here.workspace, place, {*desk.editors, *desk.chiefs, *desk.voters}),
            feeds=await self._seen(desk.feeds, click.by, here),
            private=await roster.private(here.workspace, place),
        )
        await asked(client.views_open(trigger_id=click.trigger, view=view))

    async def _seen(self, feeds: PlaceId | None, who: PersonId, here: Here) -> PlaceId | None:
        """What stands in a private channel is shown to its members only, its name too."""
        if feeds is None:
            return None
        return feeds if feeds in await self._desk.roster.sees(here.workspace, who, [feeds]) else None

    async def set_up(self, body: Payload, here: Here, client: AsyncWebClient, ack: AsyncAck) -> None:
        """The settings as they were sent; a refusal is shown where it belongs."""
        filled = clicks.filled_of(body)
        words = settings_view.changed(fields(body.get("view")))
        if not words:
            await ack()
            return
        try:
            person = await self._desk.person(here.workspace, filled.place, filled.by)
            head: dict[str, Any] = here.head(filled.id, filled.place, person, None)
            await self._desk.take(CommandGiven(**head, message=NO_MESSAGE, text=f"settings {words}"))
        except AGAIN:
            raise
        except ClaimdeskError as wrong:
            await ack(response_action="errors", errors=settings_view.errors_of(wrong.reason, words))
            return
        await ack()
        self._desk.later.do(self._publish(filled.by, here, client), name="the home")
