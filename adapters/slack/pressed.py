"""Buttons, menus and dialogs: what each leads to, and what the person sees of it."""

from collections.abc import Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import clicks
from adapters.slack.clicks import DIALOGS, Click, Filled
from adapters.slack.client import asked
from adapters.slack.desk import AGAIN, SlackDesk, answered
from adapters.slack.events import Here
from adapters.slack.heard import Payload
from adapters.slack.render import modals
from adapters.slack.render.answer import answer as shown
from adapters.slack.render.card import more
from adapters.slack.render.words import Message
from bot import lists, views
from bot.errors import ClaimdeskError, NotThere, ReasonNeeded
from bot.events import BallotCast, BallotWithdrawn, ClaimUsed, Event
from bot.model.act import UseStep
from bot.model.answer import Answer
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import ClaimId, PlaceId, StoryId, WorkspaceId
from bot.model.view import ClaimView

# Entries that only show something.
LOOKS = frozenset({"more", "history", "snooze"})

_DIALOGS: dict[str, Callable[[ClaimView], dict[str, Any]]] = {
    "evidence": modals.evidence,
    "reopen": modals.reopen,
    "reword": modals.reword,
    "hand-over": modals.hand_over,
    "use": modals.use,
}


class Pressed:
    """The listeners of everything that can be pressed."""

    def __init__(self, desk: SlackDesk) -> None:
        self._desk = desk

    async def click(self, body: Payload, here: Here, client: AsyncWebClient, respond: AsyncRespond) -> None:
        """A button or a menu's entry: acted on and written down when this returns, or a dialog is open."""
        click = clicks.click_of(body)
        if click is None:
            return
        try:
            if click.name in DIALOGS:
                await self._open(click, here, client)
            elif click.name in LOOKS:
                self._desk.reply(respond, await self._look(click, here))
            else:
                await self._act(click, body, here, client, respond)
        except AGAIN:
            raise
        except ClaimdeskError as wrong:
            self._desk.reply(respond, shown(Answer(wrong.reason), place=click.place))

    async def _act(
        self, click: Click, body: Payload, here: Here, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        person = await self._desk.person(here.workspace, click.place, click.by)
        event = await self._toggled(clicks.act(click, person, here))
        try:
            done = await self._desk.take(event)
        except ReasonNeeded:
            assert isinstance(event, BallotCast)
            await self._show(click, client, await self._reason(event, rules=True))
            return
        message = shown(done, place=event.place, **answered(event))
        if click.name.startswith("recall:"):
            self._desk.later.do(_closed(respond, body, done.text), name="the answer to a recall")
        elif done.text:
            self._desk.reply(respond, message, instead=_ephemeral(body))

    async def _toggled(self, event: Event) -> Event:
        """The same button again takes the vote back; so does nothing else."""
        if not isinstance(event, BallotCast):
            return event
        async with self._desk.ledger.look(event.workspace) as tx:
            status = await views.status_of(tx, event.claim)
        asked_of = status.asked(event.question)
        held = asked_of.votes.get(event.person.id) if asked_of else None
        if asked_of is None or held is None or asked_of.verdict is not None:
            return event
        if (held.rating, held.via) != (event.rating, Via.BUTTON):
            return event
        return BallotWithdrawn(
            **event.head(),
            claim=event.claim,
            rating=event.rating,
            via=Via.BUTTON,
            question=event.question,
        )

    async def _reason(self, event: BallotCast, *, rules: bool) -> dict[str, Any]:
        view = await self._view(event.workspace, event.claim, event.place)
        return modals.reason(view, event.question, event.rating, event.wording or "", rules=rules)

    async def _view(self, workspace: WorkspaceId, claim: ClaimId, place: PlaceId) -> ClaimView:
        async with self._desk.ledger.look(workspace) as tx:
            return await views.claim_on(tx, claim, place)

    async def _open(self, click: Click, here: Here, client: AsyncWebClient) -> None:
        """Opens the dialog that asks for words; nothing has happened yet."""
        if click.name == "due":
            async with self._desk.ledger.look(here.workspace) as tx:
                story = await views.story_view(tx, StoryId(click.part(1)))
                dialog = modals.due(story, await tx.desks.get(story.story.place))
        else:
            view = await self._view(here.workspace, ClaimId(click.part(1)), click.place)
            reason = click.name == "reason"
            dialog = modals.reason(view, *_asked_why(click)) if reason else _DIALOGS[click.name](view)
        await self._show(click, client, dialog)

    async def _show(self, click: Click, client: AsyncWebClient, view: dict[str, Any]) -> None:
        await asked(client.views_open(trigger_id=click.trigger, view=view))

    async def _look(self, click: Click, here: Here) -> Message:
        if click.name == "more":
            link = await self._desk.chat_of(here.workspace).links()
            async with self._desk.ledger.look(here.workspace) as tx:
                return more(await views.story_view(tx, StoryId(click.part(1))), link=link)
        async with self._desk.ledger.look(here.workspace) as tx:
            view = await views.claim_on(tx, ClaimId(click.part(1)), click.place)
            if click.name == "snooze":
                words = f"For how long is nothing to be said of {view.label}?"
                return shown(Answer(words, claim=view.claim.id), place=click.place, snooze=True)
            return shown(Answer(await lists.history(tx, view)), place=click.place)

    async def submit(self, body: Payload, here: Here, ack: AsyncAck) -> None:
        """A dialog that was sent: a refusal is shown in it, and nothing that was written is lost."""
        filled = clicks.filled_of(body)
        try:
            person = await self._desk.person(here.workspace, filled.place, filled.by)
            event = clicks.filled_act(filled, person, here)
            done = await self._desk.take(event)
        except AGAIN:
            raise
        except ClaimdeskError as wrong:
            await ack(response_action="errors", errors={_first(filled): wrong.reason})
            return
        await ack()
        if done.text:
            # What one uses can be ended from the very answer.
            ends = [step for step in UseStep if step is not UseStep.USED]
            self._desk.tell(event, done, own_use=ends if isinstance(event, ClaimUsed) else ())


def _asked_why(click: Click) -> tuple[Question, Rating, str]:
    """Which vote a reason is for. Raises NotThere for one that this version does not have."""
    try:
        return Question(click.parts[2]), Rating(click.parts[3]), click.parts[4]
    except ValueError:
        raise NotThere(clicks.STALE) from None


def _first(filled: Filled) -> str:
    """The field at which a refusal is shown."""
    return next(iter(filled.fields), "reason")


def _ephemeral(body: Payload) -> bool:
    container = body.get("container")
    return isinstance(container, dict) and bool(container.get("is_ephemeral"))


async def _closed(respond: AsyncRespond, body: Payload, words: str) -> None:
    """The question stays readable; its buttons go."""
    message = body.get("message")
    blocks = message.get("blocks") if isinstance(message, dict) else None
    kept = [block for block in blocks or [] if block.get("type") != "actions"]
    line = {"type": "context", "elements": [{"type": "plain_text", "text": words[:2000] or "Answered."}]}
    text = str(message.get("text") or words) if isinstance(message, dict) else words
    await respond(text=text, blocks=[*kept, line], replace_original=True)
