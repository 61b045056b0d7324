"""The clock rings, and holds nothing."""

import asyncio

import pytest

from adapters.clock import ringing


async def test_a_job_rings_again_and_again_until_the_block_ends() -> None:
    rings, enough = list[int](), asyncio.Event()

    async def ring() -> None:
        rings.append(len(rings))
        if len(rings) == 3:
            enough.set()

    async with ringing({"job": (0.01, ring)}), asyncio.timeout(10):
        await enough.wait()
    after = len(rings)
    await asyncio.sleep(0.05)
    assert len(rings) == after


async def test_one_ring_at_a_time() -> None:
    running, most, done = 0, 0, asyncio.Event()

    async def ring() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        done.set()

    async with ringing({"job": (0.01, ring)}), asyncio.timeout(10):
        await done.wait()
        await asyncio.sleep(0.1)
    assert most == 1


async def test_a_plain_function_is_refused_as_nothing_would_await_it() -> None:
    async def ring() -> None:
        return

    with pytest.raises(TypeError, match="no coroutine function"):
        async with ringing({"job": (1, lambda: ring())}):
            pass
