"""The figures of Slack, against the tests' own, with the real program and a bare Bolt app beside it."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.slack_acks import acks
from benchmarks.slack_eyes import eyes
from benchmarks.slack_votes import limited, votes


@dataclass(frozen=True, slots=True)
class _Size:
    pastes: int
    rounds: int
    seconds: float
    votes: int
    minute: float


FULL = _Size(pastes=60, rounds=3, seconds=5.0, votes=1_000, minute=60.0)
TINY = _Size(pastes=1, rounds=1, seconds=0.2, votes=12, minute=1.0)


def slack(folder: Path, *, tiny: bool) -> list[Figure]:
    """Event to 👀, acknowledgements under load, and a thousand votes, also with all of Slack's limits."""
    size = TINY if tiny else FULL
    return [
        *eyes(_made(folder / "eyes"), rounds=size.pastes),
        *acks(_made(folder / "acks"), rounds=size.rounds, seconds=size.seconds),
        *votes(_made(folder / "votes"), votes=size.votes, seconds=size.minute),
        *limited(_made(folder / "limited"), votes=size.votes, seconds=size.minute),
    ]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
