"""Evidence: links and notes that people bring to a claim."""

import pytest

from bot.errors import NotAllowed, NotThere, PageRefused
from bot.events import EvidenceGiven, EvidenceMarked, EvidenceRemoved
from bot.model.act import Stance
from bot.model.ballot import Rating
from bot.model.ids import ClaimId
from tests.bot.conftest import TICK, Acts, Fields
from tests.support.room import EDDA, ELIAS, ROSA, Room

MINUTES = "https://council.example/minutes"


async def evidence(room: Room, claim: ClaimId) -> list[tuple[str | None, str]]:
    """What stands as evidence: link or note, and what it does."""
    return [(one.link or one.note, str(one.stance)) for one in (await room.claim(claim)).status.evidence]


async def test_a_link_in_the_thread_is_evidence_once_and_never_a_tip(room: Room, claim: ClaimId) -> None:
    assert await room.reply(claim, f"see {MINUTES}, page 4", by=ROSA) == "Taken as evidence."
    room.wait(TICK)
    again = await room.reply(claim, f"<{MINUTES}?utm_source=mail|here> and https://b.example/1", by=EDDA)
    assert again == "Taken as evidence. That link is evidence here already."
    assert await room.reply(claim, "nothing new") == ""
    assert await evidence(room, claim) == [(MINUTES, "context"), ("https://b.example/1", "context")]
    await room.settle()
    assert len(await room.stories()) == 1


async def test_a_link_that_nobody_can_read_is_refused_and_the_words_stay(room: Room, claim: ClaimId) -> None:
    before = await room.claim(claim)
    answer = await room.reply(claim, "look at http://10.0.0.7/minutes", by=ROSA)
    assert answer.startswith("10.0.0.7 is no evidence: This address is inside a private network")
    assert (await room.claim(claim)).status.evidence == before.status.evidence == ()
    with pytest.raises(PageRefused, match="private network"):
        await room.do(EvidenceGiven, claim, text="http://localhost/minutes")
    with pytest.raises(PageRefused, match="http and https"):
        await room.do(EvidenceGiven, claim, text="ftp://council.example/minutes")
    assert await room.claim(claim) == before
    both = await room.do(EvidenceGiven, claim, text=f"{MINUTES} http://10.0.0.7/", stance=Stance.REFUTES)
    assert both.text.startswith("Taken as evidence. 10.0.0.7 is no evidence")
    assert await evidence(room, claim) == [(MINUTES, "refutes")]


async def test_a_note_is_evidence_too_and_its_stance_is_one_click(room: Room, claim: ClaimId) -> None:
    note = "called the ministry, 14:10"
    given = await room.do(EvidenceGiven, claim, by=ROSA, text="called\u202e the  ministry,\n14:10 ")
    assert await evidence(room, claim) == [(note, "context")]
    room.wait(TICK)
    mark: Fields = {"evidence": given.undo, "stance": Stance.REFUTES}
    assert (await room.do(EvidenceMarked, claim, by=ELIAS, **mark)).text == "Noted: it refutes the claim."
    assert (await room.do(EvidenceMarked, claim, **mark)).text == "It refutes the claim already."
    (one,) = (await room.claim(claim)).status.evidence
    assert (one.giver, one.note, one.stance) == ("Rosa Reyes", note, Stance.REFUTES)
    for text, said in ((" \u202e", "Give a link, or a note"), ("x" * 2_001, "at most 2,000 characters")):
        with pytest.raises(NotAllowed, match=said):
            await room.do(EvidenceGiven, claim, text=text)


async def test_evidence_is_taken_away_by_whoever_brought_it_or_an_editor_and_that_shows(
    room: Room, claim: ClaimId
) -> None:
    hers, his, theirs = [
        (await room.do(EvidenceGiven, claim, by=by, text=f"https://{by.id}.example/1")).undo
        for by in (ROSA, ELIAS, EDDA)
    ]
    room.wait(TICK)
    with pytest.raises(NotAllowed, match="Only whoever brought it"):
        await room.do(EvidenceRemoved, claim, by=ROSA, evidence=his)
    # An editor's mark does not make it theirs.
    await room.do(EvidenceMarked, claim, by=EDDA, evidence=hers, stance=Stance.SUPPORTS)
    room.wait(TICK)
    await room.do(EvidenceRemoved, claim, by=ROSA, evidence=hers)
    await room.do(EvidenceRemoved, claim, by=EDDA, evidence=his)
    view = await room.claim(claim)
    assert [one.evidence for one in view.status.evidence] == [theirs]
    assert [(one.giver, one.link) for one in view.status.removed] == [
        ("Rosa Reyes", "https://rosa.example/1"),
        ("Elias Okoro", "https://elias.example/1"),
    ]
    gone: Acts = [(EvidenceRemoved, {}), (EvidenceMarked, {"stance": Stance.CONTEXT})]
    for kind, more in gone:
        with pytest.raises(NotThere, match="not there any more"):
            await room.do(kind, claim, by=EDDA, evidence=his, **more)
    assert await room.reply(claim, "https://elias.example/1", by=ROSA) == "Taken as evidence."


async def test_evidence_is_what_an_agreement_still_needs(room: Room, claim: ClaimId) -> None:
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.FALSE, by=person)
    assert (await room.claim(claim)).state == "Agreed: False, source missing"
    room.wait(TICK)
    given = await room.do(EvidenceGiven, claim, by=ROSA, text="called the ministry, 14:10")
    assert (await room.claim(claim)).state == "Verdict: False (Edda, Elias)"
    await room.settle()
    assert room.in_thread(claim) == ["Verdict: False, signed by Edda Lind, Elias Okoro."]
    room.wait(TICK)
    await room.do(EvidenceRemoved, claim, by=ROSA, evidence=given.undo)
    view = await room.claim(claim)
    assert (view.state, len(view.status.removed)) == ("Verdict: False (Edda, Elias)", 1)


async def test_evidence_that_was_taken_away_again_settles_nothing(room: Room, claim: ClaimId) -> None:
    given = await room.do(EvidenceGiven, claim, by=ROSA, text=MINUTES)
    room.wait(TICK)
    await room.do(EvidenceRemoved, claim, by=ROSA, evidence=given.undo)
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.FALSE, by=person)
    assert (await room.claim(claim)).state == "Agreed: False, source missing"


async def test_what_was_called_not_a_claim_takes_no_evidence(room: Room, claim: ClaimId) -> None:
    await room.dismiss(claim, by=EDDA)
    assert await room.reply(claim, MINUTES, by=ROSA) == ""
    with pytest.raises(NotAllowed, match="reopen"):
        await room.do(EvidenceGiven, claim, text=MINUTES)
    assert await evidence(room, claim) == []
