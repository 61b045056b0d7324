"""What people did with a claim, as the page shows it: evidence, wordings, uses, recalls, gate and look."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.events import (
    ClaimHandedOver,
    ClaimReleased,
    ClaimReworded,
    ClaimTaken,
    ClaimUsed,
    EvidenceGiven,
    EvidenceRemoved,
    RecallAnswered,
    UseChanged,
)
from bot.model.act import UseStep
from bot.model.ballot import Rating
from bot.model.ids import ClaimId
from bot.model.recall import RecallAnswer
from tests.adapters.web.seeing import article, card, claims, names, only_you
from tests.support.room import CHANDRA, EDDA, ELIAS, ROSA, Room


async def test_evidence_is_a_safe_link_or_a_note_that_its_giver_or_an_editor_may_remove(room: Room) -> None:
    first, *_ = await claims(room)
    await room.do(EvidenceGiven, first, by=ROSA, text="https://council.example/a?b=<i>1</i>")
    await room.do(EvidenceGiven, first, by=CHANDRA, text="Called <b>the ministry</b>, 14:10")
    for person, removable in ((ROSA, 1), (ELIAS, 2)):
        shown = names(await article(room, person, first))
        assert (shown.count("Context"), shown.count("Remove")) == (2, removable)
    html = await article(room, ROSA, first)
    assert "<b>the" not in html
    assert re.search(r'href="https://council.example/a\?b=[^"<>]*"', html)


async def test_evidence_taken_away_is_shown_as_such(room: Room) -> None:
    first, *_ = await claims(room)
    await room.do(EvidenceGiven, first, by=ROSA, text="https://council.example/minutes")
    (one,) = (await room.claim(first)).status.evidence
    await room.do(EvidenceRemoved, first, by=ELIAS, evidence=one.evidence)
    html = await article(room, EDDA, first)
    assert re.search(r"<del[^>]*>council.example/minutes</del>.*taken away by Elias Okoro", html)
    assert "Supports" not in names(html)


async def test_a_second_rewording_shows_what_it_changed(room: Room) -> None:
    first, *_ = await claims(room)
    await room.do(ClaimReworded, first, text="The tunnel costs 340 million more.")
    once = await article(room, ROSA, first)
    assert "In the words of Edda Lind" in once
    assert "<del>" not in once
    room.wait(timedelta(seconds=1))
    await room.do(ClaimReworded, first, text="The tunnel costs <340> million too much.")
    twice = await article(room, ROSA, first)
    assert "The tunnel costs &lt;340&gt; million too much." in twice
    assert "<del>340</del>" in twice
    assert "<ins>too much.</ins>" in twice


async def test_whoever_uses_a_claim_has_the_ways_out_of_it(room: Room) -> None:
    first, second, *_ = await claims(room)
    await room.do(ClaimUsed, first, by=ROSA, slug="tunnel & tolls")
    hers = await article(room, ROSA, first)
    assert "You use this in “<span" in hers
    assert names(hers)[-4:-1] == ["Cut", "Corrected", "Attributed"]
    his = await article(room, ELIAS, first)
    assert "Rosa Reyes (tunnel &amp; tolls)" in his
    assert "Cut" not in names(his)
    await room.do(UseChanged, first, by=ROSA, step=UseStep.ATTRIBUTED)
    assert "Attributed" not in names(await article(room, ROSA, first))
    await room.do(ClaimUsed, second, by=ROSA)
    assert names(await article(room, ROSA, second))[-3:-1] == ["Cut", "Corrected"]


async def test_a_recall_waits_in_only_you_and_on_the_claim_until_it_is_answered(room: Room) -> None:
    first, *_ = await claims(room)
    await room.settle_as(first, Rating.FALSE)
    await room.do(ClaimUsed, first, by=ROSA, slug="tolls")
    await room.reopen(first, by=ELIAS, reason="New accounts.")
    await room.settle()
    for _ in range(6):
        await room.do(ClaimTaken, first, by=ELIAS)
        await room.do(ClaimHandedOver, first, by=ELIAS, to=ROSA.id)
        await room.do(ClaimReleased, first, by=ELIAS)
    await room.settle()
    asked, *others = await only_you(room, ROSA)
    assert names(str(asked["html"])) == ["Fixed", "Not affected"]
    assert (asked["stays"], {one["stays"] for one in others}) == (True, {False})
    assert "which you use" not in str(await only_you(room, EDDA))
    html = await article(room, EDDA, first)
    assert "Told that it changed, not answered yet: Rosa Reyes" in html
    assert "was False until 14 May 2026 (New accounts.)" in html
    (recall,) = (await room.claim(first)).recalls
    await room.do(RecallAnswered, first, by=ROSA, recall=recall.id, answer=RecallAnswer.NOT_AFFECTED)
    assert not [one for one in await only_you(room, ROSA) if one["stays"]]
    assert "not answered yet" not in await article(room, EDDA, first)


async def test_the_card_shows_the_gate_once_something_is_in_use(room: Room) -> None:
    first, second, *_ = await claims(room)
    assert "Gate" not in await card(room, ROSA)
    await room.do(ClaimUsed, first, by=ROSA)
    await room.do(ClaimUsed, second, by=ROSA)
    await room.settle_as(first, Rating.TRUE)
    assert "Gate: red · 1 of 2 claims in use blocks it" in await card(room, CHANDRA)
    await room.vote(second, Rating.TRUE, by=EDDA)
    assert "Gate: amber · 1 of 2 claims in use keeps it from green" in await card(room, CHANDRA)
    await room.vote(second, Rating.TRUE, by=ELIAS, reason="Seen the papers.")
    assert "Gate: green · 2 of 2 claims in use are settled" in await card(room, CHANDRA)


async def _untouched(room: Room, claim: ClaimId) -> None:
    pass


async def _taken(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim)


async def _led(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE, by=ROSA)


async def _signed(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.UNPROVEN, by=EDDA)


async def _agreed(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.TRUE, by=EDDA)
    await room.vote(claim, Rating.TRUE, by=ELIAS)


async def _disputed(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.TRUE, by=EDDA)
    await room.vote(claim, Rating.FALSE, by=ELIAS)


async def _decided(room: Room, claim: ClaimId) -> None:
    await room.settle_as(claim, Rating.MISLEADING)


async def _dismissed(room: Room, claim: ClaimId) -> None:
    await room.dismiss(claim, by=EDDA)


@pytest.mark.parametrize(
    ("happened", "tone"),
    [
        (_untouched, "open"),
        (_taken, "open"),
        (_led, "false"),
        (_signed, "unproven"),
        (_agreed, "true"),
        (_disputed, "split"),
        (_decided, "misleading"),
        (_dismissed, "dismissed"),
    ],
)
async def test_every_state_has_its_look_whatever_the_house_calls_it(
    room: Room, happened: Callable[[Room, ClaimId], Awaitable[None]], tone: str
) -> None:
    first, *_ = await claims(room)
    await room.ask("settings ratings:true=False,false=True,misleading=Not a claim", by=CHANDRA)
    await happened(room, first)
    assert f'class="state state-{tone}' in await article(room, ROSA, first)
