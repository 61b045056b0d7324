"""Answers that are kept for a moment."""

import asyncio
from datetime import timedelta

import pytest

from adapters.slack.kept import Kept
from bot.errors import ChatFailed, ChatRefused
from tests.support.hours import NOON

SECOND = timedelta(seconds=1)


class Asked:
    """A question that takes a turn of the loop, counts how often it is asked, and fails when told so."""

    def __init__(self) -> None:
        self.count = 0
        self.wrong: Exception | None = None

    async def __call__(self) -> int:
        self.count += 1
        await asyncio.sleep(0)
        if self.wrong is not None:
            raise self.wrong
        return self.count


async def test_many_who_ask_at_once_ask_once_and_also_fail_once() -> None:
    kept, asked = Kept[int](lambda: NOON), Asked()
    found = await asyncio.gather(*(kept.get("a", asked, fresh=SECOND) for _ in range(50)))
    assert (set(found), asked.count) == ({1}, 1)
    asked.wrong = ChatFailed("No answer.")
    failed = await asyncio.gather(
        *(kept.get("b", asked, fresh=SECOND) for _ in range(50)), return_exceptions=True
    )
    assert (set(map(type, failed)), asked.count) == ({ChatFailed}, 2)
    asked.wrong = None
    assert await kept.get("b", asked, fresh=SECOND) == 3


async def test_an_older_answer_will_do_only_where_asking_fails_and_nothing_was_refused() -> None:
    time = [NOON]
    kept, asked = Kept[int](lambda: time[0]), Asked()
    assert await kept.get("a", asked, fresh=SECOND, stale=9 * SECOND) == 1
    time[0] += 5 * SECOND
    asked.wrong = ChatFailed("No answer.")
    assert await kept.get("a", asked, fresh=SECOND, stale=9 * SECOND) == 1
    with pytest.raises(ChatFailed):
        await kept.get("a", asked, fresh=SECOND)
    asked.wrong = ChatRefused("The token was revoked.")
    with pytest.raises(ChatRefused):
        await kept.get("a", asked, fresh=SECOND, stale=9 * SECOND)


async def test_who_is_cancelled_while_asking_leaves_the_question_to_the_next() -> None:
    kept, asked = Kept[int](lambda: NOON), Asked()
    first = asyncio.create_task(kept.get("a", asked, fresh=SECOND))
    second = asyncio.create_task(kept.get("a", asked, fresh=SECOND))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 2
    assert first.cancelled()


async def test_what_was_not_asked_for_long_is_forgotten_when_there_is_too_much() -> None:
    time = [NOON]
    kept, asked = Kept[int](lambda: time[0], most=10), Asked()
    for number in range(50):
        time[0] += SECOND
        await kept.get(number, asked, fresh=3600 * SECOND)
    assert await kept.get(49, asked, fresh=3600 * SECOND) == 50
    assert await kept.get(0, asked, fresh=3600 * SECOND) == 51, "asked anew"
