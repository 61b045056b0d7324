"""Reads pages in a process of its own, which may be killed."""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from types import TracebackType
from typing import Self

import bot
from bot.errors import PageUnreadable, SettingWrong
from bot.extract.wire import Json, WireBroken, pack, raise_error, reading_from_dict, request_of, unpack
from bot.model.page import Document, Reading
from bot.ports.reader import Progress, Step, unseen

_log = logging.getLogger(__name__)
_MOST_LINE = 64 * 1024 * 1024
_START_SECONDS = 60.0
_ROOT = Path(bot.__file__).parent.parent
# Loaded it takes 293 MB of addresses, with 10,000 words 300; the rest is for tangled pages.
MEMORY_MB = 640


class _Died(Exception):
    """The process ended, or spoke nonsense, in the middle of a request."""


class ReaderProcess:
    """The port Reader over `python -m bot.extract`, one page at a time.

    `seconds` is the limit for one page (loading the language model does not count); `memory_mb` bounds the
    address space of the process.
    """

    def __init__(
        self, *, model: str | None = None, seconds: float = 10.0, memory_mb: int = MEMORY_MB
    ) -> None:
        self._model = model
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._lock = asyncio.Lock()
        self._process: Process | None = None

    async def start(self) -> None:
        """Wait until the process is ready; SettingWrong when the language model is missing."""
        async with self._lock:
            await self._running()

    async def close(self) -> None:
        """End the process, after the page that it is reading."""
        async with self._lock:
            await self._kill()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def pid(self) -> int | None:
        """The process that reads now, if one runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if self._process is not None and running else None

    async def read(self, document: Document, *, progress: Progress = unseen) -> Reading:
        """The reading of a document, or the reason why there is none."""
        async with self._lock:
            answer = await self._answer(document, progress)
        try:
            raise_error(answer)
            return reading_from_dict(answer["reading"])
        except (WireBroken, KeyError) as error:
            raise PageUnreadable("This page could not be read.") from error

    async def _answer(self, document: Document, progress: Progress) -> Json:
        """Ask; a process that died under a page gets one fresh successor."""
        request = pack(request_of(document))
        for _ in range(2):
            process = await self._running()
            try:
                return await self._ask(process, request, progress)
            except _Died:
                _log.warning("the reader process ended in the middle of a page (%s)", process.returncode)
        raise PageUnreadable("This page broke the reader; paste the text to have it read.")

    async def _ask(self, process: Process, request: bytes, progress: Progress) -> Json:
        answered = False
        try:
            async with asyncio.timeout(self._seconds):
                answer = await _exchange(process, request, progress)
            answered = True
            return answer
        except TimeoutError as error:
            _log.warning("a page took longer than %s s to read", self._seconds)
            raise PageUnreadable("This page took too long to read.") from error
        finally:
            # Also when the caller was cancelled: a process in the middle of a page is of no use to the next.
            if not answered:
                await self._kill()

    async def _running(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        await self._kill()
        self._process = await self._spawn()
        ready = False
        try:
            async with asyncio.timeout(_START_SECONDS):
                message = await _next(self._process)
            if "setting" in message:
                raise SettingWrong(str(message["setting"]))
            ready = "ready" in message
        except (_Died, TimeoutError) as error:
            raise PageUnreadable("The page reader could not be started.", retry_after=60) from error
        finally:
            if not ready:
                await self._kill()
        return self._process

    async def _spawn(self) -> Process:
        options = ["--memory-mb", str(self._memory_mb)]
        if self._model:
            options += ["--model", self._model]
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        # One thread each: more would only cost address space.
        alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "bot.extract", *options),
            stdin=PIPE,
            stdout=PIPE,
            limit=_MOST_LINE,
            start_new_session=True,
            env={**os.environ, **alone, "PYTHONPATH": os.pathsep.join(paths)},
        )

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        # Drains the pipe too: one that is full would never be closed.
        await process.communicate()


async def _exchange(process: Process, request: bytes, progress: Progress) -> Json:
    assert process.stdin is not None
    try:
        process.stdin.write(request)
        await process.stdin.drain()
    except (BrokenPipeError, ConnectionResetError) as error:
        raise _Died from error
    while "progress" in (message := await _next(process)):
        await progress(Step(message["progress"]))
    return message


async def _next(process: Process) -> Json:
    assert process.stdout is not None
    try:
        line = await process.stdout.readline()
        return unpack(line)
    except (ValueError, WireBroken) as error:
        raise _Died from error
