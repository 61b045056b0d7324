"""What a thread is told when editors differ: each side, and what is missing."""

from bot.model.act import Evidence, Stance
from bot.model.ballot import Ballot, Rating
from bot.model.desk import Desk
from bot.model.post import Post
from bot.model.status import Standing, Status
from bot.model.text import quoted
from bot.model.view import ClaimView

DISPUTED = "disputed:"

_SIDES = {Stance.SUPPORTS: (Rating.TRUE,), Stance.REFUTES: (Rating.FALSE, Rating.MISLEADING)}


def brief_now(post: Post, view: ClaimView) -> str:
    """What a brief's message says while its question is disputed; after that, what it said at first."""
    for one in view.decisions:
        if f"{DISPUTED}{one.id}" == post.key and one.until is None and one.question is not None:
            standing = view.status.asked(one.question)
            if standing is not None and standing.disputed:
                return brief(view.status, standing, view.desk)
    return post.text or ""


def brief(status: Status, standing: Standing, desk: Desk) -> str:
    """Each side's rating, reasons and evidence, and how it ends. Numbers of votes are not in it."""
    signed = standing.signatures
    ratings = [rating for rating in Rating if any(vote.rating is rating for vote in signed)]
    lines = [f"Disputed: {standing.question.words} Editors have signed different ratings."]
    missing: list[str] = []
    for rating in ratings:
        side = [vote for vote in signed if vote.rating is rating]
        evidence = [one for one in status.evidence if rating in _SIDES.get(one.stance, ())]
        lines.append(
            f"{desk.call(rating)} ({', '.join(vote.name for vote in side)}): {_holds(side, evidence)}."
        )
        if not evidence:
            missing.append(f"evidence for {desk.call(rating)}")
        missing += [f"a reason from {vote.name}" for vote in side if not vote.reason]
    context = [_shown(one) for one in status.evidence if one.stance is Stance.CONTEXT]
    if context:
        lines.append(f"Context: {'; '.join(context)}.")
    if missing:
        lines.append(f"Missing: {', '.join(missing)}.")
    lines.append("It ends when one side changes its mind, or a chief rules with a reason.")
    return "\n".join(lines)


def _holds(side: list[Ballot], evidence: list[Evidence]) -> str:
    held = [quoted(vote.reason.rstrip(".")) for vote in side if vote.reason] + [
        _shown(one) for one in evidence
    ]
    return "; ".join(held) or "no reason or evidence yet"


def _shown(one: Evidence) -> str:
    return one.link or quoted(one.note or "")
