"""`python -m benchmarks`: prints the table of figures, or one JSON object with `--json`."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import localtime

from benchmarks.figure import Figure, table

_PACKAGES = ("spacy", "trafilatura", "sqlalchemy", "psycopg", "procrastinate", "starlette", "uvicorn")


def _reading(tiny: bool, folder: Path) -> list[Figure]:
    from benchmarks.reading import reading

    return reading(rounds=2, pages=1) if tiny else reading(rounds=15)


BENCHES: dict[str, Callable[[bool, Path], list[Figure]]] = {
    "reading": _reading,
}


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="only these")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--tiny", action="store_true", help="sizes that prove nothing, for a quick try")
    options = parser.parse_args()
    print(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
