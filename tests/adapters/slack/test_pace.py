"""The pace of one workspace: a call a second on each line, none waits for another line, rests are kept."""

import asyncio
from itertools import pairwise
from time import monotonic

import pytest

from adapters.slack.pace import SLEPT, Pace
from bot.errors import ChatBusy

EVERY = 0.05


async def call(pace: Pace, line: str, sent: list[float], *, takes: float = 0.0) -> None:
    async with pace.turn(line):
        sent.append(monotonic())
        await asyncio.sleep(takes)


async def test_calls_on_one_line_are_apart_however_many_come_at_once() -> None:
    pace, sent = Pace(monotonic, seconds=EVERY), list[float]()
    await asyncio.gather(*(call(pace, "C1", sent) for _ in range(5)))
    assert all(later - earlier >= EVERY for earlier, later in pairwise(sent))


async def test_a_call_that_took_long_puts_off_the_next() -> None:
    # Slack counts a message when it arrives, which may be just before the answer.
    pace, sent = Pace(monotonic, seconds=EVERY), list[float]()
    await asyncio.gather(*(call(pace, "C1", sent, takes=0.1) for _ in range(2)))
    assert sent[1] - sent[0] >= 0.1 + EVERY


async def test_another_line_does_not_wait() -> None:
    pace, sent = Pace(monotonic), list[float]()
    pace.rest("C1", 2)
    began = monotonic()
    await call(pace, "C2", sent)
    assert sent[0] - began < 0.5


async def test_a_long_rest_gives_the_task_back_and_says_how_long() -> None:
    pace = Pace(lambda: 100.0)
    pace.rest("C1", 30)
    with pytest.raises(ChatBusy) as busy:
        async with pace.turn("C1"):
            pytest.fail("it went on")
    assert busy.value.seconds == pytest.approx(30)


async def test_who_waits_behind_others_for_long_is_given_back_too() -> None:
    pace, sent = Pace(monotonic, seconds=1.0), list[float]()
    waiting = [asyncio.create_task(call(pace, "C1", sent)) for _ in range(int(SLEPT) + 1)]
    await asyncio.sleep(0)
    with pytest.raises(ChatBusy):
        await call(pace, "C1", sent)
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_rest_that_is_asked_for_meanwhile_counts_for_those_who_wait() -> None:
    pace, sent = Pace(monotonic, seconds=EVERY), list[float]()

    async def refused() -> None:
        async with pace.turn("C1"):
            await asyncio.sleep(EVERY)
            pace.rest("C1", 60)

    first = asyncio.create_task(refused())
    await asyncio.sleep(0)
    with pytest.raises(ChatBusy):
        await call(pace, "C1", sent)
    await first
    assert sent == []


async def test_a_call_that_failed_counts_as_well() -> None:
    pace, sent = Pace(monotonic, seconds=EVERY), list[float]()
    began = monotonic()
    with pytest.raises(ValueError, match="lost"):
        async with pace.turn("C1"):
            raise ValueError("lost")
    await call(pace, "C1", sent)
    assert sent[0] - began >= EVERY


async def test_thousands_of_messages_are_not_remembered_for_ever() -> None:
    moment = [0.0]
    pace, sent = Pace(lambda: moment[0]), list[float]()
    for number in range(10_000):
        moment[0] += 2
        await call(pace, f"C1/{number}", sent)
    assert len(pace._lines) <= 4_096
