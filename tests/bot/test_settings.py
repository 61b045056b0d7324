"""What an operator can set, and how wrong values are said."""

import re
from pathlib import Path

import pytest

from bot.errors import SettingWrong
from bot.settings import Settings, load

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No .env, and none of our names in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_lists_every_setting_with_its_default() -> None:
    text = (ROOT / ".env.example").read_text()
    shown = dict(re.findall(r"^#([A-Z_]+)=(.*)$", text, flags=re.MULTILINE))
    defaults = {
        name.upper(): "" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert shown == defaults


def test_nothing_set_is_enough() -> None:
    assert load().database_file == Path("data/claimdesk.db")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("WEB_PORT=1\nDESK_TIMEZONE=Europe/London\n")
    monkeypatch.setenv("WEB_PORT", "2")
    assert (load().web_port, load().zone) == (2, "Europe/London")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEB_PORT", "eighty"),
        ("WEB_PORT", "65536"),
        ("WEB_HOST", "0.0.0.0"),
        ("WEB_HOST", "example.org"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "sqlite:///"),
        ("DESK_TIMEZONE", "Mars/Phobos"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("SLACK_MODE", "pigeon"),
        ("SLACK_API_URL", "slack.com/api"),
        ("PUBLIC_URL", "desk.example.org"),
        ("SECRET_KEY", "too short"),
        ("DISCORD_TOKEN", "x"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingWrong, match=rf"^{name} .*\.$") as wrong:
        load()
    assert "\n" not in wrong.value.reason


def test_a_token_is_not_shown_when_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "hidden-value")
    with pytest.raises(SettingWrong) as wrong:
        load()
    assert "hidden-value" not in str(wrong.value)
