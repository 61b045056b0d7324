"""The real program in Slack: a first life, a stop in the middle of posting, wrong settings, Slack away."""

import asyncio
import re
import socket
from pathlib import Path
from time import monotonic

import pytest

from tests.support.program import Program, open_site, until
from tests.support.slack import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    DESK,
    EDDA,
    ROSA,
    SIGNING_SECRET,
    FakeSlack,
    shown,
)

EVENTS = "/slack/events"


def settings(api_url: str, **more: str) -> dict[str, str]:
    """As an operator sets it up."""
    tokens = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
    }
    return tokens | {"SLACK_API_URL": api_url, **more}


async def ready(program: Program, status: int, *, seconds: float = 30) -> str:
    """What /readyz says once it answers so."""
    async with asyncio.timeout(seconds):
        while True:
            found, said = await program.get("/readyz")
            if found == status:
                return said
            await asyncio.sleep(0.1)


@pytest.mark.timeout(180)
async def test_a_stop_in_the_middle_of_posting_loses_nothing_and_the_log_keeps_no_secret(
    tmp_path: Path,
) -> None:
    async with FakeSlack(retry_after=1.0) as slack, open_site() as site:
        path = "/bridge-1?q=hush"
        site.pages[path] = site.pages["/bridge-1"]
        given = settings(slack.api_url, FETCH_ALLOW=site.address)
        async with Program(tmp_path, **given) as program:
            await ready(program, 200)
            tip = slack.person(ROSA).post(f"look: {site.link(path)}")
            await slack.until(lambda: slack.reactions(tip), seconds=20)
            await slack.until(lambda: slack.thread(tip) or slack.messages(bot=True), seconds=20)
            began = monotonic()
            assert await program.end() == 0
            assert monotonic() - began < 10
            late = slack.person(ROSA).post(f"Again {site.link(path)}")
            await program.start()
            await slack.until(lambda: len(slack.messages(bot=True)) == 3, seconds=20)
            await slack.until(lambda: slack.thread(late), seconds=20)
            assert [len(slack.thread(one)) for one in (tip, late)] == [1, 1]
            root = slack.messages(bot=True)[0]
            clicked = await slack.person(EDDA).click("False", root.ts)
            assert clicked.acked
            slack.sockets.drop()
            await ready(program, 503)
            await ready(program, 200)
            slack.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})
            assert "token refused" in await ready(program, 503)
        keeps_no_secret(program.log, shown(root), slack)
        assert "Traceback" not in program.log
        assert slack.complaints == []


def keeps_no_secret(log: str, claim: str, slack: FakeSlack) -> None:
    """No token, ticket, query string, or words of people and pages."""
    sentence = max(claim.splitlines(), key=len)
    for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "hush", "Again", sentence[:30], "ticket="):
        assert secret not in log, secret
    assert not re.search(r"xox[a-z]-|xapp-", log)
    assert slack.world.calls


async def test_the_desk_on_the_web_runs_while_slack_is_away_and_slack_joins_later(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with Program(tmp_path, **settings(f"http://127.0.0.1:{port}/api/")) as program:
        assert (await program.get("/"))[0] == 200
        assert '"slack":"down"' in (await ready(program, 503)).replace(" ", "")
        async with FakeSlack(port=port, retry_after=1.0) as slack:
            tip = slack.person(ROSA).post("https://news.test/none")
            await ready(program, 200)
            await slack.until(lambda: slack.reactions(tip), seconds=20)
        assert "Traceback" not in program.log


async def test_by_http_events_and_pages_share_the_web_server(tmp_path: Path) -> None:
    async with FakeSlack(retry_after=1.0) as slack:
        given = settings(slack.api_url, SLACK_MODE="http", SLACK_APP_TOKEN="")
        async with Program(tmp_path, **given) as program:
            await ready(program, 200)
            push = slack.push_to(f"{program.address}{EVENTS}")
            tip = slack.person(ROSA).post("https://news.test/none")
            await slack.until(lambda: slack.reactions(tip), seconds=20)
            assert (await slack.person(ROSA).command("/claims", "help", channel=DESK)).acked
            assert (await program.get("/"))[0] == 200
            push.secret = "another"
            assert not (await slack.person(ROSA).command("/claims", "help", channel=DESK)).acked
            assert push.statuses[-1] == 401
        assert "Traceback" not in program.log


WRONG = [
    ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN was refused"),
    ({"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN was refused"),
    ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is not set"),
    ({"SLACK_MODE": "http", "SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set"),
]


async def test_what_is_set_wrongly_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    async with FakeSlack() as slack:

        async def stops(number: int, wrong: dict[str, str], sentence: str) -> None:
            folder = tmp_path / str(number)
            folder.mkdir()
            program = Program(folder, **settings(slack.api_url, **wrong), LOG_LEVEL="info")
            await program.spawn()
            code = await asyncio.wait_for(program.process.wait(), 60)
            await until(lambda: program.log != "")
            assert code != 0
            assert sentence in program.log.replace("\n", " ")
            assert "Traceback" not in program.log
            assert not re.search(r"xox[a-z]-\w|xapp-\w", program.log)

        async with asyncio.TaskGroup() as group:
            for number, (wrong, sentence) in enumerate(WRONG):
                group.create_task(stops(number, wrong, sentence))
