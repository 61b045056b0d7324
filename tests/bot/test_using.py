"""Use, and the gate over what is in use."""

from datetime import timedelta

import pytest

from bot.errors import NotAllowed, NotThere
from bot.events import ClaimTaken, ClaimUsed, UseChanged
from bot.model.act import UseStep
from bot.model.ballot import Question, Rating
from bot.model.gate import Level
from bot.model.ids import ClaimId
from bot.model.view import StoryView
from tests.bot.conftest import TICK, state
from tests.support.room import DESK, EDDA, ELIAS, ROSA, Room

CARS = "“The bridge carries 40,000 cars a day.”"


async def uses(room: Room, claim: ClaimId) -> list[tuple[str, str, str]]:
    """Whose pieces depend on it: first word of the name, slug, how."""
    room.wait(TICK)
    found = (await room.claim(claim)).status.uses
    return [(use.name.split()[0], use.slug, str(use.step)) for use in found]


async def test_use_names_the_piece_and_says_how_the_claim_stands(room: Room, claim: ClaimId) -> None:
    assert await room.ask("use 1.1 Tunnel") == (
        "You use 1.1 in “Tunnel”. It stands at: Open. You will hear when it is settled."
    )
    assert await room.ask("use 1.1 tunnel") == "You use 1.1 in “tunnel” already."
    await room.do(ClaimUsed, claim, by=EDDA)
    assert await uses(room, claim) == [("Rosa", "Tunnel", "used"), ("Edda", "", "used")]
    with pytest.raises(NotAllowed, match="at most 80 characters"):
        await room.do(ClaimUsed, claim, slug="x" * 81)
    with pytest.raises(NotThere, match="Say which claim of story 1"):
        await room.ask("use 1 tunnel")
    await room.settle_as(claim, Rating.TRUE)
    assert (await room.ask("use 1.1 bridge", by=ELIAS)).endswith("You will hear when it changes.")


async def test_a_use_ends_when_it_is_cut_or_corrected_in_one_piece_or_in_all(
    room: Room, claim: ClaimId
) -> None:
    for slug in ("tunnel", "bridge", "diary"):
        await room.do(ClaimUsed, claim, by=ROSA, slug=slug)
    await room.do(ClaimUsed, claim, by=EDDA, slug="tunnel")
    room.wait(TICK)
    answer = await room.do(UseChanged, claim, by=ROSA, step=UseStep.CUT, slug="TUNNEL")
    assert answer.text == "Noted: cut. It counts no more."
    assert [use[:2] for use in await uses(room, claim)] == [
        ("Rosa", "bridge"),
        ("Rosa", "diary"),
        ("Edda", "tunnel"),
    ]
    await room.do(UseChanged, claim, by=ROSA, step=UseStep.CORRECTED)
    assert await uses(room, claim) == [("Edda", "tunnel", "used")]
    with pytest.raises(NotAllowed, match="in no piece"):
        await room.do(UseChanged, claim, by=ROSA, step=UseStep.CUT)
    await room.do(ClaimUsed, claim, by=ROSA, slug="tunnel")
    assert ("Rosa", "tunnel", "used") in await uses(room, claim)


async def test_the_gate_is_red_amber_then_green_and_names_the_way_out(room: Room, claim: ClaimId) -> None:
    nothing = "Gate: nothing to judge: no claim is in use · Story 1, “Bridge closes today”"
    assert await room.ask("gate") == nothing
    await room.ask("use 1.1")
    room.wait(timedelta(hours=2))
    assert await room.ask("gate 1") == (
        "Gate: red · Story 1, “Bridge closes today”\n"
        f"Red · 1.1 · Open · {CARS} · nobody has taken it, last activity 2 hours ago · "
        "Way out: attribute it to Ana Novak."
    )
    await room.do(ClaimTaken, claim, by=ELIAS)
    room.wait(TICK)
    steps = [
        (EDDA, Rating.TRUE, "", f"Amber · 1.1 · 1 of 2: True (Edda) · {CARS}", "wait for 1 more signature"),
        (ELIAS, Rating.FALSE, "", f"Red · 1.1 · Disputed · {CARS}", "attribute it to Ana Novak, or wait for"),
        (ELIAS, Rating.TRUE, "", f"Amber · 1.1 · Agreed: True, source missing · {CARS}", "add a reason or"),
        (ELIAS, Rating.TRUE, "I called", f"Green · 1.1 · Verdict: True (Edda, Elias) · {CARS}", ""),
    ]
    for person, rating, reason, shown, way_out in steps:
        await room.vote(claim, rating, by=person, reason=reason)
        room.wait(TICK)
        (line,) = (await room.ask("gate 1")).splitlines()[1:]
        assert line.startswith(shown)
        assert line == shown or f" · Elias Okoro has it, last activity just now · Way out: {way_out}" in line
    async with room.database.ledger.look(room.workspace) as tx:
        kept = await tx.snapshots.latest(DESK, limit=9)
    levels = [Level.GREEN, Level.AMBER, Level.RED, Level.AMBER, Level.RED, Level.NOTHING]
    assert [one.level for one in kept] == levels
    assert (kept[0].name, kept[0].lines) == ("Rosa Reyes", (line,))


