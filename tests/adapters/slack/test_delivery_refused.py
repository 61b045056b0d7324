"""What Slack will not take: no loop, who can mend it is told, and what an admin deletes stays away."""

import logging
import shutil
from pathlib import Path

import pytest

from bot.model.desk import Desk
from bot.model.ids import PersonId, PlaceId
from tests.adapters.slack.delivering import at_work, line, owes
from tests.support.slack import CHAN, DESK, EDDA, ROSA, FakeSlack, shown
from tests.support.slack_desk import STORY, WORKSPACE, SlackDesk


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """Nothing here depends on the sort of database."""
    return f"sqlite:///{shutil.copy(template, tmp_path)}"


async def brought(desk: SlackDesk) -> None:
    """Chan brought the bot; a story has one thread."""
    async with desk.database.ledger.begin(WORKSPACE) as tx:
        await tx.desks.save(Desk(PlaceId(DESK), threads=1, added_by=PersonId(CHAN)))


async def refused(desk: SlackDesk) -> list[str]:
    return [str(key) for _, key in await desk.database.refused()]


@pytest.mark.parametrize("code", ["msg_blocks_too_long", "is_archived", "missing_scope"])
async def test_both_who_wait_are_told_once_and_nobody_tries_again(
    url: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        await brought(desk)
        slack.faults.next("chat.postMessage", "refused", error=code, times=2)
        slack.person(ROSA).post(STORY)
        await slack.until(lambda: slack.dms(ROSA) and slack.dms(CHAN), seconds=10)
        await desk.settle()
        # The card and the root, and no more; one sentence for both of them.
        assert len(slack.calls("chat.postMessage", channel=DESK)) == 2
        said = [[one.text for one in slack.dms(who)] for who in (ROSA, CHAN)]
        assert said[0] == said[1]
        assert len(said[0]) == 1
        keys = await refused(desk)
        assert sorted(key.partition(":")[0] for key in keys) == ["card", "claim"]
        logged = [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]
        assert all(any(key in one for one in logged) for key in keys)


async def test_a_bot_that_was_sent_away_says_what_it_owes_when_it_is_invited_again(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        await brought(desk)
        slack.person(CHAN).kick_bot(DESK)
        await desk.settle()
        await owes(desk, line("line:1", "What was owed."))
        await slack.until(lambda: [one for one in slack.dms(CHAN) if "/invite" in one.text], seconds=5)
        assert await refused(desk) == ["line:1"]
        slack.person(CHAN).invite(DESK)
        await slack.until(lambda: slack.find("What was owed."), seconds=10)
        assert await refused(desk) == []


async def test_a_revoked_token_is_no_loop_and_what_was_owed_comes_with_the_next(url: str) -> None:
    async with FakeSlack() as slack:
        async with at_work(url, slack) as desk:
            slack.team.dead = "token_revoked"
            await owes(desk, line("line:1", "What was owed."))
            await slack.until(lambda: [one for one in slack.calls() if one.answer == "token_revoked"])
            await desk.settle()
            assert await refused(desk) == ["line:1"]
            desk.service._looked = float("-inf")
            assert await desk.service.state() == "token refused"
        slack.team.dead = ""
        async with at_work(url, slack) as desk:
            await slack.until(lambda: slack.find("What was owed."), seconds=5)
            await desk.settle()
            assert await refused(desk) == []
            assert len(slack.messages(bot=True)) == 1


async def test_a_root_that_an_admin_deleted_comes_back_when_somebody_works_on_it(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        await brought(desk)
        tip = slack.person(ROSA).post(STORY)
        root = await slack.until(lambda: slack.messages(bot=True)[0], seconds=10)
        await desk.settle()
        slack.person(CHAN).delete(root.ts)
        await slack.person(EDDA).command("/claims", "use 1.1")
        anew = await slack.until(lambda: slack.messages(bot=True)[0], seconds=10)
        await slack.until(
            lambda: f"p{anew.ts.replace('.', '')}" in str(slack.thread(tip)[0].blocks), seconds=10
        )
        await slack.person(EDDA).click("False", anew.ts)
        await slack.until(lambda: "1 of" in shown(anew) or "False" in shown(anew), seconds=10)
        await desk.settle()
        assert anew.ts != root.ts
        assert len(slack.messages(bot=True)) == len(slack.thread(tip)) == 1


async def test_what_was_owed_in_a_deleted_thread_is_put_aside_in_silence(url: str) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        await brought(desk)
        root = slack.person(ROSA).post("Hello")
        slack.person(ROSA).delete(root)
        await owes(desk, line("line:1", thread=root), line("line:2", "Goes on."))
        await slack.until(lambda: slack.find("Goes on."), seconds=5)
        await desk.settle()
        assert await refused(desk) == ["line:1"]
        assert slack.dms(ROSA) == slack.dms(CHAN) == []


async def test_an_edit_that_slack_refuses_is_one_line_in_the_log(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeSlack() as slack, at_work(url, slack) as desk:
        await brought(desk)
        slack.person(ROSA).post(STORY)
        root = await slack.until(lambda: slack.messages(bot=True)[0], seconds=10)
        await desk.settle()
        before = len(slack.calls("chat.update", ts=root.ts))
        slack.faults.next("chat.update", "refused", error="msg_too_long", times=2)
        await slack.person(EDDA).click("Take", root.ts)
        await slack.until(lambda: "cannot be drawn anew" in caplog.text, seconds=5)
        await desk.settle()
        assert len(slack.calls("chat.update", ts=root.ts)) == before + 1
        assert await desk.database.queue.dead() == []
