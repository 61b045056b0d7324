"""The program as an operator starts it, for as long as a module's tests need it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def running(folder: Path, *options: str, **settings: str) -> Iterator[str]:
    """Where a freshly started Claimdesk stands; it must end by SIGTERM with exit 0."""
    program = Path(sys.executable).with_name("claimdesk")
    settings = {"WEB_PORT": "0", "DATABASE_URL": "sqlite:///desk.db", "PYTHONPATH": str(ROOT), **settings}
    with subprocess.Popen(
        [program, "run", *options],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
    ) as desk:
        assert desk.stdout is not None
        lines = (re.search(r"ready at (http://\S+)", line) for line in desk.stdout)
        found = next((line[1] for line in lines if line), None)
        assert found, "the desk did not start"
        try:
            yield found
        finally:
            desk.terminate()
            assert desk.wait(timeout=15) == 0
