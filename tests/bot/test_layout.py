"""Where a story's claims stand: each by itself, all in one thread, or on another desk."""

from bot.model.ids import PlaceId
from tests.bot.conftest import LINK, PAGE
from tests.support.heard import on_sqlite
from tests.support.room import CHANDRA, Room

pytestmark = on_sqlite
OTHER = PlaceId("other")


async def pasted(room: Room, event: str = "paste") -> dict[str, tuple[str, str | None]]:
    """Where each message stands once a link was pasted: its place and its thread."""
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK, event=event)
    await room.settle()
    return {
        key: (str(post.place), str(post.thread) if post.thread else None)
        for key, (post, _) in room.chat.posts.items()
        if key.startswith(("card:", "claim:"))
    }


async def test_by_default_the_card_answers_the_message_and_each_claim_stands_by_itself(room: Room) -> None:
    stands = await pasted(room)
    card, *claims = stands.values()
    assert card == ("desk", "message-paste")
    assert claims == [("desk", None)] * 3


async def test_in_layout_story_everything_answers_the_message(room: Room) -> None:
    await room.ask("settings layout:story", by=CHANDRA)
    stands = await pasted(room)
    assert list(stands.values()) == [("desk", "message-paste")] * 4


async def test_a_feed_keeps_the_card_and_the_claims_go_to_its_desk(room: Room) -> None:
    room.roster.places.add(OTHER)
    await room.ask("settings desk:#other", by=CHANDRA)
    stands = await pasted(room)
    (card,) = (where for key, where in stands.items() if key.startswith("card:"))
    assert card == ("desk", "message-paste")
    assert [where for key, where in stands.items() if key.startswith("claim:")] == [("other", None)] * 3


async def test_a_layout_that_is_chosen_later_leaves_what_stands(room: Room) -> None:
    await pasted(room)
    (story,) = await room.stories()
    before = {one.claim.id: one.root for one in story.claims}
    await room.ask("settings layout:story", by=CHANDRA)
    await room.open_thread(story, 4)
    await room.settle()
    (story,) = await room.stories()
    assert {key: root for key, root in before.items() if root}.items() <= {
        one.claim.id: one.root for one in story.claims
    }.items()
    post, _ = room.chat.posts[f"claim:{story.claims[3].claim.id}"]
    assert post.thread == "message-paste"


# append to tests/bot/test_layout.py once bot/placement.py:_thread is mended
async def test_a_fed_desk_in_layout_story_gets_its_claims_at_the_top_level(room: Room) -> None:
    room.roster.places.add(OTHER)
    await room.ask("settings desk:#other", by=CHANDRA)
    await room.ask("settings layout:story", by=CHANDRA, place=OTHER)
    stands = await pasted(room)
    claims = [where for key, where in stands.items() if key.startswith("claim:")]
    assert claims == [("other", None)] * 3, "a thread of the feed cannot hold what stands on the desk"
