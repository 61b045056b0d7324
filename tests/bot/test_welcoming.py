"""First words: the welcome of a desk once, the short form to a person once."""

from bot import welcoming
from bot.model.ballot import Rating
from bot.model.ids import ClaimId
from bot.model.view import StoryView
from tests.bot.conftest import LINK, PAGE
from tests.support.heard import on_sqlite
from tests.support.room import CHANDRA, DESK, EDDA, ROSA, Room


def greeting(room: Room, person: str) -> str:
    """What this person was greeted with."""
    return str(room.chat.posts[f"hello:{person}"][1])


def hellos(room: Room) -> list[str]:
    """Who was told the short form, each time."""
    found = [post for post, _ in room.chat.shown if str(post.key).startswith("hello:")]
    assert all(post.to for post in found), "to one person alone"
    return [str(post.to) for post in found]


@on_sqlite
async def test_a_new_desk_is_welcomed_once_with_what_it_does_and_what_it_never_touches(room: Room) -> None:
    for _ in range(2):
        async with room.ledger.begin(room.workspace) as tx:
            await welcoming.welcome(tx, DESK, added_by=CHANDRA.name, at=room.time)
        await room.settle()
    (text,) = room.noticed()
    lines = text.splitlines()
    assert lines[0] == "Chandra Moss has added me."
    assert len(lines[1].split(". ")) <= 4
    for words in (
        "never does",
        "✅",
        "⚠️",
        "❌",
        "❓",
        "🚫",
        "private messages",
        "keeps",
        "editors",
        "mode:asked",
    ):
        assert words in text
    assert "<" not in text


async def test_who_first_pastes_or_votes_is_told_the_short_form_once_and_alone(
    room: Room, story: StoryView, claim: ClaimId
) -> None:
    assert hellos(room) == ["rosa"], "she pasted"
    for _ in range(2):
        await room.vote(claim, Rating.FALSE, by=EDDA)
        await room.paste(LINK, by=ROSA)
        await room.settle()
    assert hellos(room) == ["rosa", "edda"]
    assert greeting(room, "edda").startswith("Hello Edda. In short: ")
    assert len(greeting(room, "edda")) < 400


@on_sqlite
async def test_who_only_talks_is_told_nothing(room: Room) -> None:
    """On a platform every line of a channel comes here; only a link that is taken is a paste."""
    await room.paste("Good morning, all.", kept=False)
    await room.paste("see https://docs.google.com/document/d/4711", kept=False)
    await room.settle()
    assert hellos(room) == []
    await room.ask("settings mode:asked", by=CHANDRA)
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK, kept=False)
    await room.settle()
    assert await room.stories() == []
    assert hellos(room) == []
    await room.paste(LINK, kept=False, asked=True)
    await room.settle()
    assert hellos(room) == ["rosa"]
