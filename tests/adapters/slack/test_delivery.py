"""A message stands once, whatever became of the answer: the chat port against a Slack that misbehaves."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.chat import SlackChat
from adapters.slack.client import SECONDS, OneClient, web_client, web_session
from adapters.slack.lookup import metadata
from bot.errors import ChatBusy, ChatFailed, ChatGone, ChatRefused
from bot.model.ids import MessageId, PlaceId
from bot.model.post import Post, PostKind
from bot.ports import Mark
from storage.database import Database
from tests.adapters.slack.delivering import keys, line
from tests.support.slack import BOT_TOKEN, DESK, ROSA, FakeSlack, Harm
from tests.support.slack_desk import WORKSPACE

# The answer is not heard, whether the message arrived or not.
HARMS = [Harm.ERROR, Harm.DROP, Harm.LOST, Harm.BAD_GATEWAY, Harm.LATE]


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """Nothing here depends on the sort of database."""
    return f"sqlite:///{shutil.copy(template, tmp_path)}"


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(rates=None) as fake:
        yield fake
        assert fake.complaints == []


@pytest.fixture
def chat(slack: FakeSlack, database: Database) -> SlackChat:
    """Patient for 0.1 s; its clock jumps ahead, so that it never waits for its turn."""
    client = web_client(BOT_TOKEN, base_url=slack.api_url)
    client.timeout = 0.1  # type: ignore[assignment]
    ticks = count(0, 100)
    return SlackChat(
        WORKSPACE, OneClient(client, WORKSPACE), ledger=database.ledger, clock=lambda: next(ticks)
    )


def where(slack: FakeSlack, place: str) -> tuple[Post, Any]:
    """A message for a place of each sort, and what then stands there."""
    if place == "channel":
        return line("one"), lambda: slack.messages(bot=True)
    if place == "thread":
        root = slack.person(ROSA).post("Hello")
        return line("one", thread=root), lambda: slack.thread(root)
    return line("one", to=ROSA, kind=PostKind.TOLD), lambda: slack.dms(ROSA)


@pytest.mark.parametrize("place", ["channel", "thread", "direct"])
@pytest.mark.parametrize("harm", HARMS)
async def test_a_message_stands_once_when_its_answer_was_lost(
    slack: FakeSlack, chat: SlackChat, harm: Harm, place: str
) -> None:
    post, stands = where(slack, place)
    slack.faults.next("chat.postMessage", harm)
    with pytest.raises(ChatFailed):
        await chat.post(post, "Words.", again=False)
    ref = await chat.post(post, "Words.", again=True)
    assert keys(stands()) == ["one"]
    assert stands()[0].ts == ref


async def test_the_look_up_fails_like_any_call_and_then_nothing_is_sent(
    slack: FakeSlack, chat: SlackChat
) -> None:
    slack.faults.next("conversations.history", Harm.ERROR)
    with pytest.raises(ChatFailed):
        await chat.post(line("one"), "Words.", again=True)
    assert slack.messages() == []


@pytest.mark.parametrize(("scope", "place"), [("im:history", "direct"), ("channels:history", "channel")])
async def test_without_the_right_to_look_it_may_stand_twice_but_is_not_lost(
    slack: FakeSlack, chat: SlackChat, scope: str, place: str
) -> None:
    slack.team.scopes.discard(scope)
    post, stands = where(slack, place)
    slack.faults.next("chat.postMessage", Harm.DROP)
    with pytest.raises(ChatFailed):
        await chat.post(post, "Words.", again=False)
    await chat.post(post, "Words.", again=True)
    assert keys(stands()) == ["one"]


async def test_it_is_found_behind_all_that_was_said_since(slack: FakeSlack, chat: SlackChat) -> None:
    ref = await chat.post(line("one"), "Words.", again=False)
    for number in range(450):
        slack.person(ROSA).post(f"{number}")
    assert await chat.post(line("one"), "Words.", again=True) == ref


async def test_the_same_words_of_another_message_are_not_taken_for_it(
    slack: FakeSlack, chat: SlackChat
) -> None:
    await chat.post(line("one"), "Words.", again=False)
    await chat.post(line("two"), "Words.", again=True)
    assert keys(slack.messages(bot=True)) == ["one", "two"]


async def test_slack_s_clock_may_be_some_minutes_behind(slack: FakeSlack, chat: SlackChat) -> None:
    ref = await chat.post(line("one"), "Words.", again=False)
    late = line("one")
    ahead = Post(**{**_fields(late), "owed_at": late.owed_at + timedelta(minutes=4)})
    assert await chat.post(ahead, "Words.", again=True) == ref


def _fields(post: Post) -> dict[str, Any]:
    return {name: getattr(post, name) for name in Post.__dataclass_fields__}


async def test_a_thread_whose_parent_was_deleted_takes_nothing_more(
    slack: FakeSlack, chat: SlackChat
) -> None:
    rosa = slack.person(ROSA)
    root = rosa.post("Hello")
    rosa.delete(root)
    for again in (False, True):
        with pytest.raises(ChatGone):
            await chat.post(line("one", thread=root), "Words.", again=again)
    assert len(slack.calls("chat.postMessage")) == 1


REFUSED = (
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "token_revoked",
    "invalid_auth",
    "account_inactive",
    "msg_too_long",
    "msg_blocks_too_long",
    "invalid_blocks",
    "missing_scope",
    "restricted_action",
    "user_not_found",
)


@pytest.mark.parametrize("code", REFUSED)
async def test_what_trying_again_cannot_change_is_refused_with_a_sentence(
    slack: FakeSlack, chat: SlackChat, code: str
) -> None:
    slack.faults.next("chat.postMessage", "refused", error=code)
    with pytest.raises(ChatRefused) as refused:
        await chat.post(line("one"), "Words.", again=False)
    assert refused.value.reason.endswith(".")
    assert code not in refused.value.reason
    assert len(slack.calls("chat.postMessage")) == 1


async def test_a_missing_scope_is_named(slack: FakeSlack, chat: SlackChat) -> None:
    slack.team.scopes.discard("chat:write")
    with pytest.raises(ChatRefused, match="scope chat:write in Slack"):
        await chat.post(line("one"), "Words.", again=False)


async def test_a_word_that_slack_has_added_since_is_tried_again(slack: FakeSlack, chat: SlackChat) -> None:
    slack.faults.next("chat.postMessage", "refused", error="quite_new")
    with pytest.raises(ChatFailed, match="quite_new"):
        await chat.post(line("one"), "Words.", again=False)


async def test_what_stands_waits_for_slack_as_long_as_it_is_away(slack: FakeSlack, chat: SlackChat) -> None:
    ref = await chat.post(line("one"), "Words.", again=False)
    stands = Post(**{**_fields(line("one")), "ref": ref})
    slack.faults.next("chat.update", Harm.ERROR)
    slack.faults.next("reactions.add", Harm.DROP)
    slack.faults.next("chat.delete", Harm.BAD_GATEWAY)
    # A rest counts as no try, so that the last state is shown also after an hour without Slack.
    with pytest.raises(ChatBusy):
        await chat.edit(stands, "Other words.")
    with pytest.raises(ChatBusy):
        await chat.mark(PlaceId(DESK), ref, Mark.TAKEN)
    with pytest.raises(ChatBusy):
        await chat.delete(PlaceId(DESK), ref)


async def test_a_mark_that_stands_is_well_and_so_is_one_on_nothing(slack: FakeSlack, chat: SlackChat) -> None:
    ts = slack.person(ROSA).post("Hello")
    for _ in range(2):
        await chat.mark(PlaceId(DESK), MessageId(ts), Mark.TAKEN)
    assert list(slack.reactions(ts)) == ["eyes"]
    slack.person(ROSA).delete(ts)
    await chat.mark(PlaceId(DESK), MessageId(ts), Mark.UNREADABLE)


async def test_a_private_line_to_somebody_who_left_the_channel_comes_directly(
    slack: FakeSlack, chat: SlackChat
) -> None:
    slack.person(ROSA).leave(DESK)
    await chat.post(line("one", to=ROSA, kind=PostKind.WHISPER), "Words.", again=False)
    assert [one.text for one in slack.dms(ROSA)] == ["Words."]


async def test_no_call_lasts_longer_than_ten_seconds() -> None:
    # The SDK's own time-out does not count where it is given a session.
    async with web_session() as session:
        assert session.timeout.total == SECONDS
        client = web_client(BOT_TOKEN, session=session)
    assert isinstance(client, AsyncWebClient)
    assert client.retry_handlers == []


async def test_each_message_carries_its_key(slack: FakeSlack, chat: SlackChat) -> None:
    await chat.post(line("one"), "Words.", again=False)
    (stands,) = slack.messages(bot=True)
    assert stands.metadata == metadata(line("one"))
