"""The manifest that an operator pastes into Slack: the least, and all that the program relies on."""

import re

from adapters.slack.scopes import SCOPES, WHY
from tests.support.manifest import MANIFEST, manifest

EVENTS = """app_home_opened app_mention app_uninstalled channel_archive channel_left channel_unarchive
group_archive group_left group_unarchive member_joined_channel member_left_channel message.channels
message.groups reaction_added reaction_removed tokens_revoked"""
# Slack's own limits: docs.slack.dev/reference/app-manifest.
MOST = {"name": 35, "description": 140, "command": 32, "usage_hint": 1000, "callback_id": 255}


def test_it_asks_for_the_scopes_that_the_program_knows_and_for_no_other() -> None:
    asked = manifest()["oauth_config"]["scopes"]
    assert asked == {"bot": list(SCOPES)}
    assert sorted(SCOPES) == list(SCOPES)


def test_each_scope_stands_there_with_what_it_is_for() -> None:
    said = dict(re.findall(r"^ +- ([a-z_.:]+) # (.+)$", MANIFEST.read_text(), re.MULTILINE))
    assert set(said) == set(SCOPES)
    assert all(WHY[scope] for scope in SCOPES)


def test_it_subscribes_to_what_is_listened_to_and_to_nothing_else() -> None:
    assert manifest()["settings"]["event_subscriptions"] == {"bot_events": EVENTS.split()}


def test_it_works_by_socket_for_one_workspace_without_an_address() -> None:
    settings = manifest()["settings"]
    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"] == {"is_enabled": True}
    assert settings["token_rotation_enabled"] is False
    assert settings["org_deploy_enabled"] is False


def test_the_command_the_shortcut_and_the_tabs_are_those_of_the_program() -> None:
    features = manifest()["features"]
    (command,), (shortcut,) = features["slash_commands"], features["shortcuts"]
    assert (command["command"], command["should_escape"]) == ("/claims", True)
    assert (shortcut["name"], shortcut["type"], shortcut["callback_id"]) == (
        "Triage this message",
        "message",
        "triage",
    )
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }


def test_slack_takes_its_words() -> None:
    found = manifest()
    features = found["features"]
    for part in (found["display_information"], *features["slash_commands"], *features["shortcuts"]):
        for name, most in MOST.items():
            assert 0 < len(part.get(name, "x")) <= most
    assert len(features["shortcuts"][0]["name"]) <= 24
