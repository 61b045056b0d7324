"""Votes, and what is not a claim."""

from datetime import timedelta

import pytest

from bot.errors import NotAllowed, NotThere
from bot.model.ballot import Rating, Via
from bot.model.ids import ClaimId, WorkspaceId
from tests.support.room import EDDA, ELIAS, ROSA, Room

LINK = "https://paper.example.org/news/bridge-closes-4711"


@pytest.fixture
async def claim(room: Room) -> ClaimId:
    room.pages.pages[LINK] = "Bridge closes today\nIt carried 40,000 cars in May."
    await room.paste(LINK)
    await room.settle()
    (story,) = await room.stories()
    return story.claims[0].claim.id


async def test_a_claim_is_open_until_somebody_votes(room: Room, claim: ClaimId) -> None:
    assert (await room.claim(claim)).state == "Open"
    assert await room.vote(claim, Rating.FALSE) == "You voted False."
    await room.vote(claim, Rating.FALSE, by=ELIAS)
    assert (await room.claim(claim)).state == "Leaning false (2)"


async def test_a_vote_can_be_changed_and_taken_back(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE)
    room.wait(timedelta(seconds=1))
    await room.vote(claim, Rating.TRUE)
    assert (await room.claim(claim)).state == "Leaning true (1)"
    room.wait(timedelta(seconds=1))
    await room.take_back(claim, Rating.TRUE)
    assert (await room.claim(claim)).state == "Open"


async def test_no_leaning_where_the_votes_are_split(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE)
    await room.vote(claim, Rating.UNPROVEN, by=ELIAS)
    assert (await room.claim(claim)).state == "Leaning split (1 false, 1 unproven)"


async def test_an_event_that_comes_twice_counts_once(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE, event="once")
    room.wait(timedelta(seconds=1))
    await room.vote(claim, Rating.TRUE)
    await room.vote(claim, Rating.FALSE, event="once")
    assert (await room.claim(claim)).state == "Leaning true (1)"


async def test_a_vote_that_arrives_late_counts_by_its_own_time(room: Room, claim: ClaimId) -> None:
    early = room.time
    room.wait(timedelta(minutes=1))
    await room.vote(claim, Rating.TRUE)
    await room.vote(claim, Rating.FALSE, at=early)
    assert (await room.claim(claim)).state == "Leaning true (1)"


async def test_removing_a_reaction_takes_back_only_what_it_cast(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE, via=Via.REACTION)
    room.wait(timedelta(seconds=1))
    await room.vote(claim, Rating.TRUE)
    room.wait(timedelta(seconds=1))
    await room.take_back(claim, Rating.FALSE, via=Via.REACTION)
    assert (await room.claim(claim)).state == "Leaning true (1)"


async def test_whoever_pasted_it_may_dismiss_until_somebody_votes(room: Room, claim: ClaimId) -> None:
    await room.dismiss(claim, by=ROSA)
    assert (await room.claim(claim)).state == "Not a claim"
    await room.reopen(claim, by=ROSA, reason="it is one")
    await room.vote(claim, Rating.TRUE)
    with pytest.raises(NotAllowed, match="only an editor"):
        await room.dismiss(claim, by=ROSA)
    await room.dismiss(claim, by=ELIAS)
    assert (await room.claim(claim)).state == "Not a claim"


async def test_a_reporter_dismisses_nothing_of_other_people(room: Room) -> None:
    room.pages.pages[LINK] = "Bridge closes today\nIt carried 40,000 cars in May."
    await room.paste(LINK, by=EDDA)
    await room.settle()
    (story,) = await room.stories()
    with pytest.raises(NotAllowed, match="Only whoever pasted"):
        await room.dismiss(story.claims[0].claim.id, by=ROSA)


async def test_what_is_dismissed_takes_no_votes_until_reopened_with_a_reason(
    room: Room, claim: ClaimId
) -> None:
    await room.vote(claim, Rating.TRUE)
    await room.dismiss(claim, by=EDDA)
    with pytest.raises(NotAllowed, match="reopen"):
        await room.vote(claim, Rating.FALSE)
    with pytest.raises(NotAllowed, match="why"):
        await room.reopen(claim, by=EDDA, reason=" ")
    room.wait(timedelta(seconds=1))
    await room.reopen(claim, by=EDDA, reason="the figure can be checked")
    assert (await room.claim(claim)).state == "Leaning true (1)"


async def test_taking_away_the_reaction_that_dismissed_brings_it_back(room: Room, claim: ClaimId) -> None:
    await room.dismiss(claim, by=EDDA, via=Via.REACTION)
    room.wait(timedelta(seconds=1))
    await room.reopen(claim, by=ELIAS, via=Via.REACTION)
    assert (await room.claim(claim)).state == "Not a claim"
    await room.reopen(claim, by=EDDA, via=Via.REACTION)
    assert (await room.claim(claim)).state == "Open"


async def test_a_claim_that_is_gone_or_of_another_workspace_is_not_there(room: Room, claim: ClaimId) -> None:
    with pytest.raises(NotThere):
        await room.vote(ClaimId("gone"), Rating.TRUE)
    other = Room(room.database, workspace=WorkspaceId("slack:T1"))
    with pytest.raises(NotThere):
        await other.vote(claim, Rating.TRUE)
    assert (await room.claim(claim)).state == "Open"


async def test_history_keeps_what_was_and_what_became_of_it(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE)
    room.wait(timedelta(seconds=1))
    await room.take_back(claim, Rating.FALSE)
    async with room.database.ledger.look(room.workspace) as tx:
        entries = await tx.history.of_claim(claim)
    assert [(entry.act, entry.before, entry.after) for entry in entries] == [
        ("voted", "Open", "Leaning false (1)"),
        ("took back", "Leaning false (1)", "Open"),
    ]
