"""The socket to Slack: whatever becomes of it, no event is lost, and readiness tells the truth."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.adapters.slack.delivering import at_work
from tests.support.slack import ROSA, FakeSlack
from tests.support.slack_desk import STORY, SlackDesk


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """Nothing here depends on the sort of database."""
    return f"sqlite:///{shutil.copy(template, tmp_path)}"


async def paste(slack: FakeSlack, number: int) -> str:
    """A link to a page that is not there: it gets its mark, and nothing more."""
    await asyncio.sleep(0)
    return slack.person(ROSA).post(f"{STORY}/{number}")


async def marked(slack: FakeSlack, *tips: str) -> None:
    await slack.until(lambda: all(slack.reactions(tip) for tip in tips), seconds=25)


async def state(desk: SlackDesk, wanted: str) -> None:
    async with asyncio.timeout(25):
        while await desk.service.state() != wanted:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.02)


async def test_a_cut_socket_is_replaced_and_what_was_said_meanwhile_arrives(url: str) -> None:
    async with FakeSlack(retry_after=0.5) as slack, at_work(url, slack) as desk:
        slack.sockets.drop()
        tips = [await paste(slack, number) for number in range(3)]
        await state(desk, "down")
        await state(desk, "ok")
        await marked(slack, *tips)
        assert slack.sockets.ever == 2


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_slack_says_that_it_ends_the_socket_and_nothing_is_lost(url: str, reason: str) -> None:
    async with FakeSlack(retry_after=0.5) as slack, at_work(url, slack) as desk:
        tips = [await paste(slack, 1)]
        await slack.sockets.disconnect(reason)
        tips.append(await paste(slack, 2))
        await state(desk, "ok")
        tips.append(await paste(slack, 3))
        await marked(slack, *tips)
        assert len(slack.sockets.links) == 1


async def test_an_acknowledgement_that_was_lost_makes_no_second_story(url: str) -> None:
    async with FakeSlack(retry_after=0.3) as slack, at_work(url, slack) as desk:
        slack.sockets.mute = True
        tip = slack.person(ROSA).post(STORY)
        delivery = slack.deliveries[-1]
        await slack.until(lambda: len(delivery.attempts) >= 2)
        slack.sockets.mute = False
        await slack.until(lambda: delivery.acked)
        await slack.until(lambda: slack.thread(tip), seconds=10)
        await desk.settle()
        assert len(slack.thread(tip)) == 1
        assert len(slack.messages(bot=True)) == 3


async def test_slack_gives_no_address_for_a_while(url: str) -> None:
    async with FakeSlack(retry_after=0.5) as slack, at_work(url, slack) as desk:
        slack.faults.next("apps.connections.open", "error", times=2)
        slack.sockets.drop()
        tip = await paste(slack, 1)
        await state(desk, "down")
        await marked(slack, tip)
        await state(desk, "ok")


@pytest.mark.parametrize("harm", ["error", "drop", "bad_gateway"])
async def test_an_event_is_not_lost_where_slack_does_not_say_whose_token_it_is(url: str, harm: str) -> None:
    async with FakeSlack(retry_after=0.2) as slack, at_work(url, slack):
        slack.faults.next("auth.test", harm)
        await marked(slack, await paste(slack, 1))
        assert ("auth.test", harm) in slack.faults.happened
