"""The real reader process: pages, bombs and sudden death."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from adapters.reader import ReaderProcess
from bot.errors import PageUnreadable, SettingWrong, TextTooShort
from bot.model.page import Document
from bot.ports.reader import Step

PAGE = Document(
    b"""<html><head><title>Bridge closed</title></head><body><article>
<p>The Selby bridge was closed on Monday after inspectors found 17 cracks in its main beam, the transport
authority said.</p><p>The bridge carries 22,000 vehicles a day, and was last repaired in 2009 at a cost of 6
million pounds.</p></article></body></html>""",
    "text/html",
    "https://www.example.com/bridge",
)
in_one_loop = pytest.mark.asyncio(loop_scope="module")
BOMB = Document(
    b"<html><body><p " + b" ".join(b"a%d=''" % n for n in range(140_000)) + b">x</p></body></html>",
    "text/html",
    None,
)


@pytest.fixture
async def reader() -> AsyncIterator[ReaderProcess]:
    """One of the test's own, which it may kill."""
    async with ReaderProcess() as process:
        yield process


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[ReaderProcess]:
    """One for all tests that leave it as it is."""
    async with ReaderProcess() as process:
        yield process


@in_one_loop
async def test_a_page_is_read_and_its_steps_are_told(shared: ReaderProcess) -> None:
    steps: list[Step] = []

    async def note(step: Step) -> None:
        steps.append(step)

    reading = await shared.read(PAGE, progress=note)
    assert reading.article.title == "Bridge closed"
    assert any("17 cracks" in claim.text for claim in reading.claims)
    assert steps == [Step.READING, Step.FINDING]


@in_one_loop
async def test_a_page_of_two_megabytes_passes_the_pipes(shared: ReaderProcess) -> None:
    padding = b"<!--" + b"x" * 2_000_000 + b"-->"
    reading = await shared.read(Document(PAGE.body + padding, "text/html", PAGE.url))
    assert reading.article.words == 40


@in_one_loop
async def test_a_failure_keeps_its_class_and_the_process(shared: ReaderProcess) -> None:
    await shared.start()
    first = shared.pid
    with pytest.raises(TextTooShort):
        await shared.read(Document(b"Too short.", "text/plain"))
    assert (await shared.read(PAGE)).claims
    assert shared.pid == first


async def test_a_parse_bomb_ends_at_the_limit_and_the_next_page_is_read() -> None:
    async with ReaderProcess(seconds=2.0) as reader:
        with pytest.raises(PageUnreadable, match="too long"):
            await reader.read(BOMB)
        assert (await reader.read(PAGE)).claims


async def test_a_page_that_eats_the_memory_is_unreadable_and_the_next_is_read() -> None:
    links = Document(b"<html><body>" + b"<a href=x>b</a>" * 120_000 + b"</body></html>", "text/html", None)
    async with ReaderProcess(memory_mb=400, seconds=30.0) as reader:
        with pytest.raises(PageUnreadable):
            await reader.read(links)
        assert (await reader.read(PAGE)).claims


async def test_a_process_killed_in_the_middle_is_replaced_and_the_page_is_read(reader: ReaderProcess) -> None:
    killed: list[int] = []

    async def kill_once(step: Step) -> None:
        if not killed and reader.pid is not None:
            killed.append(reader.pid)
            os.kill(reader.pid, signal.SIGKILL)

    assert (await reader.read(PAGE, progress=kill_once)).claims
    assert killed != [reader.pid]


async def test_a_page_that_always_kills_the_process_is_unreadable(reader: ReaderProcess) -> None:
    async def kill(step: Step) -> None:
        if reader.pid is not None:
            os.kill(reader.pid, signal.SIGKILL)

    with pytest.raises(PageUnreadable):
        await reader.read(PAGE, progress=kill)
    assert (await reader.read(PAGE)).claims


async def test_a_cancelled_read_leaves_nothing_behind(reader: ReaderProcess) -> None:
    begun = asyncio.Event()

    async def note(step: Step) -> None:
        begun.set()
        await asyncio.sleep(60)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(reader.read(PAGE, progress=note), name="read")
        await begun.wait()
        task.cancel()
    assert reader.pid is None
    assert (await reader.read(PAGE)).claims


@in_one_loop
async def test_three_reads_at_once_all_get_their_own_answer(shared: ReaderProcess) -> None:
    titles = ["One bridge", "Two bridges", "Three bridges"]
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(
                shared.read(
                    Document(PAGE.body.replace(b"Bridge closed", title.encode()), "text/html", PAGE.url)
                ),
                name=title,
            )
            for title in titles
        ]
    assert [task.result().article.title for task in tasks] == titles


async def test_a_missing_model_names_the_setting() -> None:
    async with ReaderProcess(model="no_such_model") as reader:
        with pytest.raises(SettingWrong, match=r"^SPACY_MODEL"):
            await reader.start()


def test_the_parent_loads_nothing_heavy() -> None:
    heavy = ("spacy", "trafilatura", "lxml", "numpy")
    code = f"import adapters.reader, sys; print([name for name in {heavy} if name in sys.modules])"
    done: Any = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
