"""How often a task is tried, and when again; the same on both databases."""

import logging
from datetime import timedelta
from traceback import format_tb

from bot.errors import ChatBusy
from bot.model.task import Task

# Most of these only wait: for a page, for the reader, for the write lock. Few hold a connection.
AT_ONCE = 32
POLL_SECONDS = 1.0
GRACE_SECONDS = 6.0
MOST_TRIES = 8
LONGEST_WAIT = timedelta(minutes=5)


def wait_after(tries: int) -> timedelta:
    """How long a task rests that has failed this often."""
    return min(timedelta(seconds=2**tries), LONGEST_WAIT)


def tell_failure(log: logging.Logger, task: Task, *, tries: int, wrong: Exception) -> None:
    """The type of what went wrong, and at debug level where; never its message, which may quote people."""
    log.warning("task %s failed, try %d: %s", task.key, tries, type(wrong).__name__)
    log.debug("where %s failed: %s", task.key, "".join(format_tb(wrong.__traceback__)))
    if tries >= MOST_TRIES:
        log.error("task %s is given up after %d tries", task.key, tries)


def tell_rest(log: logging.Logger, task: Task, busy: ChatBusy) -> None:
    """That a platform asked to wait is no failure."""
    log.info("task %s rests for %.1f s: its platform asks to wait", task.key, busy.seconds)
