"""What is owed is posted once, whatever the platform does."""

from datetime import timedelta

from bot import delivery
from bot.errors import ChatFailed
from tests.support.room import Room

LINK = "https://paper.example.org/news/bridge-closes-4711"
PAGE = "\n".join(
    ["Bridge closes today", *(f"It carried {number},000 cars in May." for number in range(1, 4))]
)


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
    assert [post.claim for post, _ in room.chat.shown] == [None, *(claim.claim.id for claim in story.claims)]


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
