"""The whole desk in a Slack that misbehaves: nothing lost or doubled, in order, at Slack's pace."""

import asyncio
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from bot.model.desk import Desk
from bot.model.ids import PersonId, PlaceId
from bot.model.post import PostKind
from tests.adapters.slack.delivering import at_work, keys, line, owes
from tests.support.slack import CHAN, DESK, EDDA, ELIAS, PRIVATE, ROSA, FakeSlack, Harm, shown
from tests.support.slack_desk import PAGE, STORY, WORKSPACE, SlackDesk

VOTERS = (ROSA, EDDA, ELIAS)


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """Nothing here depends on the sort of database."""
    return f"sqlite:///{shutil.copy(template, tmp_path)}"


def stories(desk: SlackDesk, number: int) -> list[str]:
    """Links to so many stories without a common sentence."""
    links = [f"https://news.test/{one}" for one in range(number)]
    for one, link in enumerate(links):
        desk.pages.pages[link] = PAGE.replace("The ", f"In town {one} the ").replace(
            "last", f"in {one}, last"
        )
    return links


async def set_up(desk: SlackDesk) -> None:
    """One thread a story, and one editor: the votes of the others make no verdict and no dispute."""
    async with desk.database.ledger.begin(WORKSPACE) as tx:
        await tx.desks.save(Desk(PlaceId(DESK), threads=1, editors=(PersonId(CHAN),)))


async def test_two_stories_at_once_stand_once_each_though_answers_are_lost(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        await set_up(desk)
        for method, harm in (
            ("chat.postMessage", Harm.LOST),
            ("reactions.add", Harm.ERROR),
            ("chat.update", Harm.DROP),
            ("conversations.history", Harm.BAD_GATEWAY),
            ("conversations.replies", Harm.BAD_GATEWAY),
        ):
            slack.faults.next(method, harm)
        for link in stories(desk, 2):
            slack.person(ROSA).post(link)
        tips = [one for one in slack.messages() if not one.bot_id]
        await slack.until(lambda: len(slack.messages(bot=True)) == 2, seconds=30)
        await slack.until(lambda: all("eyes" in tip.reactions for tip in tips), seconds=15)
        cards = [slack.thread(tip.ts)[0] for tip in tips]
        await slack.until(lambda: all("Go to thread" in shown(card) for card in cards), seconds=15)
        await desk.settle()
        assert [len(slack.thread(tip.ts)) for tip in tips] == [1, 1]
        everything = keys(list(slack.team.channels[DESK].messages.values()))
        assert len(everything) == len(set(everything)) == 4
        assert slack.rates is not None
        assert slack.rates.refused == []


async def test_a_channel_that_has_to_wait_holds_up_no_other(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        here, there = stories(desk, 2)
        slack.faults.next("chat.postMessage", "refused", error="ratelimited", seconds=4)
        first = slack.person(ROSA).post(here)
        (refused,) = await slack.until(lambda: slack.calls("chat.postMessage"))
        second = slack.person(ROSA).post(there, channel=PRIVATE)
        await slack.until(lambda: slack.thread(second) and slack.messages(PRIVATE, bot=True), seconds=3)
        assert slack.thread(first) == []
        await slack.until(lambda: slack.thread(first), seconds=8)
        again = slack.calls("chat.postMessage", channel=DESK)[1]
        assert again.at - refused.at >= 4


async def test_what_is_said_in_a_thread_keeps_its_order(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        root = slack.person(ROSA).post("Hello")
        wanted = [f"line:{number}" for number in range(3)]
        slack.faults.next("chat.postMessage", Harm.LOST)
        slack.faults.next("chat.postMessage", "refused", error="ratelimited", seconds=1)
        await owes(desk, *(line(key, thread=root) for key in wanted))
        await slack.until(lambda: len(slack.thread(root)) == 3, seconds=20)
        await desk.settle()
        assert keys(slack.thread(root)) == wanted


async def test_a_hundred_votes_are_a_few_edits_and_the_last_state_is_shown(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        await set_up(desk)
        slack.person(ROSA).post(STORY)
        root = await slack.until(lambda: slack.messages(bot=True)[0], seconds=10)
        await desk.settle()
        before = len(slack.calls("chat.update", ts=root.ts))

        async def vote(who: str) -> None:
            for number in range(33):
                await slack.person(who).click(("True", "Misleading")[number % 2], root.ts)
            await slack.person(who).click("Unproven", root.ts)

        await asyncio.gather(*(vote(who) for who in VOTERS))
        await desk.settle()
        await slack.until(lambda: "Leaning unproven (3)" in shown(slack.message(root.ts)), seconds=5)
        edits = slack.calls("chat.update", ts=root.ts)[before:]
        assert len(edits) < 20
        assert all(later.at - earlier.at >= 1 for earlier, later in pairwise(edits))
        assert slack.unanswered == []


async def test_direct_messages_keep_the_pace_though_many_channels_send_them(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        told = [
            line(f"told:{number}", to=ROSA, kind=PostKind.TOLD, place=place)
            for number, place in enumerate((DESK, PRIVATE))
        ]
        await owes(desk, *told)
        await slack.until(lambda: len(slack.dms(ROSA)) == 2, seconds=10)
        assert sorted(keys(slack.dms(ROSA))) == [str(one.key) for one in told]
        assert slack.rates is not None
        assert slack.rates.refused == []
