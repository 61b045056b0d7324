"""The gate: can the piece run, as far as the claims in use go. Numbers of votes never open it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.act import Use
from bot.model.ballot import Question, Rating
from bot.model.gate import Check, Gate, Level
from bot.model.page import Source
from bot.model.status import Standing
from bot.model.view import NOT_A_CLAIM, OPEN, ClaimView
from bot.rules import wording

_ORDER = (Level.RED, Level.AMBER, Level.GREEN)
_BLOCKS = (Rating.FALSE, Rating.MISLEADING)


@dataclass(frozen=True, slots=True)
class InUse:
    """A claim and those uses of it that the gate is asked about."""

    view: ClaimView
    uses: Sequence[Use]


def gate(claims: Iterable[InUse]) -> Gate:
    """The worst of the claims in use; nothing in use is nothing to judge."""
    checks = [check for one in claims for check in _checks(one)]
    checks.sort(key=lambda check: (_ORDER.index(check.level), _number(check.label)))
    return Gate(level=checks[0].level if checks else Level.NOTHING, checks=tuple(checks))


def unseen(level: Level) -> Level:
    """The level where claims are in use that cannot be looked at: never better than amber."""
    return level if level is Level.RED else Level.AMBER


def _number(label: str) -> tuple[int, ...]:
    return tuple(int(part) for part in label.split(".") if part.isdecimal())


def _checks(one: InUse) -> list[Check]:
    """A claim that one piece states and another attributes is judged for each."""
    by_question: dict[Question, list[Use]] = defaultdict(list)
    for use in one.uses:
        by_question[use.question].append(use)
    return [_check(one.view, question, uses) for question, uses in sorted(by_question.items())]


def _check(view: ClaimView, question: Question, uses: Sequence[Use]) -> Check:
    asked = view.status.asked(question)
    level = Level.RED if view.dismissed else _level(asked)
    words = NOT_A_CLAIM if view.dismissed else (wording.standing(asked, view.desk) if asked else None) or OPEN
    owner = view.status.owner
    return Check(
        claim=view.claim.id,
        label=view.label,
        text=view.claim.text,
        level=level,
        why=f"{question.words} {words}" if question is Question.SAID else words,
        way_out="" if level is Level.GREEN else _way_out(view, question, asked),
        owner=owner.owner_name if owner else None,
        last_activity=view.status.touched_at,
        used_by=tuple(dict.fromkeys(use.name for use in uses)),
    )


def _level(asked: Standing | None) -> Level:
    if asked is None or asked.disputed:
        return Level.RED
    if asked.verdict is not None:
        if asked.verdict.rating in _BLOCKS:
            return Level.RED
        return Level.AMBER if asked.verdict.rating is Rating.UNPROVEN else Level.GREEN
    return Level.AMBER if asked.signatures else Level.RED


def _way_out(view: ClaimView, question: Question, asked: Standing | None) -> str:
    """The cheapest thing that would open it."""
    attributable = question is Question.SO and view.claim.source is not Source.OUTLET
    attribute = f"attribute it to {source_of(view)}"
    if view.dismissed:
        return "cut it, or reopen it"
    if asked is None:
        return "wait until editors have answered “Was it said?”, or cut it"
    if asked.verdict is not None:
        unproven = asked.verdict.rating is Rating.UNPROVEN
        return attribute if unproven and attributable else "cut it"
    if asked.disputed:
        return (
            f"{attribute}, or wait for a chief to rule"
            if attributable
            else "wait for a chief to rule, or cut it"
        )
    if asked.agreed is not None and not view.hidden(question):
        if asked.agreed in _BLOCKS:
            return "cut it"
        return "add a reason or a source: the editors agree"
    if signed := asked.signatures:
        missing = max(1, asked.needs - len(signed))
        return f"wait for {missing} more {'signature' if missing == 1 else 'signatures'}"
    return attribute if attributable else "wait until editors have signed, or cut it"


def source_of(view: ClaimView) -> str:
    """Whose words they are, for a sentence."""
    return view.claim.speaker or "its source"


def line_to_write(view: ClaimView) -> str:
    """One sentence that a reporter may write once the claim is settled; empty where there is none."""
    verdict = view.status.so.verdict
    said = view.status.said.verdict if view.status.said else None
    who = view.claim.speaker if said is None or said.rating is Rating.TRUE else None
    if verdict is None or verdict.rating is Rating.TRUE:
        return ""
    if verdict.rating is Rating.UNPROVEN:
        return f"{_says(who)} …; we could not verify it." if who else "We could not verify that …"
    tail = "that is not so" if verdict.rating is Rating.FALSE else "that is misleading"
    return f"{_capital(who)} said …; {tail}." if who and said is not None else ""


def _says(who: str) -> str:
    """`Officials say`, `Ana Novak says`."""
    several = who[:1].islower() and who.split()[0].endswith("s")
    return f"{_capital(who)} {'say' if several else 'says'}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
