"""What is asked of Slack before anything listens: wrong tokens end the start, missing scopes are named."""

import shutil
from pathlib import Path

import pytest

from adapters.slack.start import missing
from bot.errors import SettingWrong
from bot.settings import Settings
from storage.database import Database
from tests.adapters.slack.delivering import at_work
from tests.support.slack import BOT_TOKEN, FakeSlack
from tests.support.slack_desk import settings_for, slack_desk


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """Nothing here depends on the sort of database."""
    return f"sqlite:///{shutil.copy(template, tmp_path)}"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "SLACK_BOT_TOKEN was refused"),
        ({"slack_app_token": "xapp-wrong"}, "SLACK_APP_TOKEN was refused"),
        ({"slack_app_token": BOT_TOKEN}, "SLACK_APP_TOKEN was refused"),
        ({"slack_bot_token": "xapp-fake-1"}, "SLACK_BOT_TOKEN was refused"),
    ],
)
async def test_a_wrong_token_stops_the_start_and_is_named(
    database: Database, wrong: dict[str, str], name: str
) -> None:
    async with FakeSlack() as slack:
        with pytest.raises(SettingWrong, match=name) as stopped:
            async with slack_desk(slack, database, **wrong):  # type: ignore[arg-type]
                pytest.fail("it started")
        assert not any(token in stopped.value.reason for token in wrong.values())


@pytest.mark.parametrize(
    ("unset", "name"),
    [
        ({"slack_app_token": None}, "SLACK_APP_TOKEN is not set"),
        ({"slack_signing_secret": None, "slack_mode": "http"}, "SLACK_SIGNING_SECRET is not set"),
    ],
)
async def test_a_missing_setting_is_named(unset: dict[str, str | None], name: str) -> None:
    async with FakeSlack() as slack:
        with pytest.raises(ValueError, match=name):
            settings_for(slack, **unset)


async def test_a_missing_scope_is_a_warning_that_names_it(url: str, caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack() as slack:
        slack.team.scopes -= {"reactions:write", "im:write"}
        async with at_work(url, slack):
            pass
    (said,) = [one.getMessage() for one in caplog.records if "lacks the scope" in one.getMessage()]
    assert "reactions:write" in said
    assert "im:write" in said
    assert "chat:write" not in said


async def test_slack_that_is_slow_to_answer_at_the_start_is_no_wrong_token(url: str) -> None:
    async with FakeSlack() as slack:
        slack.faults.next("auth.test", "bad_gateway")
        slack.faults.next("apps.connections.open", "error")
        async with at_work(url, slack) as desk:
            assert await desk.service.state() == "ok"


def test_a_slack_that_names_no_scopes_misses_none() -> None:
    assert missing(None) == missing("") == []


def test_a_token_is_not_shown_with_the_settings() -> None:
    settings = Settings(_env_file=None, slack_bot_token=BOT_TOKEN, slack_app_token="xapp-x")  # type: ignore[call-arg, arg-type]
    assert BOT_TOKEN not in repr(settings)
