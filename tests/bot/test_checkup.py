"""What `claimdesk doctor` says."""

import socket

import pytest

from bot import checkup
from bot.errors import AlreadyRunning, SettingWrong
from bot.model.finding import Finding
from bot.settings import Settings

PLATFORMS = {"Slack": "SLACK_BOT_TOKEN"}


def well(_: Settings) -> str:
    return "It is well."


def settings() -> Settings:
    return Settings(web_port=0, desk_timezone="Europe/London")


def test_all_is_well_with_nothing_set() -> None:
    findings = checkup.look(settings, model=well, database=well, pages=well, platforms=PLATFORMS)
    assert all(one.well for one in findings)
    said = {one.name: one.sentence for one in findings}
    assert said["Slack"] == "Off: SLACK_BOT_TOKEN is not set."
    assert said["Time zone"] == "New desks are set to Europe/London."


def test_what_was_found_on_a_platform_stands_in_the_place_of_its_being_off() -> None:
    def found(_: Settings) -> list[Finding]:
        return [Finding("Slack: token", False, "It is refused.")]

    both = PLATFORMS | {"Discord": "DISCORD_TOKEN"}
    findings = checkup.look(settings, model=well, database=well, pages=well, platforms=both, found=found)
    said = {one.name: one.sentence for one in findings}
    assert said["Slack: token"] == "It is refused."
    assert "Slack" not in said
    assert said["Discord"] == "Off: DISCORD_TOKEN is not set."


def test_a_wrong_setting_is_all_that_can_be_said() -> None:
    def load() -> Settings:
        raise SettingWrong("WEB_PORT must be a number.")

    *_, last = checkup.look(load, model=well, database=well, pages=well, platforms=PLATFORMS)
    assert (last.well, last.sentence) == (False, "WEB_PORT must be a number.")


@pytest.mark.parametrize(
    ("error", "is_well"),
    [(SettingWrong("SPACY_MODEL is missing."), False), (AlreadyRunning("It runs."), True)],
)
def test_what_was_tried_and_failed_is_said(error: Exception, is_well: bool) -> None:
    def fails(_: Settings) -> str:
        raise error

    findings = checkup.look(settings, model=well, database=fails, pages=well, platforms=PLATFORMS)
    (database,) = [one for one in findings if one.name == "Database"]
    assert database.well is is_well
    assert str(error) in database.sentence


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        findings = checkup.look(
            lambda: Settings(web_port=port), model=well, database=well, pages=well, platforms=PLATFORMS
        )
    (web,) = [one for one in findings if one.name == "Web desk"]
    assert not web.well
    assert str(port) in web.sentence
