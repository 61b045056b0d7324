"""The command line over commands that are given to it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.check import Checked, WrongUse
from bot.errors import (
    ClaimdeskError,
    PageRefused,
    PageUnreadable,
    SettingWrong,
    TextTooShort,
    WrongLanguage,
)
from bot.model.finding import Finding
from bot.model.page import Article, DateSource, FoundClaim, Kind, Reading, Source
from bot.ports import Progress

ARTICLE = Article(
    canonical_url="https://paper.example.org/a",
    title="Bridge [bold]closes[/bold]",
    outlet="Paper",
    byline=None,
    published="2026-05-14",
    published_source=DateSource.GUESSED,
    language="en",
    words=512,
    paragraphs=(),
)


def claim(number: int) -> FoundClaim:
    return FoundClaim(
        text=f"It carried {number},000 cars.",
        paragraph=number,
        source=Source.NAMED,
        speaker="Ana Novak",
        direct_quote=True,
        kind=Kind.QUANTITY,
        reasons=("has a figure",),
    )


@dataclass
class FakeCommands:
    """Answers what it was told to answer."""

    reading: Reading = field(default_factory=lambda: Reading(ARTICLE, tuple(claim(at) for at in range(1, 8))))
    error: ClaimdeskError | None = None
    findings: Sequence[Finding] = ()
    digests: Sequence[str] = ()
    speed: float = 0

    def run(self, *, speed: float) -> None:
        self.speed = speed
        if self.error:
            raise self.error

    def digest(self) -> Sequence[str]:
        return self.digests

    def check(self, source: str, *, url: str | None, progress: Progress) -> Checked:
        if self.error:
            raise self.error
        return Checked(source, self.reading)

    def doctor(self) -> Sequence[Finding]:
        return self.findings


def invoke(commands: FakeCommands, *words: str) -> Result:
    return CliRunner().invoke(cli.build(commands), list(words))


def test_the_object_for_programs_has_the_fields_of_the_interface() -> None:
    result = invoke(FakeCommands(), "check", "https://paper.example.org/a?utm_source=x", "--json")
    answer = json.loads(result.stdout)
    assert list(answer) == [
        "url",
        "canonical_url",
        "title",
        "outlet",
        "byline",
        "published",
        "published_source",
        "language",
        "words",
        "strip",
        "claims",
    ]
    assert answer["strip"] == {
        "claims": 7,
        "named": 7,
        "unnamed": 0,
        "outlet": 0,
        "document": 0,
        "direct_quotes": 7,
    }
    assert len(answer["claims"]) == 5
    assert answer["claims"][0] == {
        "rank": 1,
        "text": "It carried 1,000 cars.",
        "paragraph": 1,
        "source": "named",
        "speaker": "Ana Novak",
        "direct_quote": True,
        "kind": "quantity",
        "reasons": ["has a figure"],
        "notes": [],
    }


def test_all_lists_every_claim() -> None:
    assert len(json.loads(invoke(FakeCommands(), "check", "x", "--all", "--json").stdout)["claims"]) == 7


def test_people_see_words_and_no_mark_up() -> None:
    result = invoke(FakeCommands(), "check", "x")
    assert "Bridge [bold]closes[/bold]" in result.stdout
    assert "2026-05-14 (guessed)" in result.stdout
    assert "2 more with --all." in result.stdout


def test_a_page_without_claims_is_read_all_the_same() -> None:
    result = invoke(FakeCommands(reading=Reading(ARTICLE, ())), "check", "x")
    assert result.exit_code == 0
    assert "nothing that can be checked" in result.stdout


@pytest.mark.parametrize(
    ("error", "exit_code", "code"),
    [
        (PageRefused("No."), 3, "refused"),
        (PageUnreadable("No."), 4, "unreadable"),
        (TextTooShort("No."), 5, "too_short"),
        (WrongLanguage("No."), 5, "language"),
    ],
)
def test_what_cannot_be_read_has_a_code_for_programs(
    error: ClaimdeskError, exit_code: int, code: str
) -> None:
    result = invoke(FakeCommands(error=error), "check", "x", "--json")
    assert result.exit_code == exit_code
    assert json.loads(result.stdout) == {"error": {"code": code, "message": "No."}}


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [(["check"], 2), (["check", "x", "--nope"], 2), (["frob"], 2), (["-h"], 0), (["check", "--help"], 0)],
)
def test_wrong_use_ends_with_two(words: list[str], exit_code: int) -> None:
    assert invoke(FakeCommands(), *words).exit_code == exit_code


def test_a_source_that_is_nothing_is_wrong_use() -> None:
    result = invoke(FakeCommands(error=WrongUse("There is no file x.")), "check", "x")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_wrong_setting_is_one_sentence() -> None:
    result = invoke(FakeCommands(error=SettingWrong("WEB_PORT must be a number.")), "run")
    assert result.exit_code == 1
    assert result.stderr == "claimdesk: WEB_PORT must be a number.\n"


def test_doctor_says_how_it_is_and_fails_when_something_is_wrong() -> None:
    findings = [Finding("Model", True, "Loads."), Finding("Database", False, "Is no database.")]
    result = invoke(FakeCommands(findings=findings), "doctor")
    assert result.exit_code == 1
    assert "wrong  Database: Is no database." in result.stdout
    answer = json.loads(invoke(FakeCommands(findings=findings), "doctor", "--json").stdout)
    assert [one["ok"] for one in answer["findings"]] == [True, False]


def test_a_demonstration_runs_as_fast_as_asked_and_a_desk_as_fast_as_the_day() -> None:
    commands = FakeCommands()
    assert invoke(commands, "run").exit_code == 0
    assert commands.speed == 1
    assert invoke(commands, "run", "--demo-clock", "600").exit_code == 0
    assert commands.speed == 600
    assert invoke(commands, "run", "--demo-clock", "0").exit_code == 2


def test_the_digest_of_every_desk_is_printed() -> None:
    result = invoke(FakeCommands(digests=("Digest · Monday 18 May\nDisputed: 1.1",)), "digest")
    assert result.stdout.splitlines() == ["Digest · Monday 18 May", "Disputed: 1.1"]
    assert json.loads(invoke(FakeCommands(digests=("Digest",)), "digest", "--json").stdout) == {
        "digests": ["Digest"]
    }
    assert "No desk has a story yet." in invoke(FakeCommands(), "digest").stdout
