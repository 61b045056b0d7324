"""The digest: what changed, what is at risk, what waits. Twelve lines at most, no pings, often silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import owe, views
from bot.model.desk import Desk
from bot.model.gate import Level
from bot.model.ids import ClaimId, PlaceId, WorkspaceId
from bot.model.text import quoted
from bot.model.view import ClaimView
from bot.ports import Ledger, Tx
from bot.rules import digest_time, gating, ladder, when
from bot.rules.calendar_of import calendar, clock
from bot.rules.gating import InUse

MOST_LINES = 12
EACH = 3
LOOKED_AT = 300
QUOTED = 70
STUCK = timedelta(days=7)
AHEAD = timedelta(hours=24)
# A desk's first digest has no other before it.
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Digest:
    """Its lines, each with the claim that it is about; `quiet`: nothing changed and nothing falls due."""

    lines: tuple[str, ...]
    claims: tuple[ClaimId | None, ...]
    quiet: bool

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)


Line = tuple[str, ClaimId | None]


async def ring(workspace: WorkspaceId, place: PlaceId, *, ledger: Ledger, now: datetime) -> None:
    """The digest time of a desk has come: sends what there is to say, and sets the next time."""
    async with ledger.begin(workspace) as tx:
        desk = await tx.desks.get(place)
        times = await tx.desks.digests(place)
        if times.next_at is None or times.next_at > now:
            return
        turn = digest_time.turn(
            times.next_at, now=now, clock=clock(desk.digest, what="digest"), calendar=calendar(desk)
        )
        sent_at = times.sent_at
        local = calendar(desk).day_of
        if turn.send and (sent_at is None or local(sent_at) != local(now)):
            since = sent_at or now - A_WEEK
            digest = await compose(tx, desk, since=since, now=now, late=turn.late)
            if not digest.quiet:
                key = f"digest:{place}:{calendar(desk).day_of(now).isoformat()}"
                about = [claim or "" for claim in digest.claims]
                await owe.notice(tx, key, place, digest.text, at=now, about=about)
            sent_at = now
        await tx.desks.schedule(place, next_at=turn.next_at, sent_at=sent_at)


async def all_of(workspace: WorkspaceId, *, ledger: Ledger, now: datetime) -> list[str]:
    """The digest of each desk of a workspace as it would be now."""
    async with ledger.look(workspace) as tx:
        return [await so_far(tx, desk, now=now) for desk in await tx.desks.all()]


async def so_far(tx: Tx, desk: Desk, *, now: datetime) -> str:
    """What has come together since the last digest."""
    sent_at = (await tx.desks.digests(desk.place)).sent_at
    return (await compose(tx, desk, since=sent_at or now - A_WEEK, now=now)).text


async def expect(tx: Tx, place: PlaceId, *, now: datetime) -> None:
    """A desk that has something to sum up gets its first digest time."""
    times = await tx.desks.digests(place)
    if times.next_at is None:
        await schedule(tx, await tx.desks.get(place), now=now)


async def schedule(tx: Tx, desk: Desk, *, now: datetime) -> None:
    """The next digest of a desk by its settings, after they changed too."""
    times = await tx.desks.digests(desk.place)
    if times.next_at is not None and times.next_at <= now:
        # Its time has come and it was not sent yet: the sweep is on its way.
        return
    await tx.desks.schedule(desk.place, next_at=_next(desk, now), sent_at=times.sent_at)


def _next(desk: Desk, now: datetime) -> datetime:
    return digest_time.next_after(now, clock(desk.digest, what="digest"), calendar(desk))


async def compose(tx: Tx, desk: Desk, *, since: datetime, now: datetime, late: bool = False) -> Digest:
    """What the desk's morning list says, for what happened since then."""
    decided = await tx.decisions.since(desk.place, since)
    roots = await tx.posts.roots(desk.place, limit=LOOKED_AT, unsettled=True)
    unsettled = [root.claim for root in roots if root.claim is not None]
    wanted = dict.fromkeys([one.claim for one in decided] + unsettled)
    found = {view.claim.id: view for view in await views.views_of(tx, list(wanted))}
    changed = [found[claim] for claim in dict.fromkeys(one.claim for one in decided) if claim in found]
    waiting = [found[claim] for claim in unsettled if claim in found]
    until = max(_next(desk, now), now + AHEAD)
    at_risk = [view for view in waiting if _at_risk(view, now, until=until)]
    local = now.astimezone(calendar(desk).zone)
    head = f"Digest · {local:%A} {local.day} {local:%B}{' (late)' if late else ''}"
    lines: list[Line] = [
        (head, None),
        *_part("Changed", changed, now),
        *_waiting(waiting, at_risk, now, local),
    ]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], ("and more: /claims open", None)]
    if len(lines) == 1:
        lines.append(("Nothing has changed and nothing waits.", None))
    return Digest(
        lines=tuple(text for text, _ in lines),
        claims=tuple(claim for _, claim in lines),
        quiet=not changed and not at_risk,
    )


def _waiting(
    waiting: Sequence[ClaimView], at_risk: Sequence[ClaimView], now: datetime, local: datetime
) -> list[Line]:
    """What is in play, each claim under the first head that fits it; of offers only how many there are."""
    in_play = [view for view in waiting if view.status.in_play]
    stuck = [view for view in in_play if local.weekday() == 0 and now - view.claim.created_at > STUCK]
    parts = (
        ("At risk", at_risk),
        ("Disputed", [view for view in in_play if any(one.disputed for one in view.status.standings)]),
        ("Waiting for a signature", [view for view in in_play if _half_signed(view)]),
        ("Taken and silent", [view for view in in_play if _silent(view, now)]),
        ("Stuck for a week", stuck),
    )
    lines: list[Line] = []
    said: set[ClaimId] = set()
    for name, views_in in parts:
        fresh = [view for view in views_in if view.claim.id not in said]
        said |= {view.claim.id for view in fresh}
        lines += _part(name, fresh, now)
    untouched = len([view for view in waiting if not view.status.in_play and not view.dismissed])
    if untouched:
        lines.append((f"{untouched} {'claim' if untouched == 1 else 'claims'} not picked up.", None))
    return lines


def _part(name: str, found: Sequence[ClaimView], now: datetime) -> list[Line]:
    lines: list[Line] = [
        (
            f"{name}: {view.label} {view.state}{_due(view, now)} · {quoted(view.claim.text, QUOTED)}",
            view.claim.id,
        )
        for view in found[:EACH]
    ]
    if len(found) > EACH:
        lines.append((f"{name}: and {len(found) - EACH} more", None))
    return lines


def _due(view: ClaimView, now: datetime) -> str:
    if view.due is None or view.status.settled:
        return ""
    zone = calendar(view.desk).zone
    return f", due {when.say(view.due.at, zone, now=now)}"


def _at_risk(view: ClaimView, now: datetime, *, until: datetime) -> bool:
    """It is due within a day, and a piece that uses it could not run as things are; or nobody uses it yet."""
    if view.due is None or not now <= view.due.at <= until or view.status.settled:
        return False
    uses = view.status.uses
    return not uses or gating.gate([InUse(view, uses)]).level in (Level.RED, Level.AMBER)


def _half_signed(view: ClaimView) -> bool:
    return any(one.signatures and not one.verdict and not one.disputed for one in view.status.standings)


def _silent(view: ClaimView, now: datetime) -> bool:
    owner = view.status.owner
    if owner is None or view.status.touched_at is None:
        return False
    return calendar(view.desk).later(view.status.touched_at, ladder.UNTOUCHED) <= now
