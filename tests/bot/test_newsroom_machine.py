"""Random people against the real ledger, and a small model that says what must be."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from bot import events
from bot.model.act import UseStep
from bot.model.ballot import Rating, Via
from bot.model.people import Person
from bot.model.recall import RecallAnswer
from bot.undoing import WINDOW
from tests.support.model import played
from tests.support.room import BOT, CHANDRA, EDDA, ELIAS, GUEST, ROSA, Room
from tests.support.watched import Watched

MEMBERS, EDITORS = (ROSA, EDDA, ELIAS, CHANDRA), (EDDA, ELIAS, CHANDRA)
BY, ANYBODY = st.sampled_from(MEMBERS), st.sampled_from([*MEMBERS, GUEST, BOT])
RATING = st.sampled_from([Rating.FALSE, Rating.FALSE, Rating.TRUE])
REASON = st.sampled_from(["", "we looked"])
# How many acts ago it was done: what arrives late counts by its own time.
AGO = st.sampled_from([0, 0, 0, 1, 2, 4])
PICK = st.integers(0, 9)
OFTEN = st.sampled_from([True, True, False])
# Mostly whoever may, sometimes another.
OTHER = st.sampled_from([None, None, None, *MEMBERS])


class Newsroom(Watched):
    """A reporter, two editors and a chief on one claim; a guest and a bot, who change nothing."""

    @initialize(signed=st.booleans(), used=OFTEN)
    def a_claim_is_posted(self, signed: bool, used: bool) -> None:
        self.room.wait(timedelta(hours=1))
        link = f"https://paper.example.org/news/{self.room.event()}"
        self.room.pages.pages[link] = f"Bridge closes today\nAna Novak: It carries {link[-4:]} cars a day."
        self.run(self.room.paste(link))
        self.run(self.room.settle())
        self.view = self.run(self.room.stories())[-1].claims[0]
        if used:
            self.somebody_uses_it(ROSA)
        if signed:
            self.two_editors_agree(EDDA, ELIAS, Rating.FALSE)

    def _votable(self, at: datetime) -> bool:
        dismissed = self.model.dismissed
        return dismissed is None or at < dismissed

    @rule(by=BY, rating=RATING, reason=REASON, ago=AGO)
    def somebody_votes(self, by: Person, rating: Rating, reason: str, ago: int) -> None:
        # A chief who rules gives a reason; without one her click on a dispute is refused.
        reason = reason or ("I asked" if by is CHANDRA else "")
        may = self._votable(self.when(ago))
        self.act(
            by,
            events.BallotCast,
            "vote",
            rating,
            may=may,
            ago=ago,
            rating=rating,
            reason=reason,
            via=Via.BUTTON,
        )

    @rule(first=st.sampled_from(EDITORS), second=st.sampled_from(EDITORS), rating=RATING)
    def two_editors_agree(self, first: Person, second: Person, rating: Rating) -> None:
        self.somebody_votes(first, rating, "we looked", 0)
        self.somebody_votes(second, rating, "", 0)

    @rule(by=BY, rating=RATING, ago=AGO)
    def somebody_takes_a_vote_back(self, by: Person, rating: Rating, ago: int) -> None:
        may = self._votable(self.when(ago))
        self.act(by, events.BallotWithdrawn, "back", rating, may=may, ago=ago, rating=rating, via=Via.BUTTON)

    @rule(by=BY)
    def somebody_says_not_a_claim(self, by: Person) -> None:
        now = self.model
        may = by in EDITORS or (by is ROSA and not now.votes)
        if now.dismissed is not None:
            self.act(by, events.ClaimDismissed, via=Via.BUTTON)
        else:
            self.act(by, events.ClaimDismissed, "dismiss", may=may and not now.verdict, via=Via.BUTTON)

    @precondition(lambda self: not self.model.open)
    @rule(by=BY)
    def somebody_reopens_it(self, by: Person) -> None:
        now = self.model
        may = by in EDITORS or (now.dismissed is not None and not now.votes)
        self.act(
            by, events.ClaimReopened, "reopen", may=may and not now.open, reason="new figures", via=Via.BUTTON
        )

    @rule(by=BY)
    def somebody_rewords_it(self, by: Person) -> None:
        may, text = by in EDITORS and self.model.dismissed is None, f"wording {self.acts}"
        self.act(by, events.ClaimReworded, "reword", text, may=may, text=text)

    @rule(by=BY)
    def somebody_takes_it(self, by: Person) -> None:
        now = self.model
        if now.open and now.owner is by:
            self.act(by, events.ClaimTaken)
        else:
            self.act(by, events.ClaimTaken, "own", by, may=now.open and now.owner is None)

    @rule(by=BY, to=ANYBODY)
    def somebody_hands_it_over(self, by: Person, to: Person) -> None:
        now = self.model
        may = now.open and to in MEMBERS and (by in EDITORS or now.owner is by)
        what = None if may and now.owner is to else "own"
        self.act(by, events.ClaimHandedOver, what, to, may=may, to=to.id)

    @precondition(lambda self: self.model.owner)
    @rule(by=BY)
    def somebody_releases_it(self, by: Person) -> None:
        self.act(by, events.ClaimReleased, "own", may=by in EDITORS or by is self.model.owner)

    @rule(by=BY)
    def somebody_gives_evidence(self, by: Person) -> None:
        self.act(by, events.EvidenceGiven, "give", may=self.model.dismissed is None, text=f"note {self.acts}")

    @precondition(lambda self: self.model.evidence)
    @rule(by=BY, pick=PICK)
    def somebody_takes_evidence_away(self, by: Person, pick: int) -> None:
        one = sorted(self.model.evidence)[pick % len(self.model.evidence)]
        gave = next(fact.who for fact in self.facts if fact.act == one)
        may = self.model.dismissed is None and (by is gave or by in EDITORS)
        self.act(by, events.EvidenceRemoved, "remove", one, may=may, evidence=one)

    @rule(by=BY)
    def somebody_uses_it(self, by: Person) -> None:
        now = self.model
        what = None if by in now.uses else "use"
        self.act(by, events.ClaimUsed, what, may=now.dismissed is None)

    @precondition(lambda self: self.model.uses)
    @rule(by=BY)
    def somebody_cuts_it(self, by: Person) -> None:
        self.act(by, events.UseChanged, "cut", may=by in self.model.uses, step=UseStep.CUT)

    @precondition(lambda self: self.view.recalls)
    @rule(pick=PICK, fixed=st.booleans(), other=OTHER)
    def somebody_answers_a_recall(self, pick: int, fixed: bool, other: Person | None) -> None:
        one = self.view.recalls[pick % len(self.view.recalls)]
        asked = next(person for person in MEMBERS if person.id == one.person)
        answer = RecallAnswer.FIXED if fixed else RecallAnswer.NOT_AFFECTED
        # What was begun to be used since is not what the recall was about.
        used = self.model.uses.get(asked)
        what = "fixed" if fixed and used is not None and used <= one.at else "kept"
        may = other in (None, asked)
        if may:
            self.recalls -= Counter([(one.person, one.old)])
        by = other or asked
        self.act(by, events.RecallAnswered, what, one, may=may, recall=one.id, answer=answer)

    @precondition(lambda self: any(fact.act for fact in self.facts))
    @rule(pick=PICK, by=OTHER)
    def somebody_undoes_an_act(self, pick: int, by: Person | None) -> None:
        able = [fact for fact in self.facts if fact.act][::-1]
        fact = able[pick % len(able)]
        was, then = self.model, played(one for one in self.facts if one is not fact)
        same = was.verdict is None or (then.verdict is not None and was.verdict[0] is then.verdict[0])
        if same and was.uses and was.verdict and was.decided != then.decided:
            return  # The same rating by a chief's word or for another wording: the rules leave it open.
        turned = fact.what in ("reword", "reopen", "dismiss")
        since = [one for one in self.facts if turned and one.what in ("vote", "back") and one.at > fact.at]
        in_time = self.when() - fact.at <= WINDOW
        may = by in (None, fact.who) and in_time and not since and (same or not was.uses)
        self.act(by or fact.who, events.ActUndone, "undo", fact, may=may, act=fact.act)

    @rule(by=st.sampled_from([GUEST, BOT]), which=st.integers(0, 3))
    def somebody_acts_who_may_not(self, by: Person, which: int) -> None:
        doing = [
            lambda: self.act(by, events.BallotCast, may=False, rating=Rating.TRUE, via=Via.BUTTON),
            lambda: self.act(by, events.ClaimReopened, may=False, reason="seen", via=Via.BUTTON),
            lambda: self.act(by, events.ClaimUsed, may=False),
            lambda: self.act(by, events.ActUndone, may=False),
        ]
        doing[which]()

    @rule()
    def six_minutes_go_by(self) -> None:
        self.room.wait(WINDOW + timedelta(minutes=1))


async def test_random_people_and_the_desk_agree_with_the_model(room: Room, url: str) -> None:
    loop = asyncio.get_running_loop()

    class Here(Newsroom):
        def __init__(self) -> None:
            super().__init__(room, loop)

    examples, steps = (10, 18) if url.startswith("sqlite") else (2, 10)
    # To shrink an example would take minutes; one of eighteen steps is read as it is.
    short = settings(
        max_examples=examples, stateful_step_count=steps, derandomize=True, phases=[Phase.generate]
    )
    await asyncio.to_thread(run_state_machine_as_test, Here, settings=short)
