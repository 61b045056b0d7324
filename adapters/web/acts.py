"""What people do beside claims: paste, command, open a thread, say when a story is due."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from adapters.web import events
from adapters.web.body import form
from adapters.web.events import Form, Malformed
from adapters.web.people import WebRoster, chosen
from adapters.web.sample import SAMPLE_URL
from adapters.web.zone import zoned
from bot import commands, dues, intake, threads
from bot.events import CommandGiven, MessagePosted
from bot.model.answer import Answer
from bot.model.people import Person
from bot.ports import Ledger


class Acts:
    """The endpoints that change something beside claims."""

    def __init__(self, *, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now
        self._roster = WebRoster()

    async def say(self, request: Request) -> Response:
        """A pasted link or text, or a command."""
        sent, person = await sent_by(request)
        now = self._now()
        event = events.message(sent, person, now)
        if isinstance(event, CommandGiven):
            told_to = await commands.answer(event, ledger=self._ledger, roster=self._roster, now=now)
            return told(told_to, now)
        return await self._paste(event, now)

    async def sample(self, request: Request) -> Response:
        """The sample article, pasted."""
        sent, person = await sent_by(request)
        now = self._now()
        return await self._paste(events.sample(sent, SAMPLE_URL, person, now), now)

    async def open_thread(self, request: Request) -> Response:
        """A thread for a claim of a story."""
        sent, person = await sent_by(request)
        now, where = self._now(), request.path_params
        event = events.thread(sent, where["story"], where["claim"], person, now)
        return told(await threads.open_thread(event, ledger=self._ledger, now=now), now)

    async def set_due(self, request: Request) -> Response:
        """When a story has to be settled, in words."""
        sent, person = await sent_by(request)
        now = self._now()
        event = events.due(sent, request.path_params["story"], person, now)
        return told(await dues.set_due(event, ledger=self._ledger, now=now), now)

    async def _paste(self, event: MessagePosted, now: datetime) -> Response:
        taken = await intake.take_message(event, ledger=self._ledger, now=now)
        if not taken.passed_over:
            return told(Answer(), now)
        hosts = ", ".join(dict.fromkeys(taken.passed_over))
        sentence = f"Left alone: {hosts}. To have it read all the same, send /claims check and its address."
        return told(Answer(sentence), now)


async def sent_by(request: Request) -> tuple[Form, Person]:
    """What the page sent, and who did it."""
    sent = await form(request)
    who = sent.get("as")
    if not isinstance(who, str):
        raise Malformed("The page did not say who you are: choose it under People.")
    return sent, zoned(chosen(who), sent.get("zone"))


def told(answer: Answer, now: datetime) -> Response:
    """The private line, with what it gives a place for."""
    return JSONResponse(
        {
            "only_you": answer.text,
            "at": now.isoformat(),
            "claim": answer.claim,
            "undo": answer.undo,
            "offer": answer.offer,
        }
    )
