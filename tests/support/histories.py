"""Random acts of a small newsroom on one claim, for hypothesis."""

from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

from bot.model.act import CallKind, Evidence, Stance, UseStep
from bot.model.ballot import Via
from bot.model.people import Person
from tests.support.acts import FALSE, SAID, SO, TRUE, UNPROVEN, Told
from tests.support.staff import CHANDRA, EDDA, ELIAS, EVERYBODY, ROSA

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rota:
    """Rosa may become an editor, Elias be one no longer, and the desk ask for fewer signatures."""

    rosa_from: float
    elias_until: float
    three_until: float

    def signs(self, by: Person, at: float) -> bool:
        """Whether this person is an editor at that time."""
        if by is ROSA:
            return at >= self.rosa_from
        return by is not ELIAS or at < self.elias_until

    def needs(self, at: float) -> int:
        """How many the desk asks for at that time."""
        return 3 if at < self.three_until else 2


@dataclass
class Dice:
    """Random bytes, spent one a throw: one draw of hypothesis a history is a tenth of the time."""

    left: list[int]

    def throw(self, *faces: T) -> T:
        """One of the faces, the first where the bytes are spent."""
        return faces[(self.left.pop() if self.left else 0) % len(faces)]


_ACTS = (*["vote"] * 6, "give", "mark", "turn", "use", "own", "recount")
_SAID = CallKind.SAID_ASKED
_THROWS = 9


def histories(*, most: int = 10) -> st.SearchStrategy[Told]:
    """Random acts of four people. Votes and new evidence may share their instant, all else has its own."""
    size = 6 + most * _THROWS
    return st.binary(min_size=size, max_size=size).map(lambda some: _history(Dice([*some][::-1]), most))


def _history(dice: Dice, most: int) -> Told:
    rota = Rota(dice.throw(99, 3, 2), dice.throw(99, 99, 3), dice.throw(0, 0, 0, 2, 99))
    told = Told().call(ROSA, _SAID, at=-1) if dice.throw(False, True) else Told()
    for number in range(dice.throw(*range(most + 1), *[most] * most)):
        told = _act(dice, told, rota, alone=(number + 1) / 100)
    for _ in range(dice.throw(0, 0, 1, 2) if told.deeds else 0):
        act = dice.throw(*told.deeds)
        told = told.undo(next(one for one in EVERYBODY if one.id == act.person), act.id)
    return told


def _act(dice: Dice, told: Told, rota: Rota, *, alone: float) -> Told:
    by, at = dice.throw(EDDA, ELIAS, CHANDRA, ROSA), dice.throw(*range(6))
    given = [one.id for one in told.deeds if isinstance(one, Evidence) and one.evidence == one.id]
    alone += at
    match dice.throw(*_ACTS):
        case "give":
            return told.give(by, at=at, stance=dice.throw(*Stance))
        case "mark" if given:
            return told.mark(by, dice.throw(*given), at=alone, removed=dice.throw(True, False))
        case "turn":
            kind = dice.throw(None, CallKind.REOPENED, *CallKind, CallKind.RESTORED)
            return told.call(by, kind, at=alone) if kind else told.reword(by, "other words", at=alone)
        case "use":
            return told.use(by, dice.throw(*UseStep), at=alone)
        case "recount":
            return told.recount(by, signs=rota.signs(by, alone), needs=rota.needs(alone), at=alone)
        case "own":
            return told.own(by, dice.throw(ROSA, ELIAS, None), at=alone)
    reason = dice.throw(None, "seen")
    return told.vote(
        by,
        dice.throw(*[FALSE] * 5, TRUE, TRUE, UNPROVEN),
        at=at,
        reason=reason,
        via=dice.throw(*Via),
        withdrawn=dice.throw(*[False] * 6, True),
        question=dice.throw(SO, SO, SAID),
        signs=rota.signs(by, at),
        needs=rota.needs(at),
        rules=by is CHANDRA and reason is not None,
    )
