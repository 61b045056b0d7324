"""What holds of every claim, whatever people do and in whatever order it arrives."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, note, settings
from hypothesis import strategies as st

from bot.model.act import Call, CallKind, Evidence, Rewording, Undo
from bot.model.ballot import Ballot
from bot.model.gate import Level
from bot.model.status import Standing, Status
from bot.rules import gating
from bot.rules.gating import InUse
from tests.support.acts import TRUE, Deeds, Told, decided, minute, viewed
from tests.support.histories import histories
from tests.support.staff import CHANDRA, ROSA

thorough = settings(max_examples=300, derandomize=True)
LATER = 50


def kept(told: Told) -> list[Ballot]:
    """The ballots that nobody has undone."""
    undone = {one.act for one in told.deeds if isinstance(one, Undo)}
    return [one for one in told.deeds if isinstance(one, Ballot) and one.id not in undone]


def arrived(told: Told, order: Sequence[int]) -> Deeds:
    """The same acts in this order of arrival. Ids are given on arrival; nobody can name what is not there."""
    ids: dict[str, str] = {}
    by_id, out = {one.id: one for one in told.deeds}, []

    def arrive(id_: str) -> None:
        if id_ in ids:
            return
        deed = by_id[id_]
        if isinstance(deed, Undo):
            arrive(deed.act)
            deed = replace(deed, act=ids[deed.act])
        if isinstance(deed, Evidence) and deed.evidence != id_:
            arrive(deed.evidence)
            deed = replace(deed, evidence=ids[deed.evidence])
        ids[id_] = f"{len(ids):04}-{id_}"
        if isinstance(deed, Evidence) and deed.evidence == id_:
            deed = replace(deed, evidence=ids[id_])
        out.append(replace(deed, id=ids[id_]))

    for index in order:
        arrive(told.deeds[index].id)
    return tuple(out)


def outcome(status: Status) -> object:
    """All of a status that does not tell in which order the acts arrived."""

    def ballot(one: Ballot) -> Ballot:
        return replace(one, id="")

    def asked(one: Standing) -> object:
        verdict = one.verdict and replace(one.verdict, signers=tuple(map(ballot, one.verdict.signers)))
        votes = {person: ballot(vote) for person, vote in one.votes.items()}
        return one.question, votes, verdict, one.disputed_since, one.agreed, one.needs

    def act(one: Call | Evidence | Rewording | None) -> object:
        return one and (one.at, one.id[-4:])

    return (
        [asked(one) for one in status.standings],
        act(status.dismissed),
        act(status.reopened),
        status.owner and status.owner.at,
        [act(one) for one in status.wordings],
        {act(one) for one in status.evidence},
        {act(one) for one in status.removed},
        {(one.person, one.step) for one in status.uses},
        status.touched_at,
    )


@st.composite
def in_two_orders(draw: st.DrawFn) -> tuple[Told, Sequence[int]]:
    told = draw(histories())
    return told, draw(st.permutations(range(len(told.deeds))))


@thorough
@given(in_two_orders())
def test_the_order_of_arrival_changes_nothing(given_: tuple[Told, Sequence[int]]) -> None:
    told, order = given_
    note(f"{told}\narrived in the order {order}")
    assert outcome(decided(arrived(told, order))) == outcome(decided(arrived(told, range(len(told.deeds)))))


@thorough
@given(histories(most=14))
def test_no_verdict_comes_from_one_person_but_a_chief_who_ends_a_dispute_with_a_reason(told: Told) -> None:
    note(str(told))
    for asked in told.status.standings:
        if (verdict := asked.verdict) is None:
            continue
        signers = {one.person for one in verdict.signers}
        if not verdict.chief:
            assert len(signers) == len(verdict.signers) >= 2
            assert all(one.signs and one.rating is verdict.rating for one in verdict.signers)
            assert {one.rating for one in asked.signatures} == {verdict.rating}
            continue
        assert signers == {CHANDRA.id}
        assert verdict.reason
        before = [one for one in kept(told) if one.signs and one.at < verdict.at]
        assert len({one.person for one in before}) >= 2
        assert len({one.rating for one in before if one.question is asked.question}) >= 2


@thorough
@given(histories(most=14))
def test_no_verdict_comes_without_a_reason_for_it_or_evidence(told: Told) -> None:
    note(str(told))
    for asked in told.status.standings:
        if (verdict := asked.verdict) is None:
            continue
        wanted = (asked.question, verdict.rating)
        times = [one.at for one in kept(told) if one.reason and (one.question, one.rating) == wanted]
        times += [one.at for one in told.deeds if isinstance(one, Evidence) and not one.removed]
        assert min(times, default=minute(99)) <= verdict.at


@thorough
@given(histories(), histories(most=6))
def test_a_verdict_is_changed_by_nothing_that_is_done_later_but_what_turns_the_page(
    told: Told, more: Told
) -> None:
    note(f"{told}\nlater:\n{more}")
    later = [replace(one, id=f"9{one.id}", at=one.at + (minute(LATER) - minute(0))) for one in more.deeds]
    after = decided([*told.deeds, *(one for one in later if not isinstance(one, Call | Rewording | Undo))])
    for asked in told.status.standings:
        if (verdict := asked.verdict) is None:
            continue
        now = after.asked(asked.question)
        assert now is not None
        assert now.verdict is not None
        assert (now.verdict.rating, now.verdict.at, now.verdict.chief) == (
            verdict.rating,
            verdict.at,
            verdict.chief,
        )
        assert [one.person for one in now.verdict.signers] == [one.person for one in verdict.signers]


@thorough
@given(histories(), st.data())
def test_an_act_that_is_undone_is_as_if_it_had_never_been(told: Told, data: st.DataObject) -> None:
    acts = [one for one in told.deeds if not isinstance(one, Undo)]
    if not acts:
        return
    one = data.draw(st.sampled_from(acts))
    note(f"{told}\nundone: {one.id}")
    without = decided([deed for deed in told.deeds if deed is not one])
    assert told.undo(CHANDRA, one.id).status == without


@thorough
@given(st.lists(histories(most=8), min_size=1, max_size=3))
def test_the_gate_is_never_green_with_an_open_disputed_or_false_claim_in_use(tolds: list[Told]) -> None:
    note("\n\n".join(map(str, tolds)))
    used = [told.use(ROSA, at=LATER) for told in tolds]
    views = [viewed(one.status, number=at) for at, one in enumerate(used)]
    gate = gating.gate(InUse(view, view.status.uses) for view in views)
    good = True
    for view in views:
        for use in view.status.uses:
            asked = view.status.asked(use.question)
            verdict = asked.verdict if asked and not view.dismissed else None
            good = good and verdict is not None and verdict.rating is TRUE
    assert (gate.level is Level.GREEN) == good
    assert gate.level is not Level.NOTHING
    for check in gate.checks:
        assert bool(check.way_out) == (check.level is not Level.GREEN)


def test_the_random_histories_hold_what_the_properties_speak_of() -> None:
    seen: set[str] = set()

    @settings(max_examples=400, derandomize=True)
    @given(histories(most=14))
    def look(told: Told) -> None:
        for asked in told.status.standings:
            if asked.verdict is not None:
                seen.update({f"verdict {asked.verdict.chief}", str(asked.question)})
            if asked.disputed:
                seen.add("disputed")
            if asked.agreed and asked.verdict is None:
                seen.add("agreed")
        for call in (told.status.dismissed, told.status.reopened):
            if call:
                seen.add(call.kind)

    look()
    wanted = {"verdict True", "verdict False", "so", "said", "disputed", "agreed"}
    assert seen >= wanted | {CallKind.DISMISSED, CallKind.REOPENED}
