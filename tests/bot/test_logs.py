"""What a log must not hold."""

import json
import logging
import sys

import pytest

from bot import logs


@pytest.mark.parametrize(
    ("text", "kept_out"),
    [
        ("using xoxb-123-abc now", "123-abc"),
        ("app xapp-1-A-2-b", "1-A-2-b"),
        ("Authorization: Bearer abcdefghijkl", "abcdefghijkl"),
        ("wss://host/link?ticket=abc-def", "abc-def"),
        ("GET https://paper.example.org/story?token=s3cret&id=4", "s3cret"),
        ("https://user:pass@paper.example.org/", "user:pass"),
        ("MTE4NzY1NDMyMTA5ODc2NTQzMg.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789ab", "Gabcde"),
    ],
)
def test_secrets_do_not_pass(text: str, kept_out: str) -> None:
    assert kept_out not in logs.redact(text)


def test_an_address_keeps_its_host_and_path() -> None:
    assert (
        logs.redact("read https://paper.example.org/story?id=4") == "read https://paper.example.org/story?[…]"
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_is_one_line_without_its_message(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        logs.set_up(level="info", form=form)
        try:
            raise LookupError("the words of a claim")
        except LookupError:
            logging.getLogger("test").exception("a task\nfailed")
        sys.stderr.flush()
    finally:
        root.handlers, root.level = before[0], before[1]
    (line,) = capsys.readouterr().err.splitlines()
    assert "the words of a claim" not in line
    assert "LookupError" in line
    if form == "json":
        assert json.loads(line)["level"] == "error"