async def test_what_is_settled_otherwise_than_true_holds_the_piece_up(room: Room, story: StoryView) -> None:
    settled = [
        (story.claims[1], Rating.FALSE, "Red · 1.2", "cut it"),
        (story.claims[2], Rating.MISLEADING, "Red · 1.3", "cut it"),
        (story.claims[0], Rating.UNPROVEN, "Amber · 1.1", "attribute it to Ana Novak"),
    ]
    for found, rating, _, _ in settled:
        await room.do(ClaimUsed, found.claim.id, by=ROSA)
        await room.settle_as(found.claim.id, rating)
    head, *lines = (await room.ask("gate 1")).splitlines()
    assert head.startswith("Gate: red")
    for line, (_, rating, shown, way_out) in zip(lines, settled, strict=True):
        assert line.startswith(f"{shown} · Verdict: {rating.capitalize()} (Edda, Elias)")
        assert line.endswith(f"Way out: {way_out}.")
    for found in story.claims[:3]:
        await room.do(UseChanged, found.claim.id, by=ROSA, step=UseStep.CUT)
    assert (await room.ask("gate 1")).startswith("Gate: nothing to judge")


async def test_what_is_attributed_is_judged_by_whether_it_was_said(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.settle_as(claim, Rating.FALSE)
    answer = await room.do(UseChanged, claim, by=ROSA, step=UseStep.ATTRIBUTED)
    assert answer.text == "Noted: attributed. It is judged by “Was it said?” now."
    assert "Red · 1.1 · Was it said? Open" in await room.ask("gate 1")
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, question=Question.SAID, reason="on tape")
    assert await state(room, claim) == "Said: true. So: false."
    assert (await room.ask("gate 1")).startswith("Gate: green")
    # Another piece that states it is judged by the other question, and the worst of both counts.
    await room.do(ClaimUsed, claim, by=EDDA)
    assert [line.split(" · ")[0] for line in (await room.ask("gate 1")).splitlines()] == [
        "Gate: red",
        "Red",
        "Green",
    ]
    await room.do(ClaimUsed, unsaid, by=ROSA)
    with pytest.raises(NotAllowed, match="nobody to attribute it to"):
        await room.do(UseChanged, unsaid, by=ROSA, step=UseStep.ATTRIBUTED)


async def test_a_piece_has_its_gate_across_stories(room: Room, story: StoryView) -> None:
    await room.paste("The bridge is shut\nIt fell by a fifth.")
    await room.settle()
    await room.ask("use 1.2 Tunnel")
    await room.ask("use 2.1 tunnel", by=EDDA)
    await room.ask("use 1.3 other")
    answer = (await room.ask("gate TUNNEL")).splitlines()
    assert answer[0] == "Gate: red · The piece “TUNNEL”"
    assert [line.split(" · ")[1] for line in answer[1:]] == ["1.2", "2.1"]
    assert "wait until editors have signed, or cut it" in answer[1]
    assert await room.ask("gate unheard-of") == (
        "Gate: nothing to judge: no claim is in use · The piece “unheard-of”"
    )
    assert (await room.ask("gate")).startswith("Gate: red · Story 2, “The bridge is shut”")


async def test_what_is_dismissed_while_in_use_is_red_and_its_user_hears(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimUsed, claim, by=ROSA)
    await room.dismiss(claim, by=EDDA)
    assert "Red · 1.1 · Not a claim" in await room.ask("gate 1")
    await room.settle()
    (told,) = room.told(ROSA)
    assert told.startswith("1.1, which you use, was called not a claim by Edda Lind")
