"""The gate over the claims in use: what blocks it, and the cheapest way out."""

from dataclasses import replace

import pytest

from bot.model.act import CallKind, UseStep
from bot.model.gate import Check, Level
from bot.model.page import Source
from bot.rules import gating
from bot.rules.gating import InUse
from tests.support.acts import DESK, FALSE, MISLEADING, SAID, TRUE, UNPROVEN, Told, minute, viewed
from tests.support.staff import CHANDRA, EDDA, ELIAS, ROSA

USED = Told().use(ROSA, slug="bridge")
BOTH = [EDDA, ELIAS]
ATTRIBUTED = USED.call(ROSA, CallKind.SAID_ASKED).use(ROSA, UseStep.ATTRIBUTED, slug="bridge")
UNSAID = {"source": Source.OUTLET, "speaker": None}
ATTRIBUTE, CUT = "attribute it to Ana Novak", "cut it"
SIGN = "wait until editors have signed, or cut it"


def checks(told: Told, **more: object) -> tuple[Check, ...]:
    view = viewed(told.status, told.desk, **more)  # type: ignore[arg-type]
    return gating.gate([InUse(view, view.status.uses)]).checks


def check(told: Told, **more: object) -> Check:
    (only,) = checks(told, **more)
    return only


@pytest.mark.parametrize(
    ("told", "level", "why", "way_out"),
    [
        (USED, Level.RED, "Open", ATTRIBUTE),
        (USED.vote(ROSA, TRUE), Level.RED, "Leaning true (1)", ATTRIBUTE),
        (USED.own(ELIAS, ELIAS), Level.RED, "Open", ATTRIBUTE),
        (
            USED.vote(EDDA, TRUE).vote(ELIAS, FALSE),
            Level.RED,
            "Disputed",
            f"{ATTRIBUTE}, or wait for a chief to rule",
        ),
        (USED.settled_as(FALSE, BOTH), Level.RED, "Verdict: False (Edda, Elias)", "cut it"),
        (USED.settled_as(MISLEADING, BOTH), Level.RED, "Verdict: Misleading (Edda, Elias)", "cut it"),
        (
            USED.vote(EDDA, TRUE).call(EDDA, CallKind.DISMISSED),
            Level.RED,
            "Not a claim",
            "cut it, or reopen it",
        ),
        (USED.settled_as(UNPROVEN, BOTH), Level.AMBER, "Verdict: Unproven (Edda, Elias)", ATTRIBUTE),
        (USED.vote(EDDA, TRUE), Level.AMBER, "1 of 2: True (Edda)", "wait for 1 more signature"),
        (USED.vote(EDDA, FALSE), Level.AMBER, "1 of 2: False (Edda)", "wait for 1 more signature"),
        (USED.vote(EDDA, TRUE, needs=4), Level.AMBER, "1 of 4: True (Edda)", "wait for 3 more signatures"),
        (
            USED.vote(EDDA, TRUE).vote(ELIAS, TRUE),
            Level.AMBER,
            "Agreed: True, source missing",
            "add a reason or a source: the editors agree",
        ),
        (
            USED.vote(EDDA, FALSE).vote(ELIAS, FALSE),
            Level.AMBER,
            "Agreed: False, source missing",
            "cut it",
        ),
        (USED.settled_as(TRUE, BOTH), Level.GREEN, "Verdict: True (Edda, Elias)", ""),
    ],
)
def test_each_level_has_its_reason_and_its_way_out(told: Told, level: Level, why: str, way_out: str) -> None:
    found = check(told)
    assert (found.level, found.why, found.way_out) == (level, why, way_out)


@pytest.mark.parametrize(
    ("told", "way_out"),
    [
        (USED, SIGN),
        (USED.vote(EDDA, TRUE).vote(ELIAS, FALSE), "wait for a chief to rule, or cut it"),
        (USED.settled_as(UNPROVEN, BOTH), "cut it"),
    ],
)
def test_what_the_outlet_says_itself_is_attributed_to_nobody(told: Told, way_out: str) -> None:
    assert check(told, **UNSAID).way_out == way_out


def test_a_source_without_a_name_is_called_the_source() -> None:
    assert check(USED, source=Source.UNNAMED, speaker=None).way_out == "attribute it to its source"


@pytest.mark.parametrize(
    ("told", "level", "words", "way_out"),
    [
        (ATTRIBUTED, Level.RED, "Open", SIGN),
        (ATTRIBUTED.settled_as(FALSE, BOTH), Level.RED, "Open", SIGN),
        (ATTRIBUTED.settled_as(TRUE, BOTH, question=SAID), Level.GREEN, "Verdict: True (Edda, Elias)", ""),
        (ATTRIBUTED.settled_as(FALSE, BOTH, question=SAID), Level.RED, "Verdict: False (Edda, Elias)", CUT),
        (
            ATTRIBUTED.settled_as(UNPROVEN, BOTH, question=SAID),
            Level.AMBER,
            "Verdict: Unproven (Edda, Elias)",
            CUT,
        ),
        (
            USED.use(ROSA, UseStep.ATTRIBUTED, slug="bridge"),
            Level.RED,
            "Open",
            "wait until editors have answered “Was it said?”, or cut it",
        ),
    ],
)
def test_what_is_attributed_is_judged_by_was_it_said(
    told: Told, level: Level, words: str, way_out: str
) -> None:
    found = check(told)
    assert (found.level, found.why, found.way_out) == (level, f"Was it said? {words}", way_out)


