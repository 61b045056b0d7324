"""Each benchmark still runs; its figures are not judged here."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import BENCHES
from benchmarks.figure import Figure, table
from benchmarks.slack_votes import plan

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
# Two at a time, each in one process, which imports and loads once. `starting` only starts what others start.
HALVES = (("reading", "storing", "tasks", "acknowledging", "memory"), ("slack",))
Told = dict[str, list[dict[str, Any]]]


def start(*command: str) -> "subprocess.Popen[str]":
    """A module of the benchmarks at work."""
    return subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def answer(process: "subprocess.Popen[str]") -> Any:
    """What it says in the end."""
    out, wrong = process.communicate(timeout=150)
    assert process.returncode == 0, wrong
    return json.loads(out)


@pytest.fixture(scope="module")
def figures() -> Iterator[Told]:
    """Those of all benchmarks, by name, with sizes that prove nothing."""
    started = [start("benchmarks", "--tiny", "--json", *names) for names in HALVES]
    try:
        told: Told = {}
        for process in started:
            told |= answer(process)
        yield told
    finally:
        for process in started:
            process.kill()
            process.communicate()


@pytest.mark.parametrize("name", [name for name in BENCHES if name != "starting"])
def test_a_benchmark_tells_figures(figures: Told, name: str) -> None:
    assert figures[name]
    # What has 0 as its aim counts what must not happen.
    assert all(figure["ours"] > 0 for figure in figures[name] if figure["most"] != 0)


def test_a_few_votes_in_slack_are_all_counted_and_shown(figures: Told) -> None:
    told = [figure for figure in figures["slack"] if figure["most"] == 0]
    assert len(told) == 6
    assert all(figure["met"] for figure in told), told


def test_members_vote_once_on_a_message_in_the_plan_of_a_thousand_votes() -> None:
    planned = plan(("1.1", "1.2", "1.3"), votes=1_000)
    assert len({(vote.who, vote.root) for vote in planned}) == 1_000
    assert len({vote.who for vote in planned}) > 300
    assert sum(vote.pressed for vote in planned) == 500


def test_the_large_desk_is_loaded_once_and_asked_again(tmp_path: Path) -> None:
    command = ("benchmarks.large", "--stories=20", "--tries=1", "--sqlite", "--json", f"--folder={tmp_path}")
    first, again = answer(start(*command)), answer(start(*command))
    assert [figure["what"] for figure in first] == [figure["what"] for figure in again]
    assert "SQLite, 800 claims: open list, p50" in [figure["what"] for figure in first]


def test_a_figure_that_falls_short_stands_in_the_table_as_it_is() -> None:
    short = Figure("reading", 130.0, "ms", 100.0, "raw", (120.0, 140.0), most_ratio=1.25)
    assert short.cells() == (
        "reading",
        "130 ms",
        "100 ms (raw)",
        "1.30 ×",
        "at most 1.25 ×",
        "no",
        "120 – 140",
    )


def test_a_figure_without_an_aim_is_neither_met_nor_missed() -> None:
    assert Figure("start", 3.0, "s").met is None


def test_the_table_has_a_line_for_each_figure() -> None:
    lines = table([Figure("one", 1.0, "ms"), Figure("two", 2.0, "ms")]).splitlines()
    assert len(lines) == 4
    assert len({len(line) for line in lines}) == 1
