"""Puts rows and rules together for showing: stories and claims, a few queries whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bot.errors import NotThere
from bot.model.act import Act, Use
from bot.model.ballot import Ballot
from bot.model.claim import Appearance, Claim
from bot.model.decision import Decision
from bot.model.desk import Desk
from bot.model.due import Due
from bot.model.ids import ClaimId, PlaceId, StoryId
from bot.model.page import Strip, count
from bot.model.recall import Recall
from bot.model.status import Status
from bot.model.story import Story, Tip
from bot.model.view import ClaimView, StoryView
from bot.ports import Tx
from bot.rules import deciding, ladder, wording
from bot.rules.calendar_of import calendar, clock


async def claim_views(
    tx: Tx, pairs: Sequence[tuple[Appearance, Claim]], *, known: Sequence[Appearance] | None = None
) -> list[ClaimView]:
    """Each claim as it stands in the story of its appearance, in the order given.

    `known` are all appearances of these claims, where they have been looked up already.
    """
    ids = [claim.id for _, claim in pairs]
    earlier = [claim.seen_before for _, claim in pairs if claim.seen_before]
    everywhere = [*(known or []), *await tx.claims.appearances(earlier if known else [*ids, *earlier])]
    stories = await tx.stories.many(list({appearance.story for appearance in everywhere}))
    told = await _told(tx, ids)
    desks = {place: await tx.desks.get(place) for place in {claim.place for _, claim in pairs}}
    roots = await tx.posts.of_claims(ids)
    tips = await _tips(tx, list(stories))
    places: dict[ClaimId, list[Appearance]] = defaultdict(list)
    for appearance in everywhere:
        places[appearance.claim].append(appearance)
    views = []
    for appearance, claim in pairs:
        here = stories[appearance.story]
        status = told.status(claim.id)
        root = roots.get(claim.id)
        views.append(
            ClaimView(
                claim=claim,
                appearance=appearance,
                story=here,
                desk=desks[claim.place],
                status=status,
                state=wording.state(status, desks[claim.place]),
                decisions=tuple(told.decisions[claim.id]),
                recalls=tuple(told.recalls[claim.id]),
                outlets=_other_outlets(here, [stories[place.story] for place in places[claim.id]]),
                root=root.key if root else None,
                stands=root.ref if root else None,
                earlier=_label(places[claim.seen_before], stories) if claim.seen_before else None,
                pasted_by=frozenset(tip.person for place in places[claim.id] for tip in tips[place.story]),
                due=_due([stories[place.story] for place in places[claim.id]], status, desks[claim.place]),
                stories=tuple(stories[place.story] for place in places[claim.id]),
            )
        )
    return views


@dataclass(frozen=True, slots=True)
class _Told:
    """What people did with some claims, and what followed."""

    ballots: Mapping[ClaimId, Sequence[Ballot]]
    acts: Mapping[ClaimId, Sequence[Act]]
    decisions: Mapping[ClaimId, Sequence[Decision]]
    recalls: Mapping[ClaimId, Sequence[Recall]]

    def status(self, claim: ClaimId) -> Status:
        return deciding.decide(self.ballots[claim], self.acts[claim])


async def _told(tx: Tx, claims: Sequence[ClaimId]) -> _Told:
    acts = await tx.acts.of(claims)
    # Only a claim that somebody uses is ever recalled.
    used = list({act.claim for act in acts if isinstance(act, Use)})
    return _Told(
        ballots=_by_claim(await tx.ballots.of(claims)),
        acts=_by_claim(acts),
        decisions=_by_claim(await tx.decisions.of(claims)),
        recalls=_by_claim(await tx.recalls.open_of(used) if used else []),
    )


class _OfClaim(Protocol):
    @property
    def claim(self) -> ClaimId: ...


C = TypeVar("C", bound=_OfClaim)


def _by_claim(items: Iterable[C]) -> dict[ClaimId, list[C]]:
    out: dict[ClaimId, list[C]] = defaultdict(list)
    for item in items:
        out[item.claim].append(item)
    return out


async def again(tx: Tx, view: ClaimView) -> ClaimView:
    """A claim after an act in this very transaction: only what an act can change is read anew."""
    claim = view.claim.id
    acts, ballots = await tx.acts.of([claim]), await tx.ballots.of([claim])
    status = deciding.decide(ballots, acts)
    used = any(isinstance(act, Use) for act in acts)
    root = None if view.root is not None else (await tx.posts.of_claims([claim])).get(claim)
    return replace(
        view,
        status=status,
        state=wording.state(status, view.desk),
        recalls=tuple(await tx.recalls.open_of([claim])) if used else (),
        root=root.key if root else view.root,
        stands=root.ref if root else view.stands,
        due=_due(view.stories, status, view.desk),
    )


async def status_of(tx: Tx, claim: ClaimId) -> Status:
    """How a claim stands, and nothing else of it."""
    return deciding.decide(await tx.ballots.of([claim]), await tx.acts.of([claim]))


async def views_of(tx: Tx, ids: Sequence[ClaimId]) -> list[ClaimView]:
    """Each claim in the first story that brought it, in the order given; what is gone is left out."""
    found = await tx.claims.many(ids)
    first: dict[ClaimId, Appearance] = {}
    known = await tx.claims.appearances(ids)
    for appearance in known:
        first.setdefault(appearance.claim, appearance)
    pairs = [(first[claim], found[claim]) for claim in ids if claim in first]
    return await claim_views(tx, pairs, known=known)


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
            due=_of_story(story, by_story[story.id]),
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


async def _tips(tx: Tx, stories: Sequence[StoryId]) -> dict[StoryId, list[Tip]]:
    tips: dict[StoryId, list[Tip]] = defaultdict(list)
    for tip in await tx.stories.tips(stories):
        tips[tip.story].append(tip)
    return tips


def _due(stories: Sequence[Story], status: Status, desk: Desk) -> Due | None:
    """The earliest of a claim's stories; where it has none ahead, the press time after the last use began.

    When somebody begins to use it, the press times of those before have gone by or are the same.
    """
    by_hand = ladder.earliest(_by_hand(story) for story in stories)
    since = max((use.at for use in status.uses), default=None)
    if since is None or (by_hand is not None and by_hand.at > since):
        return by_hand
    return ladder.press([clock(one) for one in desk.press], since, calendar(desk)) or by_hand


def _by_hand(story: Story) -> Due | None:
    if story.due_at is None or story.due_since is None:
        return None
    return Due(story.due_at, story.due_since)


def _of_story(story: Story, claims: Sequence[ClaimView]) -> Due | None:
    """As somebody set it; once that has gone by, or without it, the latest of its claims that are in use."""
    by_hand = _by_hand(story)
    in_use = [claim for claim in claims if claim.status.uses]
    since = max((use.at for claim in in_use for use in claim.status.uses), default=None)
    if since is None or (by_hand is not None and by_hand.at > since):
        return by_hand
    dues = [claim.due for claim in in_use if claim.due is not None]
    return max(dues, key=lambda due: due.at, default=by_hand)


def _strip(views: Sequence[ClaimView]) -> Strip:
    return count((view.claim.source, view.claim.direct_quote) for view in views)


def _other_outlets(here: Story, stories: Sequence[Story]) -> tuple[str, ...]:
    own = here.article.outlet if here.article else ""
    names = (story.article.outlet for story in stories if story.article is not None)
    return tuple(dict.fromkeys(name for name in names if name != own))


def _label(places: Sequence[Appearance], stories: Mapping[StoryId, Story]) -> str | None:
    return f"{stories[places[0].story].number}.{places[0].number}" if places else None
