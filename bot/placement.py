"""Puts a story's claims on the desk: which are new, what is owed to people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import digesting, owe, planning, views
from bot.model.claim import Appearance, Claim, identity
from bot.model.desk import Layout
from bot.model.ids import ClaimId, MessageId, PersonId, PlaceId, PostKey, StoryId, new_id
from bot.model.page import FoundClaim, Reading
from bot.model.post import Post, PostKind
from bot.model.story import Story, Tip
from bot.model.text import quoted
from bot.ports import Tx
from bot.rules import placing


async def place(tx: Tx, story: Story, reading: Reading, tips: Sequence[Tip], *, now: datetime) -> None:
    """Writes the claims of a story just read, and owes the card and the threads, or one line."""
    found = {identity(claim): claim for claim in reversed(reading.claims)}
    ranked = list(reversed(found.items()))
    known = await tx.claims.known(story.place, list(found))
    same = {key: claim for key, claim in known.items() if now - claim.created_at < placing.ONE_CLAIM_FOR}
    fresh = [
        _claim(key, claim, story.place, seen_before=known.get(key), now=now)
        for key, claim in ranked
        if key not in same
    ]
    ids = {claim.fingerprint: claim.id for claim in [*same.values(), *fresh]}
    await tx.claims.add(fresh)
    await tx.claims.index({claim.id: f"{claim.text} {claim.speaker or ''}" for claim in fresh})
    repeated = await _repeated(tx, [claim.id for claim in same.values()])
    await tx.claims.appear(
        [
            Appearance(story.id, ids[key], number, claim.paragraph, claim.before)
            for number, (key, claim) in enumerate(ranked, start=1)
        ]
    )
    posted = False
    if not tips:
        # Whoever pasted it has taken it back meanwhile: it is kept, and nobody asked to see it.
        return
    if repeated is not None and placing.repeats([key in same for key in found]):
        await _one_line(tx, story, repeated, tips[0], shared=len(same), total=len(found), now=now)
    else:
        posted = await _card_and_roots(tx, story, fresh, tips[0], now=now)
    for tip in tips[1:]:
        await owe.again(tx, tip, story, at=now)
    if same or story.due_at is not None:
        await planning.plan_story(tx, await views.story_view(tx, story.id))
    elif posted:
        await planning.plan_offers(tx, story, now=now)
    await digesting.expect(tx, story.place, now=now)


def _claim(key: str, found: FoundClaim, place: PlaceId, *, seen_before: Claim | None, now: datetime) -> Claim:
    return Claim(
        id=ClaimId(new_id(now)),
        place=place,
        fingerprint=key,
        text=found.text,
        source=found.source,
        speaker=found.speaker,
        direct_quote=found.direct_quote,
        kind=found.kind,
        reasons=found.reasons,
        notes=found.notes,
        first_check=found.first_check,
        created_at=now,
        seen_before=seen_before.id if seen_before else None,
    )


async def _repeated(tx: Tx, claims: Sequence[ClaimId]) -> Story | None:
    """The story that most of these claims stood in first."""
    first: dict[ClaimId, StoryId] = {}
    for appearance in await tx.claims.appearances(claims):
        first.setdefault(appearance.claim, appearance.story)
    if not first:
        return None
    ((story, _),) = Counter(first.values()).most_common(1)
    return await tx.stories.get(story)


async def _one_line(
    tx: Tx, story: Story, repeated: Story, tip: Tip, *, shared: int, total: int, now: datetime
) -> None:
    rest = f" The rest: /claims show {story.number}." if shared < total else ""
    same = f"Same text as story {repeated.number}, {quoted(repeated.title)}"
    text = f"{same}: the desk has {shared} of its {total} claims.{rest}"
    await tx.stories.save(replace(story, same_as=repeated.id))
    await owe.line(tx, f"same:{story.id}", tip, repeated, text, at=now)


async def _card_and_roots(tx: Tx, story: Story, fresh: Sequence[Claim], tip: Tip, *, now: datetime) -> bool:
    """Whether any claim gets its thread by this."""
    desk = await tx.desks.get(story.place)
    await card(tx, story, tip, now=now)
    recent = await tx.posts.roots_since(story.place, now - placing.WINDOW)
    posted = fresh[: placing.roots(len(fresh), threads=desk.threads, recent=recent)]
    for claim in posted:
        await root(tx, claim, story.id, opened_by=None, now=now)
    return bool(posted)


async def card(tx: Tx, story: Story, tip: Tip, *, now: datetime) -> None:
    """Owes the card of a story, in the thread of whoever pasted it."""
    await owe.post(
        tx,
        Post(
            key=PostKey(f"{owe.CARD}{story.id}"),
            place=tip.place,
            kind=PostKind.CARD,
            owed_at=now,
            thread=tip.message or None,
            story=story.id,
        ),
    )


async def root(tx: Tx, claim: Claim, story: StoryId, *, opened_by: PersonId | None, now: datetime) -> None:
    """Owes a claim its thread on the desk, or its message in the story's own."""
    await owe.post(
        tx,
        Post(
            key=PostKey(f"{owe.ROOT}{claim.id}"),
            place=claim.place,
            kind=PostKind.CLAIM,
            owed_at=now,
            thread=await _thread(tx, claim.place, story),
            story=story,
            claim=claim.id,
            opened_by=opened_by,
        ),
    )


async def _thread(tx: Tx, place: PlaceId, story: StoryId) -> MessageId | None:
    """In layout `story` the thread of the pasted message, or of the card where no message brought it."""
    if (await tx.desks.get(place)).layout is not Layout.STORY:
        return None
    here = [tip for tip in await tx.stories.tips([story]) if tip.place == place]
    if not here:
        # It came from a feed, where its card stands: a thread does not reach from one channel to another.
        return None
    return here[0].message or MessageId(f"{owe.CARD}{story}")


async def bring_back(tx: Tx, story: Story, tip: Tip, *, now: datetime) -> bool:
    """Whether the card of this story had been withdrawn: then it is owed again, with its first claims."""
    if await tx.posts.of_stories([story.id]) or story.same_as is not None:
        return False
    await card(tx, story, tip, now=now)
    desk = await tx.desks.get(story.place)
    claims = [claim for _, claim in await tx.claims.of_stories([story.id])]
    shown = await tx.posts.of_claims([claim.id for claim in claims])
    recent = await tx.posts.roots_since(story.place, now - placing.WINDOW)
    for claim in claims[: placing.roots(len(claims), threads=desk.threads, recent=recent)]:
        if claim.id not in shown:
            await root(tx, claim, story.id, opened_by=None, now=now)
    return True
