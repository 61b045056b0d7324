"""One of everything that people do with a claim and that follows from it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.model.act import Ownership, Snooze, Spoke, Use, UseStep
from bot.model.ballot import Ballot, Question, Rating, Via
from bot.model.decision import Decision, DecisionKind
from bot.model.desk import Desk
from bot.model.gate import Level, Snapshot
from bot.model.ids import ClaimId, PostKey, StoryId
from bot.model.post import Entry, Post, PostKind
from bot.model.recall import News, NewsKind, Recall
from bot.model.reminder import Reminder, Rung
from bot.ports import Tx
from tests.support.hours import NOON
from tests.support.room import DESK, ROSA


async def one_of_everything(tx: Tx, claim: ClaimId, *, key: str) -> None:
    """Written down with this id, past the rules."""
    (appearance,) = await tx.claims.appearances([claim])
    await tx.desks.save(Desk(DESK, signoffs=3, zone="Asia/Kathmandu", press=("18:00",)))
    await tx.desks.schedule(DESK, next_at=NOON + timedelta(hours=20), sent_at=NOON)
    await tx.claims.index({claim: f"{key} alone"})
    await tx.ballots.add(a_ballot(key, claim))
    await tx.acts.add(a_use(key, claim))
    await tx.acts.add(Ownership(**_head(f"{key} too", claim), owner=ROSA.id))
    await tx.acts.add(Snooze(**_head(f"{key} snoozed", claim), until=NOON + timedelta(hours=1)))
    await tx.acts.add(Spoke(**_head(f"{key} spoke", claim)))
    await tx.decisions.add(a_decision(key, claim))
    await tx.decisions.add(a_verdict(f"{key} too", claim))
    await tx.recalls.add(a_recall(key, claim))
    await tx.news.add(a_news(key, claim))
    await tx.snapshots.add(a_snapshot(key, story=appearance.story, red=(claim,)))
    await tx.reminders.plan([a_reminder(key, claim)], claim=claim)
    await tx.posts.owe(a_notice(key, claim))
    await tx.posts.owe(replace(a_notice(key, claim), key=PostKey(f"refused:{key}"), kind=PostKind.LINE))
    await tx.posts.refused(PostKey(f"refused:{key}"), why="The channel is archived.")
    await tx.history.add(Entry(key, NOON, ROSA.id, ROSA.name, "voted", claim=claim))


def _head(key: str, claim: ClaimId) -> dict[str, Any]:
    return {"id": key, "claim": claim, "person": ROSA.id, "name": ROSA.name, "at": NOON}


def a_ballot(key: str, claim: ClaimId) -> Ballot:
    return Ballot(**_head(key, claim), question=Question.SO, rating=Rating.TRUE, via=Via.BUTTON)


def a_use(key: str, claim: ClaimId) -> Use:
    return Use(**_head(key, claim), step=UseStep.USED, slug="bridge")


def a_decision(key: str, claim: ClaimId) -> Decision:
    return Decision(key, claim, DESK, DecisionKind.DISPUTED, NOON, question=Question.SO)


def a_verdict(key: str, claim: ClaimId) -> Decision:
    """On "was it said?", so that the claim is not settled."""
    kind = DecisionKind.VERDICT
    return Decision(key, claim, DESK, kind, NOON, question=Question.SAID, rating=Rating.TRUE)


def a_recall(key: str, claim: ClaimId) -> Recall:
    more: dict[str, Any] = {"question": Question.SO, "old": Rating.TRUE, "new": "Open", "why": "new data"}
    return Recall(**_head(key, claim), place=DESK, slugs=("bridge",), **more)


def a_news(key: str, claim: ClaimId) -> News:
    return News(key, ROSA.id, DESK, claim, NewsKind.SETTLED, NOON)


def a_snapshot(key: str, *, story: StoryId | None = None, red: tuple[ClaimId, ...] = ()) -> Snapshot:
    return Snapshot(key, DESK, ROSA.id, ROSA.name, NOON, Level.RED, ("Red.",), story=story, red=red)


def a_reminder(key: str, claim: ClaimId) -> Reminder:
    due_at = NOON + timedelta(hours=4)
    return Reminder(key, DESK, Rung.OWNER, NOON, claim=claim, due_at=due_at)


def a_notice(key: str, claim: ClaimId) -> Post:
    about = (claim, "")
    return Post(PostKey(f"notice:{key}"), DESK, PostKind.NOTICE, NOON, text="Due.", about=about)
