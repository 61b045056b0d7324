"""Lists that people ask for, and what stands in channels that they do not see."""

import pytest

from bot import intake
from bot.errors import NotThere
from bot.events import BallotCast, ClaimReworded, ClaimTaken, MessagePosted, SaidAsked
from bot.model.ballot import Question, Rating, Via
from bot.model.ids import ClaimId, MessageId, PlaceId, WorkspaceId
from bot.model.view import StoryView
from tests.bot.conftest import TICK
from tests.support.room import CHANDRA, EDDA, ELIAS, GUEST, ROSA, Room

CELLAR = PlaceId("cellar")
SECRET = "The mayor\nAna Novak: The bridge money went to the mayor."


def labels(answer: str) -> list[str]:
    """What people call the claims of a list, in its order."""
    return [line.split(" · ")[0] for line in answer.splitlines()]


async def in_the_cellar(room: Room) -> ClaimId:
    """A claim on a second desk, which Edda and Chandra alone see; story 1 there."""
    event = room.event()
    posted = MessagePosted(
        id=event,
        workspace=room.workspace,
        place=CELLAR,
        person=EDDA,
        at=room.time,
        message=MessageId(event),
        text=SECRET,
        kept_here=True,
    )
    await intake.take_message(posted, ledger=room.ledger, now=room.time)
    await room.settle()
    room.roster.hidden[CELLAR] = frozenset({EDDA.id, CHANDRA.id})
    async with room.ledger.look(room.workspace) as tx:
        (claim,) = await tx.claims.search(["mayor"], limit=9)
    return claim


