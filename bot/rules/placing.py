"""How many claims of a story get a thread by themselves."""

from collections.abc import Sequence
from datetime import timedelta

WINDOW = timedelta(minutes=10)
MOST_IN_WINDOW = 6
ONE_CLAIM_FOR = timedelta(days=30)


def roots(fresh: int, *, threads: int, recent: int) -> int:
    """Of `fresh` new claims, how many are posted: the desk's `threads`, under the cap per ten minutes."""
    return max(0, min(fresh, threads, MOST_IN_WINDOW - recent))


def repeats(known: Sequence[bool]) -> bool:
    """Whether a story is mostly sentences that the desk has already: more than half of at least two."""
    return len(known) >= 2 and sum(known) * 2 > len(known)
