"""What stands somewhere and has changed is drawn anew, and what should not stand there is taken away."""

from bot.model.ballot import Rating
from bot.model.ids import ClaimId, MessageId
from bot.model.view import ClaimView, StoryView
from bot.ports import Mark
from tests.bot.conftest import LINK
from tests.support.heard import on_sqlite
from tests.support.room import EDDA, ELIAS, ROSA, Room

pytestmark = on_sqlite


def drawn(room: Room, key: str) -> list[str]:
    """How this message was edited, each time: the state that it then showed."""
    views = [content for post, content in room.chat.edits if post.key == key]
    return [one.state if isinstance(one, ClaimView) else "card" for one in views]


async def test_many_votes_at_once_are_one_edit_of_the_claim_and_of_its_card(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    room.chat.edits.clear()
    for rating in (Rating.TRUE, Rating.FALSE, Rating.UNPROVEN):
        await room.vote(claim, rating, by=EDDA)
    await room.vote(claim, Rating.UNPROVEN, by=ELIAS)
    await room.settle()
    assert drawn(room, f"claim:{claim}") == ["Agreed: Unproven, source missing"]
    assert drawn(room, f"card:{story.story.id}") == ["card"]


async def test_a_claim_that_people_work_on_gets_a_new_thread_when_its_message_is_gone(
    room: Room, claim: ClaimId, unsaid: ClaimId
) -> None:
    room.chat.deleted += [MessageId(f"ref:claim:{one}") for one in (claim, unsaid)]
    shown = len(room.chat.shown)
    await room.vote(claim, Rating.FALSE)
    await room.settle()
    new = [post.claim for post, _ in room.chat.shown[shown:] if post.key.startswith("claim:")]
    assert new == [claim]
    await room.dismiss(unsaid, by=ROSA)
    await room.settle()
    assert (await room.claim(unsaid)).root is None, "nobody works on it, so it stays away"


async def test_the_mark_of_a_message_says_whether_any_page_of_it_was_read(
    room: Room, story: StoryView
) -> None:
    await room.paste(f"{LINK} https://gone.example.org/a", kept=False, event="both")
    await room.paste("https://gone.example.org/b", kept=False, event="neither")
    await room.settle()
    assert room.chat.marks["message-both"] is Mark.TAKEN  # type: ignore[index]
    assert room.chat.marks["message-neither"] is Mark.UNREADABLE  # type: ignore[index]
