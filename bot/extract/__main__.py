"""The reader process: a document a line on standard input, its reading on standard output."""

import argparse
import os
import resource
import signal
import sys
import time
from datetime import date
from types import TracebackType
from typing import BinaryIO

from bot.errors import PageFailed, PageUnreadable, SettingWrong
from bot.extract.wire import Json, document_of, error_of, pack, reading_to_dict, unpack
from bot.model.page import Document

_TOO_MUCH = PageUnreadable("This page is too large or too tangled to read.")
_FAILED = PageUnreadable("This page could not be read.")
# Read once before the first page, so that no reader waits for what is loaded on first use.
_SAMPLE = b"""<html><head><title>Sample</title></head><body><article><p>The council of the town said on Monday
that it spent 40 million euros on schools and roads in 2019, which was more than in the year before.</p><p>It
was not clear who had signed the contracts, and the mayor said that they would be published by the end of the
week on the page of the town.</p></article></body></html>"""


class Answers:
    """Standard output, to which nothing else may write."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def say(self, message: Json) -> None:
        """One line, at once."""
        self._stream.write(pack(message))
        self._stream.flush()


class Request:
    """Turns whatever goes wrong with one page into an answer; `spent` when the memory is used up."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.spent = False

    def __enter__(self) -> "Request":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is None or not issubclass(kind, Exception):
            return False
        if not isinstance(error, PageFailed):
            # The name only: a message or a trace could hold the text of a page.
            sys.stderr.write(f"reader: {kind.__name__}\n")
            self.spent = isinstance(error, MemoryError)
            error = _TOO_MUCH if self.spent else _FAILED
        self._answers.say(error_of(error))
        return True


def main() -> int:
    """Serve until standard input ends; ends earlier when a page used up the memory."""
    parser = argparse.ArgumentParser(prog="python -m bot.extract")
    parser.add_argument("--model", default=None)
    parser.add_argument("--memory-mb", type=int, default=0)
    options = parser.parse_args()
    # Ctrl-C goes to the whole group; the desk closes its reader itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A desk that was killed hears no answer: the reader ends too, without a word.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.nice(10)
    if options.memory_mb:
        size = options.memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    with os.fdopen(os.dup(1), "wb") as stream:
        # From here on a stray print, also one of a C library, goes to standard error.
        os.dup2(2, 1)
        return _serve(options.model, sys.stdin.buffer, Answers(stream))


def _serve(model: str | None, requests: BinaryIO, answers: Answers) -> int:
    from bot.extract.pipeline import load
    from bot.extract.reading import extract

    try:
        nlp = load(model)
    except SettingWrong as error:
        answers.say({"setting": error.reason})
        return 2
    extract(Document(body=_SAMPLE, content_type="text/html", url=None), nlp)
    answers.say({"ready": True})
    for line in requests:
        with Request(answers) as request:
            document = document_of(unpack(line))
            reading = extract(
                document,
                nlp,
                progress=lambda step: answers.say({"progress": step}),
                today=date(*time.localtime()[:3]),
            )
            answers.say({"reading": reading_to_dict(reading)})
        if request.spent:
            return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
