"""What is said and done at a message: whose thread it is, and which claim a reaction is about."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot import door
from bot.errors import ChatFailed, NotAllowed
from bot.events import Event, Reacted, ThreadSpoken
from bot.model.answer import Answer
from bot.model.ids import ClaimId, MessageId
from bot.model.people import Person
from bot.model.post import Post, PostKind
from bot.model.sign import Sign
from bot.model.view import StoryView
from bot.ports.chat import Content
from tests.bot.conftest import LINK, PAGE, state
from tests.support.fakes import FakeChat
from tests.support.heard import on_sqlite
from tests.support.hours import Hours
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, GUEST, ROSA, Room

pytestmark = on_sqlite


@dataclass
class Lost(FakeChat):
    """Shows a claim, but its answer does not come back."""

    lost: bool = True

    async def post(self, post: Post, content: Content, *, again: bool) -> MessageId:
        ref = await super().post(post, content, again=again)
        if self.lost and post.kind is PostKind.CLAIM:
            raise ChatFailed("The answer is lost.")
        return ref


async def take(room: Room, kind: type[Event], *, by: Person = EDDA, **more: Any) -> Answer:
    """Hands an event in, as a chat platform does."""
    event = kind(id=room.event(), workspace=room.workspace, place=DESK, person=by, at=room.time, **more)
    return await door.take(event, ledger=room.ledger, roster=room.roster, pages=room.pages, now=room.time)


async def react(room: Room, ref: str, sign: Sign, *, by: Person = EDDA, away: bool = False) -> Answer:
    return await take(room, Reacted, by=by, message=MessageId(ref), sign=sign, taken_away=away)


async def say(room: Room, thread: str, text: str, *, by: Person = EDDA, asked: bool = False) -> Answer:
    message = MessageId(room.event())
    return await take(
        room, ThreadSpoken, by=by, thread=MessageId(thread), message=message, text=text, asked=asked
    )


def root_of(claim: ClaimId) -> str:
    """Where the fake chat has put the claim."""
    return f"ref:claim:{claim}"


async def test_a_reaction_on_a_claim_votes_and_its_removal_takes_that_vote_back(
    room: Room, claim: ClaimId
) -> None:
    assert await react(room, root_of(claim), Sign.FALSE) == Answer(
        "You signed: False.", claim=claim, undo=(await room.claim(claim)).status.so.votes[EDDA.id].id
    )
    assert await state(room, claim) == "1 of 2: False (Edda)"
    await react(room, root_of(claim), Sign.TRUE, away=True)
    assert await state(room, claim) == "1 of 2: False (Edda)", "another reaction's removal takes nothing"
    await react(room, root_of(claim), Sign.FALSE, away=True)
    assert await state(room, claim) == "Open"


async def test_a_reaction_on_the_card_or_on_what_people_say_is_nothing(room: Room, story: StoryView) -> None:
    for ref in (f"ref:card:{story.story.id}", "message-event-0", "nowhere"):
        assert await react(room, ref, Sign.FALSE) == Answer()
    assert not any(one.status.so.votes for one in story.claims)


async def test_not_a_claim_by_reaction_is_for_whoever_may_and_is_taken_back_by_it(
    room: Room, claim: ClaimId
) -> None:
    with pytest.raises(NotAllowed):
        await react(room, root_of(claim), Sign.NOT_A_CLAIM, by=GUEST)
    await react(room, root_of(claim), Sign.NOT_A_CLAIM, by=ROSA)
    assert await state(room, claim) == "Not a claim"
    await react(room, root_of(claim), Sign.NOT_A_CLAIM, by=EDDA, away=True)
    assert await state(room, claim) == "Not a claim", "it was not hers"
    await react(room, root_of(claim), Sign.NOT_A_CLAIM, by=ROSA, away=True)
    assert await state(room, claim) == "Open"


async def test_what_reaches_a_claim_of_which_the_desk_has_no_answer_yet_is_to_be_told_again(
    room: Room, hours: Hours
) -> None:
    room.pages.pages[LINK] = "\n".join(PAGE.splitlines()[:2])
    await room.paste(LINK)
    room.chat = lost = Lost()
    await room.settle()
    (story,) = await room.stories()
    claim = story.claims[0].claim.id
    with pytest.raises(ChatFailed):
        await react(room, root_of(claim), Sign.FALSE)
    with pytest.raises(ChatFailed):
        await say(room, root_of(claim), "https://proof.test/a")
    await say(room, root_of(claim), "words alone change nothing")
    lost.lost = False
    room.wait(timedelta(minutes=1))
    await hours.pass_by(timedelta(minutes=1))
    await room.settle()
    await react(room, root_of(claim), Sign.FALSE)
    assert await state(room, claim) == "1 of 2: False (Edda)"


async def test_links_in_a_claims_thread_are_evidence_and_elsewhere_they_are_nothing(
    room: Room, claim: ClaimId
) -> None:
    await say(room, root_of(claim), "see https://proof.test/a")
    await say(room, "message-event-0", "see https://proof.test/b")
    await say(room, "somewhere", "3 https://proof.test/c")
    assert [one.link for one in (await room.claim(claim)).status.evidence] == ["https://proof.test/a"]
    assert len(await room.stories()) == 1


async def test_a_link_for_which_the_bot_is_asked_in_a_thread_is_read_for_that_thread(room: Room) -> None:
    room.pages.pages[LINK] = PAGE
    await say(room, "their-thread", f"please {LINK}", by=ROSA, asked=True)
    await room.settle()
    (story,) = await room.stories()
    assert [tip.message for tip in story.tips] == ["their-thread"]
    post, _ = room.chat.posts[f"card:{story.story.id}"]
    assert post.thread == "their-thread"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2 https://proof.test/a", 2),
        ("1.2 https://proof.test/a", 2),
        ("#2: https://proof.test/a", 2),
        ("1 - https://proof.test/a", 1),
        ("9.2 https://proof.test/a", None),
        ("40 https://proof.test/a", None),
        ("2,000 people: https://proof.test/a", None),
        ("2nd https://proof.test/a", None),
        ("https://proof.test/a", None),
    ],
)
async def test_in_a_storys_thread_the_number_at_the_beginning_says_which_claim(
    room: Room, text: str, number: int | None
) -> None:
    await room.ask("settings layout:story", by=CHANDRA)
    room.pages.pages[LINK] = PAGE
    await room.paste(LINK, event="paste")
    await room.settle()
    await say(room, "message-paste", text, by=ELIAS)
    (story,) = await room.stories()
    given = [one.appearance.number for one in story.claims if one.status.evidence]
    assert given == ([] if number is None else [number])
