"""Puts rows and rules together for showing: stories and claims, a few queries whatever their number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.errors import NotThere
from bot.model.ballot import Ballot
from bot.model.claim import Appearance, Claim
from bot.model.ids import ClaimId, PlaceId, StoryId
from bot.model.page import Strip, count
from bot.model.story import Story, Tip
from bot.model.view import ClaimView, StoryView
from bot.ports import Tx
from bot.rules import tally


async def claim_views(tx: Tx, pairs: Sequence[tuple[Appearance, Claim]]) -> list[ClaimView]:
    """Each claim as it stands in the story of its appearance, in the order given."""
    ids = [claim.id for _, claim in pairs]
    earlier = [claim.seen_before for _, claim in pairs if claim.seen_before]
    everywhere = await tx.claims.appearances([*ids, *earlier])
    stories = await tx.stories.many(list({appearance.story for appearance in everywhere}))
    acts = await _acts(tx, ids)
    decisions = await tx.ballots.decisions(ids)
    roots = await tx.posts.of_claims(ids)
    tips = await _tips(tx, list(stories))
    places: dict[ClaimId, list[Appearance]] = defaultdict(list)
    for appearance in everywhere:
        places[appearance.claim].append(appearance)
    views = []
    for appearance, claim in pairs:
        votes = tally.standing(acts[claim.id])
        here = stories[appearance.story]
        decision = decisions.get(claim.id)
        root = roots.get(claim.id)
        views.append(
            ClaimView(
                claim=claim,
                appearance=appearance,
                story=here,
                state=tally.state(votes, decision),
                standing=votes,
                decision=decision,
                outlets=_other_outlets(here, [stories[place.story] for place in places[claim.id]]),
                root=root.key if root else None,
                earlier=_label(places[claim.seen_before], stories) if claim.seen_before else None,
                pasted_by=frozenset(tip.person for place in places[claim.id] for tip in tips[place.story]),
            )
        )
    return views


async def views_of(tx: Tx, ids: Sequence[ClaimId]) -> list[ClaimView]:
    """Each claim in the first story that brought it, in the order given; what is gone is left out."""
    found = await tx.claims.many(ids)
    first: dict[ClaimId, Appearance] = {}
    for appearance in await tx.claims.appearances(ids):
        first.setdefault(appearance.claim, appearance)
    return await claim_views(tx, [(first[claim], found[claim]) for claim in ids if claim in first])


async def claim_view(tx: Tx, claim: ClaimId) -> ClaimView:
    """The claim in the first story that brought it; raises NotThere."""
    for view in await views_of(tx, [claim]):
        return view
    raise NotThere("This claim is not on the desk.")


async def claim_on(tx: Tx, claim: ClaimId, place: PlaceId) -> ClaimView:
    """The same, of this very desk; ids that a platform sends are not trusted."""
    view = await claim_view(tx, claim)
    if view.claim.place != place:
        raise NotThere("This claim is not on this desk.")
    return view


async def story_views(tx: Tx, stories: Sequence[Story]) -> list[StoryView]:
    """Each story with all its claims, in the order given."""
    ids = [story.id for story in stories]
    views = await claim_views(tx, await tx.claims.of_stories(ids))
    tips = await _tips(tx, ids)
    same = await tx.stories.many([story.same_as for story in stories if story.same_as])
    by_story: dict[StoryId, list[ClaimView]] = defaultdict(list)
    for view in views:
        by_story[view.story.id].append(view)
    return [
        StoryView(
            story=story,
            strip=_strip(by_story[story.id]),
            claims=tuple(by_story[story.id]),
            tips=tuple(tips[story.id]),
            same_as=same.get(story.same_as) if story.same_as else None,
        )
        for story in stories
    ]


async def story_view(tx: Tx, story: StoryId) -> StoryView:
    """One story with all its claims."""
    found = await tx.stories.get(story)
    if found is None:
        raise NotThere("This story is not on the desk.")
    (view,) = await story_views(tx, [found])
    return view


async def _acts(tx: Tx, claims: Sequence[ClaimId]) -> dict[ClaimId, list[Ballot]]:
    acts: dict[ClaimId, list[Ballot]] = defaultdict(list)
    for ballot in await tx.ballots.of(claims):
        acts[ballot.claim].append(ballot)
    return acts


async def _tips(tx: Tx, stories: Sequence[StoryId]) -> dict[StoryId, list[Tip]]:
    tips: dict[StoryId, list[Tip]] = defaultdict(list)
    for tip in await tx.stories.tips(stories):
        tips[tip.story].append(tip)
    return tips


def _strip(views: Sequence[ClaimView]) -> Strip:
    return count((view.claim.source, view.claim.direct_quote) for view in views)


def _other_outlets(here: Story, stories: Sequence[Story]) -> tuple[str, ...]:
    own = here.article.outlet if here.article else ""
    names = (story.article.outlet for story in stories if story.article is not None)
    return tuple(dict.fromkeys(name for name in names if name != own))


def _label(places: Sequence[Appearance], stories: Mapping[StoryId, Story]) -> str | None:
    return f"{stories[places[0].story].number}.{places[0].number}" if places else None
