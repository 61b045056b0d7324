"""Whatever is changed, planning again gives the same plan: random newsrooms, one a seed, on SQLite.

    python -m tests.chaos.plans [--seeds 12] [--acts 80]

Prints the acts that led to each fault; exits 1 where there is one.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from storage.database import open_database
from tests.support.hours import NOON
from tests.support.newsroom import wrong_after
from tests.support.room import Room


async def lived(folder: Path, seed: int, acts: int) -> list[str]:
    """One newsroom of its own."""
    async with open_database(f"sqlite:///{folder}/{seed}.db", now=lambda: NOON) as database:
        return await wrong_after(Room(database), seed=seed, acts=acts)


def main(arguments: Sequence[str] | None = None) -> int:
    """As many newsrooms as are asked for."""
    parser = argparse.ArgumentParser(description="Planning again gives the same plan.")
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--acts", type=int, default=80)
    options = parser.parse_args(arguments)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.seeds):
            if found := asyncio.run(lived(Path(folder), seed, options.acts)):
                wrong += 1
                print("\n".join([f"seed {seed}:", *found]))  # noqa: T201 - the faults are the result
    print(f"newsrooms {options.seeds}, acts {options.seeds * options.acts}, wrong {wrong}")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
