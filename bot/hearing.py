"""What is said and done at a message: whose thread it is, and which claim a reaction is about."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot import desk, intake
from bot.errors import ChatFailed
from bot.events import (
    BallotCast,
    BallotWithdrawn,
    ClaimDismissed,
    ClaimEvent,
    ClaimReopened,
    MessagePosted,
    Reacted,
    ReplyPosted,
    ThreadSpoken,
)
from bot.extract.links import links_in
from bot.model.answer import Answer
from bot.model.ballot import Rating, Via
from bot.model.claim import Claim
from bot.model.ids import ClaimId, PlaceId
from bot.model.post import PostKind
from bot.model.sign import Sign
from bot.ports import Ledger, Pages, Roster, Tx

RATINGS: Mapping[Sign, Rating] = {
    Sign.TRUE: Rating.TRUE,
    Sign.MISLEADING: Rating.MISLEADING,
    Sign.FALSE: Rating.FALSE,
    Sign.UNPROVEN: Rating.UNPROVEN,
}
# So long the answer to a message of ours may be on its way, while people see the message already.
UNDER_WAY = timedelta(minutes=2)
LOOKED_AT = 200
# A reply in a story's own thread begins with the claim's number: `3`, `12.3`, `3:`.
_NUMBERED = re.compile(r"\s*#?(?:(\d{1,9})\.)?(\d{1,4})(?![\w.,%])[\s:.)\-–—]*", re.ASCII)


async def spoken(
    event: ThreadSpoken, *, ledger: Ledger, roster: Roster, pages: Pages, now: datetime
) -> Answer:
    """Words in a thread: evidence on the claim that they are about, or a tip where the bot was asked."""
    async with ledger.look(event.workspace) as tx:
        claim, text = await _about(tx, event)
        if claim is None and links_in(event.text):
            await _check_known(tx, event.place, now=now)
    if claim is not None:
        reply = ReplyPosted(**event.head(), claim=claim, message=event.message, text=text)
        return await desk.do(reply, ledger=ledger, roster=roster, pages=pages, now=now)
    if event.asked and links_in(event.text):
        # What is answered in a thread stands below the message that began it: a reply has no thread.
        asked = MessagePosted(**event.head(), message=event.thread, text=event.text, asked=True)
        await intake.take_message(asked, ledger=ledger, now=now)
    return Answer()


async def reacted(event: Reacted, *, ledger: Ledger, roster: Roster, pages: Pages, now: datetime) -> Answer:
    """A reaction on the root of a claim is a vote; on anything else it is none, and nothing is said."""
    async with ledger.look(event.workspace) as tx:
        post = await tx.posts.at(event.place, event.message)
        if post is None:
            await _check_known(tx, event.place, now=now)
    if post is None or post.kind is not PostKind.CLAIM or post.claim is None:
        return Answer()
    act = _act(event, post.claim)
    return await desk.do(act, ledger=ledger, roster=roster, pages=pages, now=now)


async def _check_known(tx: Tx, place: PlaceId, *, now: datetime) -> None:
    """Raises ChatFailed while a claim may stand there that the desk does not know of: to be told again."""
    for post in await tx.posts.owed(limit=LOOKED_AT):
        new = post.tries > 0 and now - post.owed_at < UNDER_WAY
        if new and post.kind is PostKind.CLAIM and post.place == place:
            raise ChatFailed("A claim's message is under way here.")


def _act(event: Reacted, claim: ClaimId) -> ClaimEvent:
    head = {**event.head(), "claim": claim, "via": Via.REACTION}
    if event.sign is Sign.NOT_A_CLAIM:
        return ClaimReopened(**head) if event.taken_away else ClaimDismissed(**head)
    kind = BallotWithdrawn if event.taken_away else BallotCast
    return kind(**head, rating=RATINGS[event.sign])


async def _about(tx: Tx, event: ThreadSpoken) -> tuple[ClaimId | None, str]:
    """The claim whose thread this is; in a story's thread the one whose number begins the words."""
    root = await tx.posts.at(event.place, event.thread)
    if root is not None and root.kind is PostKind.CLAIM:
        return root.claim, event.text
    number = _NUMBERED.match(event.text)
    if number is None:
        return None, event.text
    claims = await _in_thread(tx, event.place, event)
    story, claim = number.groups()
    for found, names in claims:
        if (int(story) if story else names[0], int(claim)) == names:
            return found.id, event.text[number.end() :] or event.text
    return None, event.text


async def _in_thread(tx: Tx, place: PlaceId, event: ThreadSpoken) -> list[tuple[Claim, tuple[int, int]]]:
    """The claims whose messages stand in this thread, with story and number."""
    posts = await tx.posts.under(place, [event.thread])
    card = await tx.posts.at(place, event.thread)
    here = [post.claim for post in posts if post.kind is PostKind.CLAIM and post.claim is not None]
    if card is not None and card.story is not None:
        claims = [claim.id for _, claim in await tx.claims.of_stories([card.story])]
        roots = await tx.posts.of_claims(claims)
        here += [claim for claim, root in roots.items() if str(root.thread) == card.key]
    known, places = await tx.claims.many(here), await tx.claims.appearances(here)
    stories = await tx.stories.many(list({place.story for place in places}))
    return [
        (known[one.claim], (number, one.number))
        for one in places
        if one.claim in known and (number := stories[one.story].number) is not None
    ]
