"""`python -m benchmarks`: figures, each beside a raw baseline of the same run."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.figure import Figure, table

PACKAGES = ("spacy", "trafilatura", "sqlalchemy", "psycopg", "procrastinate", "starlette", "uvicorn")
# As the reader process has it: more threads would only make the figures depend on who else is busy.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

Bench = Callable[[Path, bool], list[Figure]]


def _reading(folder: Path, tiny: bool) -> list[Figure]:
    from benchmarks.reading import reading

    return reading(rounds=1, pages=1) if tiny else reading(rounds=15)


def _acknowledging(folder: Path, tiny: bool) -> list[Figure]:
    from benchmarks.acknowledging import acknowledging

    return acknowledging(folder, rounds=1 if tiny else 4, seconds=0.2 if tiny else 5)


def _tasks(folder: Path, tiny: bool) -> list[Figure]:
    from benchmarks.postgres import postgres
    from benchmarks.tasks import handing, sqlite_url

    tries, tasks, rounds = (3, 10, 1) if tiny else (200, 300, 3)
    out = handing("SQLite", sqlite_url(folder), tries=tries, tasks=tasks, rounds=rounds)
    with postgres(folder / "postgres") as url:
        return out + handing("PostgreSQL", url, tries=tries, tasks=tasks, rounds=rounds)


def _storing(folder: Path, tiny: bool) -> list[Figure]:
    from benchmarks.storing import storing

    return storing(folder, rounds=2 if tiny else 40)


def _starting(folder: Path, tiny: bool) -> list[Figure]:
    from benchmarks.starting import starting

    return starting(folder, rounds=1 if tiny else 8)


def _memory(folder: Path, tiny: bool) -> list[Figure]:
    from benchmarks.memory import memory

    return memory(folder, articles=2 if tiny else 50)


def _slack(folder: Path, tiny: bool) -> list[Figure]:
    from benchmarks.slack import slack

    return slack(folder, tiny=tiny)


BENCHES: dict[str, Bench] = {
    "reading": _reading,
    "storing": _storing,
    "acknowledging": _acknowledging,
    "tasks": _tasks,
    "starting": _starting,
    "memory": _memory,
    "slack": _slack,
}


def machine() -> dict[str, str]:
    """Where the figures come from."""
    out = {"cores": str(os.cpu_count()), "load": f"{os.getloadavg()[0]:.1f}"}
    out |= {"python": platform.python_version(), "system": f"{platform.system()} {platform.release()}"}
    return out | {name: version(name) for name in PACKAGES}


def measure(names: Sequence[str], *, tiny: bool, tell: Callable[[str], None]) -> dict[str, list[Figure]]:
    """The benchmarks of these names, one after the other, each in a folder of its own."""
    out: dict[str, list[Figure]] = {}
    for name in names:
        tell(f"measuring: {name}")
        with tempfile.TemporaryDirectory(prefix="claimdesk-bench-", ignore_cleanup_errors=True) as made:
            folder = Path(made)
            folder.chmod(0o755)  # PostgreSQL runs as another account where we are root.
            out[name] = BENCHES[name](folder, tiny)
    return out


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(BENCHES)}")
    parser.add_argument("--json", action="store_true", help="one object for programs instead of the table")
    parser.add_argument("--tiny", action="store_true", help="sizes that prove nothing, to see that it runs")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in BENCHES]:
        parser.error(f"there is no benchmark {unknown[0]}")
    os.environ.update(ALONE)
    where = machine()
    figures = measure(
        options.names or list(BENCHES),
        tiny=options.tiny,
        tell=lambda line: print(line, file=sys.stderr, flush=True),  # noqa: T201
    )
    told = {"machine": where} | {name: [figure.record() for figure in some] for name, some in figures.items()}
    everything = [figure for some in figures.values() for figure in some]
    lines = [", ".join(f"{name} {what}" for name, what in where.items()), "", table(everything)]
    print(json.dumps(told) if options.json else "\n".join(lines))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
