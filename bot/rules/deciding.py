"""From acts to how a claim stands. Every act counts at its own time, whenever it arrived.

Between two acts that turn the page (dismissed, reopened, reworded, asked) the ballots of one instant count
together, so that nothing depends on which of them arrived first.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.model.act import (
    Act,
    Call,
    CallKind,
    Deed,
    Evidence,
    Ownership,
    Recount,
    Rewording,
    Snooze,
    Undo,
    Use,
)
from bot.model.ballot import Ballot, Question, Rating, Via
from bot.model.ids import PersonId
from bot.model.status import Standing, Status, Verdict
from bot.rules import tally

FEWEST = 2


def decide(ballots: Iterable[Ballot], acts: Iterable[Act]) -> Status:
    """How a claim stands after all of these; what was undone is left out."""
    acts, ballots = list(acts), list(ballots)
    undone = {act.act for act in acts if isinstance(act, Undo)}
    deeds: list[Deed] = [*ballots, *(act for act in acts if not isinstance(act, Undo))]
    kept = sorted((deed for deed in deeds if deed.id not in undone), key=lambda deed: (deed.at, deed.id))
    claim = _Claim()
    for moment in _moments(kept):
        claim.live(moment)
    # An undone act and its undoing are signs of life too.
    acted = sorted([*ballots, *acts], key=lambda deed: deed.at)
    return claim.status(touched={deed.person: deed.at for deed in acted if not isinstance(deed, Recount)})


def _moments(deeds: Sequence[Deed]) -> Iterator[list[Deed]]:
    """Runs of one instant, in an order that does not depend on arrival; what turns the page stands alone."""
    run: list[Deed] = []
    for deed in deeds:
        if run and (deed.at != run[0].at or _turns(deed) or _turns(run[-1])):
            yield sorted(run, key=_in_a_moment)
            run = []
        run.append(deed)
    if run:
        yield sorted(run, key=_in_a_moment)


def _turns(deed: Deed) -> bool:
    return isinstance(deed, Call | Rewording)


def _in_a_moment(deed: Deed) -> tuple[bool, tuple[str | bool, ...]]:
    """Ballots first, by what they say; the rest in the order of arrival."""
    if isinstance(deed, Ballot):
        return (False, tally.content(deed))
    return (True, (deed.id,))


@dataclass
class _Asked:
    """One question while its acts are lived through."""

    question: Question
    votes: dict[PersonId, Ballot] = field(default_factory=dict)
    verdict: Verdict | None = None
    disputed_since: datetime | None = None
    agreed: Rating | None = None
    needs: int = 2

    def clear(self) -> bool:
        """Nobody has voted; says whether a verdict went with it."""
        had = self.verdict is not None
        self.votes, self.verdict, self.disputed_since, self.agreed = {}, None, None, None
        return had

    def recount(self, again: Recount) -> None:
        """A signature counts while its person is an editor, for as many as the desk asks for."""
        held = self.votes.get(again.person)
        if self.verdict is None and held is not None:
            self.votes[again.person] = replace(held, signs=held.signs and again.signs, needs=again.needs)

    def take(self, ballot: Ballot) -> None:
        """One ballot. Once the verdict stands, only a reason for the same rating is added."""
        if self.verdict is not None:
            held = self.votes.get(ballot.person)
            same = held is not None and not ballot.withdrawn and held.rating is ballot.rating
            if held is not None and same and ballot.reason:
                self._explain(held, ballot)
            return
        rules = ballot.rules and ballot.reason and not ballot.withdrawn
        disputed = self.disputed_since is not None
        tally.take(self.votes, ballot)
        if rules and disputed:
            self.verdict = Verdict(self.question, ballot.rating, ballot.at, (ballot,), chief=True)
            self.disputed_since = None

    def _explain(self, held: Ballot, ballot: Ballot) -> None:
        assert self.verdict is not None
        explained = replace(held, reason=ballot.reason)
        self.votes[ballot.person] = explained
        signers = tuple(explained if signer is held else signer for signer in self.verdict.signers)
        self.verdict = replace(self.verdict, signers=signers)

    def weigh(self, at: datetime, *, evidence: bool) -> None:
        """What the ballots come to at this moment."""
        if self.verdict is not None:
            return
        signed = sorted((vote for vote in self.votes.values() if vote.signs), key=lambda v: (v.at, v.name))
        ratings = {vote.rating for vote in signed}
        self.agreed = None
        if signed:
            newest = max(vote.at for vote in signed)
            self.needs = max(FEWEST, *(vote.needs for vote in signed if vote.at == newest))
        if len(ratings) != 1:
            self.disputed_since = (self.disputed_since or at) if ratings else None
            return
        self.disputed_since = None
        (rating,) = ratings
        if len(signed) < self.needs:
            return
        self.agreed = rating
        if evidence or any(vote.reason for vote in self.votes.values() if vote.rating is rating):
            self.verdict = Verdict(self.question, rating, at, tuple(signed))

    def standing(self) -> Standing:
        return Standing(
            question=self.question,
            votes=dict(self.votes),
            verdict=self.verdict,
            disputed_since=self.disputed_since,
            agreed=self.agreed,
            needs=self.needs,
        )


@dataclass
class _Claim:
    """One claim while its acts are lived through."""

    so: _Asked = field(default_factory=lambda: _Asked(Question.SO))
    said: _Asked | None = None
    dismissed: Call | None = None
    reopened: Call | None = None
    owner: Ownership | None = None
    wordings: list[Rewording] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    uses: dict[tuple[PersonId, str], Use] = field(default_factory=dict)
    snoozed_until: datetime | None = None

    def live(self, moment: Sequence[Deed]) -> None:
        """The acts of one moment, then what they come to."""
        for deed in moment:
            self._one(deed)
        if self.dismissed is None:
            evidence = any(not one.removed for one in self.evidence.values())
            for asked in self._questions():
                asked.weigh(moment[0].at, evidence=evidence)

    def _questions(self) -> list[_Asked]:
        return [self.so] if self.said is None else [self.so, self.said]

    def _one(self, deed: Deed) -> None:
        match deed:
            case Ballot():
                asked = self.said if deed.question is Question.SAID else self.so
                if asked is not None and self.dismissed is None:
                    asked.take(deed)
            case Call():
                _CALLS[deed.kind](self, deed)
            case Rewording():
                self.wordings.append(deed)
                self._clear(self._questions())
            case Ownership():
                self.owner = deed if deed.owner else None
            case Evidence():
                if deed.evidence == deed.id or deed.evidence in self.evidence:
                    self.evidence[deed.evidence] = deed
            case Recount():
                for asked in self._questions():
                    asked.recount(deed)
            case Use():
                self.uses[deed.person, deed.slug.casefold()] = deed
            case Snooze():
                self.snoozed_until = deed.until

    def dismiss(self, call: Call) -> None:
        if self.dismissed is None and not any(asked.verdict for asked in self._questions()):
            self.dismissed = call

    def restore(self, call: Call) -> None:
        # A reaction that is taken away takes away only what it did.
        held = self.dismissed
        if call.via is Via.BUTTON or (held and (held.person, held.via) == (call.person, call.via)):
            self.dismissed = None

    def reopen(self, call: Call) -> None:
        # Whatever stood there: a vote from before it, that is undone or arrives later, revives no other.
        self.dismissed = None
        self._clear([asked for asked in self._questions() if call.question in (None, asked.question)])
        self.owner = None
        self.reopened = call

    def ask_said(self, call: Call) -> None:
        self.said = self.said or _Asked(Question.SAID)

    def _clear(self, questions: Iterable[_Asked]) -> None:
        for asked in questions:
            if asked.clear():
                # A verdict ended its owner's work: open again means that nobody has it.
                self.owner = None

    def status(self, *, touched: dict[PersonId, datetime]) -> Status:
        evidence = sorted(self.evidence.values(), key=lambda one: one.evidence)
        return Status(
            so=self.so.standing(),
            said=self.said.standing() if self.said else None,
            dismissed=self.dismissed,
            reopened=self.reopened,
            owner=self.owner,
            wordings=tuple(self.wordings),
            evidence=tuple(one for one in evidence if not one.removed),
            removed=tuple(one for one in evidence if one.removed),
            uses=tuple(use for use in self.uses.values() if not use.step.ends),
            touched_at=max(touched.values(), default=None),
            touched=touched,
            snoozed_until=self.snoozed_until,
        )


_CALLS: dict[CallKind, Callable[[_Claim, Call], None]] = {
    CallKind.DISMISSED: _Claim.dismiss,
    CallKind.RESTORED: _Claim.restore,
    CallKind.REOPENED: _Claim.reopen,
    CallKind.SAID_ASKED: _Claim.ask_said,
}
