"""What is owed is posted once, whatever the platform does."""

from datetime import timedelta

from bot import delivery
from bot.errors import ChatFailed
from bot.events import ClaimUsed, RecallAnswered, SaidAsked
from bot.model.ballot import Question, Rating
from bot.model.ids import ClaimId
from bot.model.recall import RecallAnswer
from tests.bot.conftest import LINK, PAGE
from tests.support.fakes import greets
from tests.support.room import EDDA, ELIAS, ROSA, Room


async def test_progress_is_shown_while_a_page_is_read(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    (tip,) = (await room.paste(LINK)).tips
    await room.settle()
    assert room.chat.steps == [(tip.message, step) for step in ("fetching", "reading", "finding claims")]


async def test_the_card_stands_before_the_claims_and_those_in_their_order(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    (story,) = await room.stories()
    roots = [claim.claim.id for claim in story.claims if claim.root]
    assert [post.claim for post, _ in room.chat.shown if not greets(post)] == [None, *roots]


async def test_a_failed_message_waits_and_no_later_one_overtakes_it(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    room.chat.failures.append(ChatFailed("busy"))
    await room.paste(LINK)
    await room.settle()
    assert room.chat.kinds() == {}


async def test_the_watchdog_owes_nothing_that_is_done(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK)
    await room.settle()
    room.wait(timedelta(hours=1))
    await delivery.watchdog(ledger=room.database.ledger, before=room.time)
    await room.settle()
    assert room.chat.kinds() == {"card": 1, "claim": 3}
    assert room.pages.asked == [LINK]


async def test_a_recall_that_was_answered_before_it_was_posted_is_not_posted(
    room: Room, claim: ClaimId
) -> None:
    for person in (ROSA, EDDA):
        await room.do(ClaimUsed, claim, by=person)
    await room.settle_as(claim, Rating.FALSE)
    await room.reopen(claim, by=EDDA, reason="new count")
    room.wait(timedelta(seconds=1))
    (hers,) = (one for one in (await room.claim(claim)).recalls if one.person == ROSA.id)
    await room.do(RecallAnswered, claim, by=ROSA, recall=hers.id, answer=RecallAnswer.FIXED)
    await room.settle()
    assert room.chat.kinds()["recall"] == 1
    assert room.told(ROSA) == []


async def test_a_brief_has_the_reason_that_came_a_moment_after_the_click(room: Room, claim: ClaimId) -> None:
    await room.vote(claim, Rating.FALSE, by=EDDA, reason="the count")
    await room.vote(claim, Rating.TRUE, by=ELIAS)
    room.wait(timedelta(seconds=5))
    await room.vote(claim, Rating.TRUE, by=ELIAS, reason="I counted again")
    await room.settle()
    (brief,) = room.in_thread(claim)
    assert "True (Elias Okoro): “I counted again”." in brief
    assert "Missing: evidence for True, evidence for False." in brief


async def test_where_both_questions_are_disputed_each_has_one_brief(room: Room, claim: ClaimId) -> None:
    await room.do(SaidAsked, claim)
    for question in Question:
        await room.vote(claim, Rating.FALSE, by=EDDA, question=question)
        await room.vote(claim, Rating.TRUE, by=ELIAS, question=question)
    await room.settle()
    assert [brief.count("Disputed: ") for brief in room.in_thread(claim)] == [1, 1]