def test_what_is_not_a_claim_blocks_whatever_was_settled_of_it_before() -> None:
    status = ATTRIBUTED.settled_as(TRUE, BOTH, question=SAID).status
    view = viewed(replace(status, dismissed=USED.call(EDDA, CallKind.DISMISSED).status.dismissed))
    (found,) = gating.gate([InUse(view, view.status.uses)]).checks
    assert (found.level, found.why) == (Level.RED, "Was it said? Not a claim")


def test_a_claim_that_one_piece_states_and_another_attributes_is_judged_for_each() -> None:
    told = ATTRIBUTED.use(EDDA).settled_as(TRUE, BOTH, question=SAID)
    assert [(one.level, one.used_by) for one in checks(told)] == [
        (Level.RED, ("Edda Lind",)),
        (Level.GREEN, ("Rosa Reyes",)),
    ]


def test_a_use_that_has_ended_counts_no_more_and_nothing_in_use_is_nothing_to_judge() -> None:
    for step in (UseStep.CUT, UseStep.CORRECTED):
        view = viewed(USED.use(ROSA, step, slug="bridge").status)
        assert gating.gate([InUse(view, view.status.uses)]).level is Level.NOTHING
    assert gating.gate([]).level is Level.NOTHING


def test_the_gate_is_its_worst_claim_and_shows_the_worst_first() -> None:
    told = [USED.settled_as(TRUE, BOTH), USED.settled_as(UNPROVEN, BOTH), USED, USED.settled_as(FALSE, BOTH)]
    views = [viewed(one.status, number=11 - at) for at, one in enumerate(told)]
    gate = gating.gate(InUse(view, view.status.uses) for view in views)
    assert gate.level is Level.RED
    assert [(one.level, one.label) for one in gate.checks] == [
        (Level.RED, "12.8"),
        (Level.RED, "12.9"),
        (Level.AMBER, "12.10"),
        (Level.GREEN, "12.11"),
    ]


def test_a_check_names_owner_last_activity_and_everybody_whose_piece_it_is() -> None:
    found = check(USED.use(ROSA, slug="other").use(EDDA).own(ELIAS, ELIAS))
    assert (found.owner, found.last_activity) == ("Elias Okoro", minute(4))
    assert found.used_by == ("Rosa Reyes", "Edda Lind")
    assert check(USED).owner is None


@pytest.mark.parametrize("told", [USED.vote(EDDA, FALSE), USED.vote(EDDA, FALSE).vote(ELIAS, FALSE)])
def test_on_a_blind_desk_the_gate_says_no_more_than_the_claim(told: Told) -> None:
    found = check(replace(told, desk=replace(DESK, blind=True)))
    assert found.why in ("1 vote in", "2 votes in")
    assert "false" not in f"{found.why} {found.way_out}".lower()
    assert "agree" not in found.way_out
    assert found.way_out == "wait for 1 more signature"


def test_a_chiefs_ruling_opens_the_gate() -> None:
    told = USED.vote(EDDA, TRUE).vote(ELIAS, FALSE).rule(CHANDRA, TRUE)
    assert check(told).level is Level.GREEN


@pytest.mark.parametrize(
    ("told", "speaker", "line"),
    [
        (USED, "Ana Novak", ""),
        (USED.settled_as(TRUE, BOTH), "Ana Novak", ""),
        (USED.settled_as(UNPROVEN, BOTH), "officials", "Officials say …; we could not verify it."),
        (USED.settled_as(UNPROVEN, BOTH), None, "We could not verify that …"),
        (USED.settled_as(FALSE, BOTH), "Ana Novak", ""),
        (
            ATTRIBUTED.settled_as(TRUE, BOTH, question=SAID).settled_as(FALSE, BOTH),
            "Ana Novak",
            "Ana Novak said …; that is not so.",
        ),
        (
            ATTRIBUTED.settled_as(TRUE, BOTH, question=SAID).settled_as(MISLEADING, BOTH),
            "Ana Novak",
            "Ana Novak said …; that is misleading.",
        ),
    ],
)
def test_a_line_to_write_claims_no_more_than_was_settled(told: Told, speaker: str | None, line: str) -> None:
    assert gating.line_to_write(viewed(told.status, speaker=speaker)) == line


def test_no_line_says_that_somebody_said_what_they_did_not() -> None:
    told = ATTRIBUTED.settled_as(FALSE, BOTH, question=SAID).settled_as(UNPROVEN, BOTH)
    assert "Ana Novak says" not in gating.line_to_write(viewed(told.status))
