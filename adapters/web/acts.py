"""What people do on the page: each request becomes one event, each answer one sentence for who did it."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from adapters.web import events
from adapters.web.body import form
from adapters.web.events import Form, Malformed
from adapters.web.people import chosen
from adapters.web.sample import SAMPLE_URL
from bot import commands, intake, threads, voting
from bot.events import BallotCast, CommandGiven, MessagePosted
from bot.model.people import Person
from bot.ports import Ledger


class Acts:
    """The endpoints that change something."""

    def __init__(self, *, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def say(self, request: Request) -> Response:
        """A pasted link or text, or a command."""
        sent, person, now = await self._sent(request)
        event = events.message(sent, person, now)
        if isinstance(event, CommandGiven):
            return _told(await commands.answer(event, ledger=self._ledger, now=now), now)
        return await self._paste(event, now)

    async def sample(self, request: Request) -> Response:
        """The sample article, pasted."""
        sent, person, now = await self._sent(request)
        return await self._paste(events.sample(sent, SAMPLE_URL, person, now), now)

    async def vote(self, request: Request) -> Response:
        """A rating, cast or taken back."""
        sent, person, now = await self._sent(request)
        event = events.ballot(sent, request.path_params["claim"], person, now)
        if isinstance(event, BallotCast):
            return _told(await voting.cast(event, ledger=self._ledger, now=now), now)
        return _told(await voting.withdraw(event, ledger=self._ledger, now=now), now)

    async def dismiss(self, request: Request) -> Response:
        """Not a claim."""
        sent, person, now = await self._sent(request)
        event = events.dismissal(sent, request.path_params["claim"], person, now)
        return _told(await voting.dismiss(event, ledger=self._ledger, now=now), now)

    async def reopen(self, request: Request) -> Response:
        """A claim after all."""
        sent, person, now = await self._sent(request)
        event = events.reopening(sent, request.path_params["claim"], person, now)
        return _told(await voting.reopen(event, ledger=self._ledger, now=now), now)

    async def reply(self, request: Request) -> Response:
        """Words in a thread."""
        sent, person, now = await self._sent(request)
        event = events.reply(sent, request.path_params["claim"], person, now)
        return _told(await threads.reply(event, ledger=self._ledger, now=now), now)

    async def open_thread(self, request: Request) -> Response:
        """A thread for a claim of a story."""
        sent, person, now = await self._sent(request)
        where = request.path_params
        event = events.thread(sent, where["story"], where["claim"], person, now)
        return _told(await threads.open_thread(event, ledger=self._ledger, now=now), now)

    async def _sent(self, request: Request) -> tuple[Form, Person, datetime]:
        sent = await form(request)
        who = sent.get("as")
        if not isinstance(who, str):
            raise Malformed("The page did not say who you are: choose it under People.")
        return sent, chosen(who), self._now()

    async def _paste(self, event: MessagePosted, now: datetime) -> Response:
        taken = await intake.take_message(event, ledger=self._ledger, now=now)
        if not taken.passed_over:
            return _told("", now)
        hosts = ", ".join(dict.fromkeys(taken.passed_over))
        sentence = f"Left alone: {hosts}. To have it read all the same, send /claims check and its address."
        return _told(sentence, now)


def _told(sentence: str, now: datetime) -> Response:
    return JSONResponse({"only_you": sentence, "at": now.isoformat()})
