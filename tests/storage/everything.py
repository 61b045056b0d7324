"""One of everything that people do with a claim and that follows from it."""

from typing import Any

from bot.model.act import Ownership, Use, UseStep
from bot.model.ballot import Ballot, Question, Rating, Via
from bot.model.decision import Decision, DecisionKind
from bot.model.desk import Desk
from bot.model.gate import Level, Snapshot
from bot.model.ids import ClaimId
from bot.model.post import Entry
from bot.model.recall import News, NewsKind, Recall
from bot.ports import Tx
from tests.support.hours import NOON
from tests.support.room import DESK, ROSA


async def one_of_everything(tx: Tx, claim: ClaimId, *, key: str) -> None:
    """Written down with this id, past the rules."""
    await tx.desks.save(Desk(DESK, signoffs=3))
    await tx.claims.index(claim, f"{key} alone")
    await tx.ballots.add(a_ballot(key, claim))
    await tx.acts.add(a_use(key, claim))
    await tx.acts.add(Ownership(**_head(f"{key} too", claim), owner=ROSA.id))
    await tx.decisions.add(a_decision(key, claim))
    await tx.recalls.add(a_recall(key, claim))
    await tx.news.add(a_news(key, claim))
    await tx.snapshots.add(a_snapshot(key))
    await tx.history.add(Entry(key, NOON, ROSA.id, ROSA.name, "voted", claim=claim))


def _head(key: str, claim: ClaimId) -> dict[str, Any]:
    return {"id": key, "claim": claim, "person": ROSA.id, "name": ROSA.name, "at": NOON}


def a_ballot(key: str, claim: ClaimId) -> Ballot:
    return Ballot(**_head(key, claim), question=Question.SO, rating=Rating.TRUE, via=Via.BUTTON)


def a_use(key: str, claim: ClaimId) -> Use:
    return Use(**_head(key, claim), step=UseStep.USED, slug="bridge")


def a_decision(key: str, claim: ClaimId) -> Decision:
    return Decision(key, claim, DESK, DecisionKind.DISPUTED, NOON, question=Question.SO)


def a_recall(key: str, claim: ClaimId) -> Recall:
    more: dict[str, Any] = {"question": Question.SO, "old": Rating.TRUE, "new": "Open", "why": "new data"}
    return Recall(**_head(key, claim), place=DESK, slugs=("bridge",), **more)


def a_news(key: str, claim: ClaimId) -> News:
    return News(key, ROSA.id, DESK, claim, NewsKind.SETTLED, NOON)


def a_snapshot(key: str) -> Snapshot:
    return Snapshot(key, DESK, ROSA.id, ROSA.name, NOON, Level.RED, ("Red.",))
