"""How the Web API can go wrong: by chance, with a seed of its own, or the next time, as told."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Harm(StrEnum):
    """Before the effect: ERROR is a 500, DROP a cut connection, SLOW waits, REFUSED is Slack's own `error`.

    After the effect: LOST cuts the connection, BAD_GATEWAY is a 502, LATE waits with the answer.
    """

    ERROR = "error"
    DROP = "drop"
    SLOW = "slow"
    REFUSED = "refused"
    LOST = "lost"
    BAD_GATEWAY = "bad_gateway"
    LATE = "late"


@dataclass(frozen=True)
class Fault:
    """One harm; `seconds` for SLOW and LATE, and Retry-After where `error` is ratelimited."""

    harm: Harm
    seconds: float = 0.2
    error: str = "internal_error"


@dataclass
class Faults:
    """With the chance `p` a call of `methods` (None: all) comes to one of the `harms`."""

    p: float = 0
    seed: int = 0
    harms: Sequence[Harm] = (Harm.ERROR, Harm.DROP, Harm.LOST, Harm.BAD_GATEWAY)
    methods: Collection[str] | None = None
    seconds: float = 0.2
    happened: list[tuple[str, Harm]] = field(default_factory=list)
    _next: list[tuple[str, Fault]] = field(default_factory=list)
    _random: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def next(
        self, method: str, harm: Harm | str, *, seconds: float = 0.2, error: str = "", times: int = 1
    ) -> None:
        """The next calls of a method fail so; with `error`, by Slack's own refusal."""
        fault = Fault(Harm(harm), seconds, error or "internal_error")
        self._next += [(method, fault)] * times

    def pick(self, method: str) -> Fault | None:
        """What happens to this call."""
        for at, (wanted, fault) in enumerate(self._next):
            if wanted == method:
                del self._next[at]
                self.happened.append((method, fault.harm))
                return fault
        if self.p and (self.methods is None or method in self.methods) and self._random.random() < self.p:
            fault = Fault(self._random.choice(self.harms), self.seconds)
            self.happened.append((method, fault.harm))
            return fault
        return None
