"""The listeners. Each translates, does one transaction, and is acknowledged when that is written down."""

import logging
import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.asking import Asking
from adapters.slack.desk import AGAIN, SlackDesk
from adapters.slack.leaving import Leaving
from adapters.slack.pressed import Pressed
from bot.errors import ClaimdeskError

_log = logging.getLogger(__name__)
_ALL = re.compile(r".*", re.DOTALL)
Body = dict[str, Any]


def quiet() -> None:
    """Slack's libraries write what people say, and tickets, into their logs; ours says what matters."""
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def listen(app: AsyncApp, desk: SlackDesk, leaving: Leaving) -> None:
    """Registers everything. The last listener of each sort takes what no other knows: it is acknowledged."""
    pressed, asking = Pressed(desk), Asking(desk)

    async def left(body: Body, context: AsyncBoltContext) -> None:
        await leaving.heard(body, desk.here(context))

    async def home(event: Body, context: AsyncBoltContext, client: AsyncWebClient) -> None:
        asking.home(event, desk.here(context), client)

    async def event(event: Body, context: AsyncBoltContext) -> None:
        await desk.hear(event, context)

    async def click(
        body: Body, context: AsyncBoltContext, client: AsyncWebClient, respond: AsyncRespond, ack: AsyncAck
    ) -> None:
        await pressed.click(body, desk.here(context), client, respond)
        await ack()

    async def settings(body: Body, context: AsyncBoltContext, client: AsyncWebClient, ack: AsyncAck) -> None:
        await asking.settings(body, desk.here(context), client)
        await ack()

    async def set_up(body: Body, context: AsyncBoltContext, client: AsyncWebClient, ack: AsyncAck) -> None:
        await asking.set_up(body, desk.here(context), client, ack)

    async def submit(body: Body, context: AsyncBoltContext, ack: AsyncAck) -> None:
        await pressed.submit(body, desk.here(context), ack)

    async def triage(body: Body, context: AsyncBoltContext, respond: AsyncRespond, ack: AsyncAck) -> None:
        await asking.triage(body, desk.here(context), respond)
        await ack()

    async def command(body: Body, context: AsyncBoltContext, respond: AsyncRespond, ack: AsyncAck) -> None:
        await asking.command(body, desk.here(context), respond)
        await ack()

    async def nothing(ack: AsyncAck) -> None:
        await ack()

    for name in ("app_uninstalled", "tokens_revoked"):
        app.event(name)(left)
    app.event("app_home_opened")(home)
    app.event(_ALL)(event)
    app.action("settings")(settings)
    app.action(_ALL)(click)
    app.view("settings")(set_up)
    app.view(_ALL)(submit)
    app.view_closed(_ALL)(nothing)
    app.shortcut("triage")(triage)
    app.shortcut(_ALL)(nothing)
    app.command(_ALL)(command)
    app.options(_ALL)(nothing)
    app.error(_refused)


async def _refused(error: Exception, context: AsyncBoltContext) -> BoltResponse:
    """Not written down, so not acknowledged: Slack delivers it again, unless that could change nothing."""
    _log.warning("an event of Slack was not taken: %s", type(error).__name__)
    known = isinstance(error, ClaimdeskError) and not isinstance(error, AGAIN)
    return BoltResponse(status=200 if known else 503, body="")