async def test_open_is_what_nobody_has_settled_with_its_state(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    await room.do(SaidAsked, claim)
    await room.settle_as(claim, Rating.FALSE)
    await room.settle_as(unsaid, Rating.TRUE)
    await room.paste("The bridge is shut\nIt fell by a fifth.")
    await room.settle()
    assert (await room.ask("open")).splitlines() == [
        "2.1 · Open · It fell by a fifth. (the outlet's own voice)",
        "1.1 · Said: open. So: false. · The bridge carries 40,000 cars a day. (Ana Novak)",
        "1.3 · Open · It carried 3,000 cars in May. (the outlet's own voice)",
    ]
    for person in (EDDA, ELIAS):
        await room.vote(claim, Rating.TRUE, by=person, question=Question.SAID, reason="on tape")
    assert labels(await room.ask("open")) == ["2.1", "1.3"]


async def test_mine_is_what_i_have_taken_and_nobody_has_settled(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    assert await room.ask("mine") == "You have taken nothing that is open."
    for one in (claim, unsaid):
        room.wait(TICK)
        await room.do(ClaimTaken, one, by=ROSA)
    assert labels(await room.ask("mine")) == ["1.2", "1.1"]
    await room.settle_as(unsaid, Rating.TRUE)
    assert await room.ask("mine") == (
        "1.1 · Taken by Rosa · The bridge carries 40,000 cars a day. (Ana Novak)"
    )
    assert await room.ask("mine", by=EDDA) == "You have taken nothing that is open."


async def test_vote_is_what_is_in_play_and_has_no_vote_of_mine(room: Room, story: StoryView) -> None:
    nothing = "Nothing in play waits for your vote."
    assert await room.ask("vote", by=EDDA) == nothing
    first, second, third = (claim.claim.id for claim in story.claims[:3])
    await room.do(ClaimTaken, first, by=ROSA)
    await room.do(BallotCast, second, by=ELIAS, rating=Rating.TRUE, via=Via.BUTTON)
    await room.ask("use 1.3")
    depends, *others = labels(await room.ask("vote", by=EDDA))
    assert (depends, sorted(others)) == ("1.3", ["1.1", "1.2"])
    assert labels(await room.ask("vote", by=ELIAS)) == ["1.3", "1.1"]
    await room.vote(first, Rating.TRUE, by=EDDA)
    await room.vote(second, Rating.FALSE, by=EDDA)
    await room.dismiss(third, by=EDDA)
    assert await room.ask("vote", by=EDDA) == nothing
    await room.ask("settings voters:Edda", by=CHANDRA)
    assert await room.ask("vote", by=ROSA) == "You do not vote on this desk."


async def test_disputed_is_where_editors_differ_now(room: Room, claim: ClaimId, unsaid: ClaimId) -> None:
    for one in (claim, unsaid):
        room.wait(TICK)
        await room.vote(one, Rating.TRUE, by=EDDA)
        await room.vote(one, Rating.FALSE, by=ELIAS)
    assert labels(await room.ask("disputed")) == ["1.2", "1.1"]
    room.wait(TICK)
    await room.vote(claim, Rating.TRUE, by=ELIAS)
    await room.dismiss(unsaid, by=EDDA)
    assert await room.ask("disputed") == "Nothing is disputed on this desk."


async def test_search_finds_all_words_whatever_their_case_and_newest_first(
    room: Room, claim: ClaimId
) -> None:
    await room.paste("The bridge is shut\nAna Novak: A Café on the BRIDGE lost 12 million.")
    await room.settle()
    assert labels(await room.ask("search bridge novak")) == ["2.1", "1.1"]
    assert labels(await room.ask("search cafe milli")) == ["2.1"]
    await room.do(ClaimReworded, claim, text="Lorries are not counted")
    assert labels(await room.ask("search lorries bridge")) == ["1.1"]
    assert await room.ask("search bridge lorries café") == "No claim here holds all of these words."
    for words in ("", "—", "%"):
        with pytest.raises(NotThere, match="Say what to look for"):
            await room.ask(f"search {words}")
    assert labels(await room.ask('search " OR 1=1 * bridge NEAR( novak')) == [
        "No claim here holds all of these words."
    ]


async def test_the_history_of_a_claim_says_who_did_what_and_when(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=ROSA)
    await room.settle_as(claim, Rating.FALSE)
    await room.reopen(claim, by=EDDA, reason="new count")
    assert (await room.ask("history 1.1", by=GUEST)).splitlines() == [
        "1.1 · The bridge carries 40,000 cars a day.",
        "14 May 2026, 12:00 UTC · Rosa Reyes took it: Open → Taken by Rosa",
        "14 May 2026, 12:00 UTC · Edda Lind signed: Taken by Rosa → 1 of 2: False (Edda)",
        "14 May 2026, 12:00 UTC · Elias Okoro signed: 1 of 2: False (Edda) → Verdict: False (Edda, Elias)",
        "14 May 2026, 12:00 UTC · Edda Lind reopened it: Verdict: False (Edda, Elias) → Open",
    ]
    for number in ("1", "9", "1.99", "x"):
        with pytest.raises(NotThere):
            await room.ask(f"history {number}")


async def test_recalls_are_all_of_the_desks_for_a_chief_and_ones_own_for_others(
    room: Room, claim: ClaimId
) -> None:
    assert await room.ask("recalls", by=CHANDRA) == "Nobody has an answer to give."
    for person in (ROSA, ELIAS):
        await room.ask("use 1.1 tunnel", by=person)
    await room.settle_as(claim, Rating.FALSE)
    await room.reopen(claim, by=EDDA, reason="new count")
    whole = (await room.ask("recalls", by=CHANDRA)).splitlines()
    assert [line.split(" · ")[1] for line in whole] == [
        "used by Rosa Reyes in “tunnel”",
        "used by Elias Okoro in “tunnel”",
    ]
    assert await room.ask("recalls", by=ROSA) == whole[0]
    assert whole[0].endswith("was False, now: Open · new count · asked 14 May 2026, 12:00 UTC, not answered")
    assert await room.ask("recalls", by=EDDA) == "You have no answer to give."


async def test_what_stands_in_a_hidden_place_is_seen_only_by_its_members(room: Room, claim: ClaimId) -> None:
    secret = await in_the_cellar(room)
    await room.do(ClaimTaken, secret, by=ROSA, place=CELLAR)
    await room.do(ClaimTaken, claim, by=ROSA)
    await room.ask("use 1.1 tunnel", by=EDDA, place=CELLAR)
    await room.ask("use 1.1 tunnel", by=EDDA)
    for words in ("mine", "search bridge", "gate tunnel"):
        assert "mayor" not in await room.ask(words, by=ROSA)
        assert "cars a day" in await room.ask(words, by=ROSA)
    assert "mayor" in await room.ask("search bridge", by=EDDA)
    assert "mayor" in await room.ask("gate tunnel", by=CHANDRA)
    for words in ("open", "vote", "disputed", "recalls", "show", "gate", "history 1.1"):
        assert "mayor" not in await room.ask(words, by=EDDA)
    with pytest.raises(NotThere):
        await room.vote(secret, Rating.TRUE, by=EDDA)
    room.roster.hidden[CELLAR] = frozenset()
    assert "mayor" not in await room.ask("search bridge", by=EDDA)


async def test_a_gate_is_not_green_for_who_does_not_see_all_that_is_in_use(
    room: Room, claim: ClaimId
) -> None:
    await in_the_cellar(room)
    await room.ask("use 1.1 tunnel", by=EDDA, place=CELLAR)
    await room.ask("use 1.1 tunnel", by=EDDA)
    await room.settle_as(claim, Rating.TRUE)
    assert (await room.ask("gate tunnel", by=EDDA)).startswith("Gate: red")
    assert not (await room.ask("gate tunnel", by=ROSA)).startswith("Gate: green")


async def test_another_workspace_has_lists_of_its_own(room: Room, claim: ClaimId) -> None:
    await room.do(ClaimTaken, claim, by=ROSA)
    await room.ask("use 1.1 tunnel")
    other = Room(room.database, workspace=WorkspaceId("slack:T1"))
    for words in ("open", "mine", "vote", "disputed", "search bridge", "recalls", "gate tunnel"):
        assert "1.1" not in await other.ask(words)
