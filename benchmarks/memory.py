"""Figure 5: the memory of all processes after 50 articles."""

import asyncio
import subprocess
import sys
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.page import news_page
from benchmarks.running import ROOT, desk
from tests.support.program import until

MB = 1024
BARE = """
import sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
import spacy, trafilatura
from benchmarks.reading import load, raw
nlp = load()
for page in sorted(Path(sys.argv[1]).glob("*.html")):
    raw(page.read_text(), nlp)
print("read", flush=True)
sys.stdin.read()
"""


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    out = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            out += family(int(child))
    return out


def memory_mb(pid: int) -> float:
    """What a process holds; pages that it shares with others count in part (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / MB
    raise AssertionError("the kernel always tells the PSS")


def memory(folder: Path, *, articles: int) -> list[Figure]:
    """Two figures: all processes, and the one of the web desk, queue and database."""
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for number in range(articles):
        (pages / f"{number:03}.html").write_text(news_page(number))
    bare = _bare(pages)
    each = asyncio.run(_ours(folder, articles=articles))
    return [
        Figure(
            what=f"memory (PSS) of all {len(each)} processes after {articles} articles",
            ours=sum(each),
            unit="MB",
            baseline=bare,
            against="one process with spaCy and trafilatura, same articles",
            most=450,
        ),
        Figure(what="of it the desk itself, without the reader", ours=each[0], unit="MB"),
    ]


def _bare(pages: Path) -> float:
    command = [sys.executable, "-c", BARE, str(pages)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"read\n"
        held = memory_mb(process.pid)
        process.communicate()
    return held


async def _ours(folder: Path, *, articles: int) -> list[float]:
    async with desk(folder, articles=articles) as on:
        for number in range(articles):
            await on.program.post("/messages", **{"as": "rosa", "text": on.link(number)})
        await until(lambda: on.stories("read") >= articles, seconds=300)
        await on.program.get("/?as=rosa")
        return [memory_mb(pid) for pid in family(on.program.process.pid)]
