"""What people do with claims over HTTP: each request is one event, each answer a sentence for who did it."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.web import deeds
from adapters.web.deeds import Sent
from adapters.web.events import Malformed
from adapters.web.people import PEOPLE
from bot.events import BallotCast, BallotWithdrawn
from bot.model.ballot import Question, Rating, Via
from tests.adapters.web.running import running, with_story
from tests.support.room import Room

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
ROSA = PEOPLE[0]


def sent(**form: object) -> Sent:
    """What the page sends about the claim c1."""
    return Sent({"id": "abcdef12-3456", **form}, {"claim": "c1"}, ROSA, NOW)


def test_a_ballot_is_taken_back_by_the_way_it_was_cast() -> None:
    event = deeds.ballot(sent(rating="misleading", act="withdraw", via="reaction"))
    assert isinstance(event, BallotWithdrawn)
    assert (event.id, event.claim, event.person, event.at) == ("web:abcdef12-3456", "c1", ROSA, NOW)
    assert (event.rating, event.via, event.question) == (Rating.MISLEADING, Via.REACTION, Question.SO)


def test_a_ballot_says_which_wording_its_person_saw_and_none_where_the_page_does_not_tell() -> None:
    cast: dict[str, object] = {"rating": "true", "act": "cast", "question": "said", "reason": "on tape"}
    event = deeds.ballot(sent(**cast))
    assert isinstance(event, BallotCast)
    assert (event.question, event.reason, event.wording) == (Question.SAID, "on tape", None)
    for wording in ("", "w1"):
        event = deeds.ballot(sent(**cast, wording=wording))
        assert isinstance(event, BallotCast)
        assert event.wording == wording


@pytest.mark.parametrize(
    "form",
    [
        {"rating": "maybe", "act": "cast"},
        {"rating": ["true"], "act": "cast"},
        {"rating": "true", "act": "shout"},
        {"rating": "true"},
        {"rating": "true", "act": "cast", "via": "telepathy"},
        {"rating": "true", "act": "cast", "question": "why"},
        {"rating": "true", "act": "cast", "wording": 7},
        {"rating": "true", "act": "cast", "reason": {}},
    ],
)
def test_an_odd_ballot_is_refused(form: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        deeds.ballot(sent(**form))


def test_a_reaction_taken_away_reopens_all_without_a_reason() -> None:
    event = deeds.reopening(sent(via="reaction"))
    assert (event.via, event.reason, event.question) == (Via.REACTION, "", None)
    assert deeds.reopening(sent(reason="new", question="said")).question is Question.SAID


def test_a_use_is_changed_in_one_piece_or_in_all_and_undo_is_of_one_act_or_the_newest() -> None:
    assert deeds.use_changed(sent(step="cut", slug="")).slug == ""
    assert deeds.use_changed(sent(step="cut")).slug is None
    assert deeds.undone(sent(act="act-1")).act == "act-1"
    assert deeds.undone(sent(act="")).act is None


def test_a_reply_is_kept_here_under_the_id_of_its_act() -> None:
    event = deeds.reply(sent(text="called, 14:10"))
    assert (event.message, event.text, event.kept_here) == ("web:abcdef12-3456", "called, 14:10", True)


async def test_each_act_on_a_claim_is_done_and_answered_to_who_did_it(room: Room) -> None:
    acts = [
        ("rosa", "take", {}, "You took it."),
        ("rosa", "hand-over", {"to": "edda"}, "Edda Lind has it now, and is told so."),
        ("edda", "release", {}, "It is released."),
        ("rosa", "evidence", {"text": "called, 14:10", "stance": "refutes"}, "Your note is evidence now."),
        ("rosa", "evidence/{0}/mark", {"stance": "context"}, "Noted: it is context."),
        ("rosa", "use", {"slug": "tunnel"}, "You use 1.1 in “tunnel”. It stands at: Open. You will hear"),
        ("edda", "said", {}, "Both questions are open now, each with its own votes."),
        ("rosa", "use/change", {"step": "attributed", "slug": "tunnel"}, "Noted: attributed."),
        ("rosa", "undo", {}, "Undone: “attributed”."),
        ("edda", "reword", {"text": "Over budget by 340"}, "The wording stands beside the sentence."),
        ("edda", "ballot", {"rating": "false", "act": "cast", "reason": "the audit"}, "You signed: False."),
        ("elias", "ballot", {"rating": "false", "act": "cast"}, "You signed: False. The verdict stands."),
        ("elias", "reopen", {"reason": "a new audit"}, "It is open again."),
        ("rosa", "recalls/{1}", {"answer": "not affected"}, "Noted: not affected."),
        ("edda", "evidence/{0}/remove", {}, "It is taken away; the claim shows that it was there."),
        ("edda", "dismiss", {}, "You called it not a claim."),
    ]
    async with running(room) as desk:
        await with_story(desk)
        claim = (await desk.claims())[0]
        for who, path, form, says in acts:
            room.wait(timedelta(seconds=1))
            view = await room.claim(claim)
            here = [*(one.evidence for one in view.status.evidence), *(one.id for one in view.recalls)]
            answer = await desk.post(f"/claims/{claim}/{path.format(*here)}", **{"as": who}, **form)
            assert answer.status == 200, (path, answer.text)
            assert answer.json["only_you"].startswith(says), path


async def test_an_act_that_is_refused_is_answered_with_a_sentence_and_nothing_is_changed(room: Room) -> None:
    tries: list[tuple[str, dict[str, object], int, str]] = [
        ("hand-over", {"to": "nobody"}, 403, "only to a person who works on this desk"),
        ("hand-over", {}, 400, "The page sent no to with that."),
        ("evidence", {"text": "http://localhost/minutes"}, 422, "private network"),
        ("evidence", {"text": "x", "stance": "doubts"}, 400, "no stance that this desk knows"),
        ("evidence/none/mark", {"stance": "refutes"}, 404, "not there any more"),
        ("reword", {"text": "x" * 10_000}, 403, "at most 2,000 characters"),
        ("use/change", {"step": "cut"}, 403, "in no piece"),
        ("use/change", {"step": "burnt"}, 400, "no step that this desk knows"),
        ("recalls/none", {"answer": "fixed"}, 404, "no such question"),
        ("recalls/none", {"answer": "restored"}, 403, "Fixed or Not affected"),
        ("undo", {"act": "none"}, 404, "nothing of that kind"),
        ("ballot", {"rating": "maybe", "act": "cast"}, 400, "no rating that this desk knows"),
        ("ballot", {"rating": "true", "act": "cast", "reason": "x" * 10_000}, 403, "at most 2,000"),
        ("ballot", {"rating": "true", "act": "cast", "question": "said"}, 404, "Nobody has asked"),
        ("ballot", {"rating": "true", "act": "cast", "wording": "old"}, 403, "wording was changed"),
        ("reopen", {"reason": "new"}, 403, "open already"),
    ]
    async with running(room) as desk:
        await with_story(desk)
        claim = (await desk.claims())[0]
        before = await room.claim(claim)
        for path, form, status, says in tries:
            answer = await desk.post(f"/claims/{claim}/{path}", **{"as": "edda"}, **form)
            assert (answer.status, says in answer.json["error"]) == (status, True), (path, answer.text)
        assert await room.claim(claim) == before
