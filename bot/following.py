"""What follows from an act: decisions, what the thread is told, who is told that something changed.

Everything is found by comparing a claim before and after the act, so that no way of changing it can forget
anybody: a ballot, a late ballot, an undo and a reopening all end here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import owe, recalling
from bot.model.ballot import Question
from bot.model.decision import Decision, DecisionKind
from bot.model.ids import PersonId, new_id
from bot.model.post import PostKind
from bot.model.recall import News, NewsKind
from bot.model.status import Standing
from bot.model.text import quoted
from bot.model.view import ClaimView
from bot.recalling import QUOTED, Turn
from bot.rules.brief import DISPUTED, brief

_Key = tuple[DecisionKind, Question | None]


async def follow(turn: Turn) -> None:
    """Writes down what is decided now, and owes what people have to hear."""
    held = {(one.kind, one.question): one for one in turn.before.decisions if one.until is None}
    wanted = {(one.kind, one.question): one for one in _decisions(turn)}
    ended = [one for key, one in held.items() if not _same(one, wanted.get(key))]
    fresh = [one for key, one in wanted.items() if not _same(one, held.get(key))]
    for one in ended:
        await turn.tx.decisions.end(one.id, at=turn.now, why=turn.reason)
    for one in fresh:
        await turn.tx.decisions.add(one)
    await recalling.ask(turn, ended)
    if turn.after.dismissed and not turn.before.dismissed:
        await recalling.dismissed(turn)
    await _settled(turn, fresh, held)
    await _disputed(turn, fresh)
    await _owner(turn)
    if turn.after.status.wording != turn.before.status.wording:
        await _reword(turn)


def _decisions(turn: Turn) -> list[Decision]:
    """What holds now, as the rows that lists read."""
    status = turn.after.status
    empty = Decision(
        id="",
        claim=turn.after.claim.id,
        place=turn.after.claim.place,
        kind=DecisionKind.DISMISSED,
        at=turn.now,
    )
    made: list[Decision] = []
    if (call := status.dismissed) is not None:
        made.append(replace(empty, at=call.at, names=(call.name,)))
    for standing in status.standings:
        made += _of(standing, replace(empty, question=standing.question, wording=_wording(turn)))
    return [replace(one, id=new_id(turn.now)) for one in made]


def _of(standing: Standing, empty: Decision) -> list[Decision]:
    if (verdict := standing.verdict) is not None:
        return [
            replace(
                empty,
                kind=DecisionKind.VERDICT,
                at=verdict.at,
                rating=verdict.rating,
                names=tuple(signer.name for signer in verdict.signers),
                chief=verdict.chief,
                reason=verdict.reason,
            )
        ]
    if (since := standing.disputed_since) is not None:
        return [replace(empty, kind=DecisionKind.DISPUTED, at=since)]
    return []


def _wording(turn: Turn) -> str | None:
    wording = turn.after.status.wording
    return wording.id if wording else None


def _same(one: Decision, other: Decision | None) -> bool:
    """Whether it is the same decision still: a verdict does not become another one by a late signature."""
    return other is not None and (one.kind, one.question, one.rating, one.chief, one.wording) == (
        other.kind,
        other.question,
        other.rating,
        other.chief,
        other.wording,
    )


async def _settled(turn: Turn, fresh: Sequence[Decision], held: Mapping[_Key, Decision]) -> None:
    """The thread hears of a verdict once; who uses the claim hears in one message with the others."""
    for one in fresh:
        if one.kind is not DecisionKind.VERDICT or one.question is None:
            continue
        await owe.thread_line(
            turn.tx, f"verdict:{one.id}", turn.after.claim, _verdict(turn.after, one), at=turn.now
        )
        for recall in turn.after.recalls:
            if (recall.question, recall.old) == (one.question, one.rating):
                await recalling.restored(turn, recall)
        changed = (DecisionKind.VERDICT, one.question) in held
        told = {} if changed else recalling.users(turn.after, one.question)
        await _news(turn, told, NewsKind.SETTLED)


def _verdict(view: ClaimView, one: Decision) -> str:
    asked = f"{one.question.words} " if view.status.said and one.question else ""
    rating = view.desk.call(one.rating) if one.rating else ""
    signed = ", ".join(one.names) + (", chief" if one.chief else "")
    reason = f" {one.reason}" if one.reason else ""
    return f"{asked}Verdict: {rating}, signed by {signed}.{reason}"


async def _news(turn: Turn, people: Sequence[PersonId] | Mapping[PersonId, object], kind: NewsKind) -> None:
    for person in sorted(set(people) - {turn.actor}):
        await turn.tx.news.add(
            News(
                id=new_id(turn.now),
                person=person,
                place=turn.after.claim.place,
                claim=turn.after.claim.id,
                kind=kind,
                at=turn.now,
            )
        )


async def _disputed(turn: Turn, fresh: Sequence[Decision]) -> None:
    for one in fresh:
        standing = turn.after.status.asked(one.question) if one.question else None
        if one.kind is DecisionKind.DISPUTED and standing is not None:
            text = brief(turn.after.status, standing, turn.after.desk)
            await owe.thread_line(
                turn.tx, f"{DISPUTED}{one.id}", turn.after.claim, text, at=turn.now, kind=PostKind.BRIEF
            )


async def _owner(turn: Turn) -> None:
    """Who pasted or uses a claim hears who took it; who gets it or loses it by another's act hears so."""
    before, after = turn.before.status.owner, turn.after.status.owner
    was = before.owner if before else None
    has = after.owner if after else None
    if was == has:
        return
    label, text = turn.after.label, quoted(turn.after.claim.text, QUOTED)
    if has is not None and after is not None:
        if was is not None and was != turn.actor:
            words = f"{turn.event.person.name} handed {label} from you to {after.owner_name}. {text}"
            await _whisper(turn, "moved", was, words)
        if has != turn.actor:
            words = f"{turn.event.person.name} handed {label} over to you: {text}"
            await _whisper(turn, "handed", has, words)
        others = {*turn.after.pasted_by, *(use.person for use in turn.after.status.uses)} - {has}
        await _news(turn, sorted(others), NewsKind.TAKEN)
    elif was is not None and was != turn.actor:
        reason = f": {turn.why.rstrip('.')}" if turn.why else ""
        settled = turn.before.dismissed or any(one.verdict for one in turn.before.status.standings)
        did = "opened it again" if settled else "released it"
        words = f"{label} is not with you any more; {turn.event.person.name} {did}{reason}. {text}"
        await _whisper(turn, "released", was, words)


async def _whisper(turn: Turn, key: str, person: PersonId, words: str) -> None:
    claim = turn.after.claim
    await owe.tell(
        turn.tx, f"{key}:{turn.event.id}:{person}", person, claim.place, words, at=turn.now, claim=claim.id
    )


async def _reword(turn: Turn) -> None:
    """A claim is found by its rewording too."""
    claim, wording = turn.after.claim, turn.after.status.wording
    found_by = [claim.text, claim.speaker or "", wording.text if wording else ""]
    await turn.tx.claims.index({claim.id: " ".join(found_by)})
