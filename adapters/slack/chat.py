"""The chat port of one Slack workspace."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import Clients, asked, data
from adapters.slack.errors import SlackAway, code_of
from adapters.slack.lookup import look_up, metadata
from adapters.slack.pace import SECONDS, Pace
from adapters.slack.render.message import message
from adapters.slack.render.words import Link, Message
from bot.errors import ChatBusy, ChatFailed, ChatRefused
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, WorkspaceId
from bot.model.post import Post, PostKind
from bot.ports import Ledger, Mark, Step
from bot.ports.chat import Content

_log = logging.getLogger(__name__)
SIGNS = {Mark.TAKEN: "eyes", Mark.UNREADABLE: "page_facing_up"}
# What a mark may answer without anything being wrong.
_MARKED = frozenset({"already_reacted", "no_reaction", "message_not_found", "thread_not_found"})
_KEPT = 2_000
# The watchdog looks after what is to be posted; anything else waits for Slack as long as it takes.
AWAY_SECONDS = 5.0


class SlackChat:
    """See bot.ports.chat.Chat."""

    def __init__(
        self,
        workspace: WorkspaceId,
        clients: Clients,
        *,
        ledger: Ledger,
        clock: Callable[[], float],
        pace: float = SECONDS,
    ) -> None:
        self._workspace = workspace
        self._clients = clients
        self._ledger = ledger
        self._pace = Pace(clock, seconds=pace)
        self._direct: OrderedDict[PersonId, str] = OrderedDict()
        self._home = ""

    async def post(self, post: Post, content: Content, *, again: bool) -> MessageId:
        """Looks for it first where an earlier try may have arrived; an ephemeral one cannot be looked for."""
        client = await self._clients(self._workspace)
        shown = message(post, content, link=await self.links(), goto=await self._goto(post))
        if post.kind is PostKind.WHISPER and post.to is not None:
            return await self.whisper(post.place, post.to, shown)
        channel = str(post.place)
        if post.kind in (PostKind.TOLD, PostKind.RECALL) and post.to is not None:
            channel = await self._direct_with(client, post.to)
        if again:
            found = await look_up(client, channel, post)
            if found is not None:
                return found
        return await self._say(client, channel, shown, post)

    async def _say(
        self, client: AsyncWebClient, channel: str, shown: Message, post: Post | None = None
    ) -> MessageId:
        """A message in a channel; without a post one that is nobody's to look for."""
        return _where(
            await self._paced(
                channel,
                lambda: client.chat_postMessage(
                    channel=channel,
                    text=shown.text,
                    blocks=shown.blocks,
                    thread_ts=post.thread if post else None,
                    metadata=metadata(post) if post else None,
                    parse="none",
                    link_names=False,
                    unfurl_links=False,
                    unfurl_media=False,
                ),
            )
        )

    async def whisper(self, place: PlaceId, person: PersonId, shown: Message) -> MessageId:
        """For one person's eyes in a channel; directly to them where that cannot be."""
        client = await self._clients(self._workspace)
        try:
            call = client.chat_postEphemeral(channel=place, user=person, text=shown.text, blocks=shown.blocks)
            return MessageId(str(data(await asked(call)).get("message_ts")))
        except ChatRefused:
            return await self._say(client, await self._direct_with(client, person), shown)

    async def edit(self, post: Post, content: Content) -> None:
        """At most once a second a message."""
        client = await self._clients(self._workspace)
        with _patient():
            shown = message(post, content, link=await self.links())
            await self._paced(
                f"{post.place}/{post.ref}",
                lambda: client.chat_update(
                    channel=post.place,
                    ts=str(post.ref),
                    text=shown.text,
                    blocks=shown.blocks,
                    metadata=metadata(post),
                    parse="none",
                    link_names=False,
                    unfurl_links=False,
                    unfurl_media=False,
                ),
            )

    async def delete(self, place: PlaceId, message: MessageId) -> None:
        """One that is gone, or that Slack does not let us take away, is left."""
        client = await self._clients(self._workspace)
        try:
            with _patient():
                await asked(client.chat_delete(channel=place, ts=message))
        except ChatRefused as left:
            _log.info("a message of %s stays: %s", self._workspace, left.reason)

    async def mark(self, place: PlaceId, message: MessageId, mark: Mark) -> None:
        """A reaction of the bot; where it may put none, nothing is lost by it."""
        client = await self._clients(self._workspace)
        for other, sign in SIGNS.items():
            call = client.reactions_add if other is mark else client.reactions_remove
            if other is mark or mark is Mark.UNREADABLE:
                await self._react(call(channel=place, timestamp=message, name=sign))

    async def progress(self, place: PlaceId, message: MessageId, step: Step) -> None:
        """Slack shows that a link was taken, and then what came of it."""

    async def _react(self, call: Awaitable[Any]) -> None:
        try:
            with _patient():
                await asked(self._told(call))
        except ChatRefused as left:
            _log.info("a message of %s has no mark: %s", self._workspace, left.reason)

    async def _told(self, call: Awaitable[Any]) -> Any:
        try:
            return await call
        except SlackApiError as wrong:
            if code_of(wrong) in _MARKED:
                return None
            raise

    async def _paced(self, line: str, call: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
        async with self._pace.turn(line):
            try:
                return data(await asked(call()))
            except ChatBusy as busy:
                self._pace.rest(line, busy.seconds)
                raise

    async def _direct_with(self, client: AsyncWebClient, person: PersonId) -> str:
        """The direct channel with a person."""
        if person not in self._direct:
            opened = data(await asked(client.conversations_open(users=person)))
            channel = opened.get("channel")
            if not isinstance(channel, dict) or not channel.get("id"):
                raise ChatFailed("Slack opened no direct channel.")
            self._direct[person] = str(channel["id"])
            while len(self._direct) > _KEPT:
                self._direct.popitem(last=False)
        return self._direct[person]

    async def _goto(self, post: Post) -> dict[str, str]:
        """Where the claims and the story stand of which a message speaks."""
        claims = [ClaimId(one) for one in (*post.about, post.claim or "") if one]
        stories = [post.story] if post.story else []
        if post.kind in (PostKind.CARD, PostKind.CLAIM) or not (claims or stories):
            return {}
        async with self._ledger.look(self._workspace) as tx:
            found = {str(key): one for key, one in (await tx.posts.of_claims(claims)).items()}
            found |= {str(one.story): one for one in await tx.posts.of_stories(stories)}
        link = await self.links()
        return {key: link(one.place, one.ref) for key, one in found.items() if one.ref is not None}

    async def links(self) -> Link:
        """How a message of this workspace is linked to."""
        if not self._home:
            client = await self._clients(self._workspace)
            self._home = str(data(await asked(client.auth_test())).get("url") or "https://slack.com/")
        home = self._home.rstrip("/")
        return lambda place, ref: f"{home}/archives/{place}/p{ref.replace('.', '')}"


@contextmanager
def _patient() -> Iterator[None]:
    try:
        yield
    except SlackAway as away:
        raise ChatBusy(away.reason, seconds=AWAY_SECONDS) from None


def _where(answer: dict[str, Any]) -> MessageId:
    """Where a message stands; an answer that does not say it is none, and may come from something between."""
    if not answer.get("ts"):
        raise ChatFailed("Slack did not say where the message stands.")
    return MessageId(str(answer["ts"]))
