"""What an editor does with a claim in Slack besides voting: evidence, owner, use, wording, questions."""

from datetime import timedelta

import pytest

from bot.model.act import Stance, UseStep
from tests.adapters.slack.floor import Floor
from tests.support.slack import CHAN, EDDA, ELIAS, GUEST, ROSA, choices, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
STANDS = 14


async def test_links_in_the_thread_are_evidence_and_other_words_are_not(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    edda.post("I called the ministry", channel=stand.channel, thread=stand.root.ts)
    edda.post("see https://proof.test/a and <this>", channel=stand.channel, thread=stand.root.ts)
    assert [one.link for one in (await stand.claim()).status.evidence] == ["https://proof.test/a"]
    await stand.shows("proof.test")
    assert floor.slack.reactions(floor.slack.thread(stand.root.ts)[-1].ts) == {}, "it is no tip"
    assert "https://proof.test/a" not in floor.desk.pages.asked


async def test_a_guests_link_is_no_evidence_and_they_are_told(floor: Floor) -> None:
    stand = await floor.stand()
    floor.person(GUEST).post("hm", channel=stand.channel, thread=stand.root.ts)
    floor.person(GUEST).post("https://proof.test/b", channel=stand.channel, thread=stand.root.ts)
    await stand.told(GUEST, "guests can read")
    await floor.quiet()
    assert len(stand.of(GUEST)) == 1
    assert (await stand.claim()).status.evidence == ()


async def test_evidence_is_given_in_a_dialog_with_what_it_does(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    await edda.choose("Evidence", stand.root.ts)
    await edda.submit({"Source": "The ministry confirms it by phone.", "stance": "Refutes"})
    await stand.told(EDDA, "")
    (given,) = (await stand.claim()).status.evidence
    assert (given.note, given.stance) == ("The ministry confirms it by phone.", Stance.REFUTES)
    assert edda.modals == []


async def test_a_refusal_is_shown_in_the_dialog_and_nothing_that_was_written_is_lost(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    await edda.choose("Evidence", stand.root.ts)
    sent = await edda.submit({"Source": "http://10.0.0.1/secret"})
    assert sent.answer["response_action"] == "errors"
    assert "private network" in sent.answer["errors"]["source"]
    assert len(edda.modals) == 1
    await edda.close()


async def test_take_hand_over_and_release_move_the_owner(floor: Floor) -> None:
    stand, edda, elias = await floor.stand(), floor.person(EDDA), floor.person(ELIAS)
    await edda.click("Take", stand.root.ts)
    await stand.told(EDDA, "You took it.")
    await stand.shows("Taken by edda")
    assert "Take" not in choices(stand.root)
    await edda.choose("Hand over", stand.root.ts)
    await edda.submit({"To": ELIAS})
    await stand.told(EDDA, "elias has it now, and is told so.")
    await floor.until(lambda: any("edda" in shown(one) for one in floor.slack.dms(ELIAS)))
    await stand.shows("Taken by elias")
    await elias.choose("Release", stand.root.ts)
    await stand.told(ELIAS, "It is released.")
    assert await stand.state() == "Open"


async def test_use_names_a_piece_and_the_private_answer_ends_it(floor: Floor) -> None:
    stand, rosa = await floor.stand(), floor.person(ROSA)
    await rosa.click("Use", stand.root.ts)
    await rosa.submit({"Piece": "bridge-story"})
    line = await stand.told(ROSA, "You use 1.1 in “bridge-story”.")
    assert {"Cut", "Corrected", "Attributed"} <= set(choices(line))
    (use,) = (await stand.claim()).status.uses
    assert (use.slug, use.person) == ("bridge-story", ROSA)
    await rosa.click("Attributed", line)
    await floor.until(lambda: "Noted: attributed." in shown(line))
    view = await stand.claim()
    assert [one.step for one in view.status.uses] == [UseStep.ATTRIBUTED]
    assert view.status.said is not None
    await stand.shows("Said: ")
    await rosa.choose("Cut", stand.root.ts)
    assert (await stand.claim()).status.uses == ()


async def test_a_piece_needs_no_name_and_corrected_ends_the_use(floor: Floor) -> None:
    stand, rosa = await floor.stand(), floor.person(ROSA)
    await rosa.click("Use", stand.root.ts)
    await rosa.submit()
    line = await stand.told(ROSA, "You use 1.1.")
    await rosa.click("Corrected", line)
    await floor.until(lambda: "Noted: corrected." in shown(line))
    assert (await stand.claim()).status.uses == ()


async def test_snooze_offers_three_spans_and_keeps_the_one_that_was_chosen(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    await edda.click("Take", stand.root.ts)
    await stand.shows("Snooze")
    await edda.choose("Snooze", stand.root.ts)
    asked = await stand.told(EDDA, "For how long is nothing to be said of 1.1?")
    assert choices(asked) == ["1 h", "Tomorrow", "Until due"]
    await edda.click("1 h", asked)
    until = (await stand.claim()).status.snoozed_until
    assert until is not None
    assert timedelta(minutes=59) < until - floor.desk.now() <= timedelta(hours=1)
    await floor.until(lambda: "For how long" not in shown(asked))


async def test_was_it_said_gives_two_groups_of_buttons_with_votes_of_their_own(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    await edda.choose("Was it said?", stand.root.ts)
    await stand.shows("Said: ")
    assert choices(stand.root).count("True") == 2
    await edda.click("vote:said:true", stand.root.ts)
    await stand.told(EDDA, "You signed: True.")
    edda.react(stand.root.ts, "question")
    view = await stand.claim()
    assert view.status.said is not None
    assert [str(one.rating) for one in view.status.said.votes.values()] == ["true"]
    assert [str(one.rating) for one in view.status.so.votes.values()] == ["unproven"]
    await stand.shows("Said: ")


async def test_a_rewording_stands_beside_the_sentence_and_an_older_button_is_refused(floor: Floor) -> None:
    stand, edda, elias = await floor.stand(), floor.person(EDDA), floor.person(ELIAS)
    was = [dict(block) for block in stand.root.blocks]
    await edda.choose("Reword", stand.root.ts)
    await edda.submit({"Wording": "The bridge cost more than 10 million euros."})
    await stand.shows("The bridge cost more than 10 million euros.")
    assert "The bridge cost" in shown(stand.root)
    now, stand.root.blocks = stand.root.blocks, was
    await elias.click("False", stand.root.ts)
    stand.root.blocks = now
    await stand.told(ELIAS, "The wording was changed meanwhile: read it again before you vote.")
    assert (await stand.claim()).status.so.votes == {}
    await elias.click("False", stand.root.ts)
    assert await stand.state() == "1 of 2: False (elias)"


async def test_history_and_undo_are_in_the_menu(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    await edda.click("Take", stand.root.ts)
    await stand.shows("Undo")
    await edda.choose("History", stand.root.ts)
    await stand.told(EDDA, "edda took it: Open → Taken by edda")
    await edda.choose("Undo", stand.root.ts)
    assert await stand.state() == "Open"


async def test_who_uses_what_changes_is_asked_directly_and_the_buttons_go_once_answered(floor: Floor) -> None:
    stand, rosa, edda = await floor.stand(), floor.person(ROSA), floor.person(EDDA)
    await rosa.click("Use", stand.root.ts)
    await rosa.submit({"Piece": "recalled"})
    await edda.click("False", stand.root.ts)
    await edda.click("Add a reason", await stand.told(EDDA, "You signed"))
    await edda.submit({"Reason": "Nine."})
    await floor.person(ELIAS).click("False", stand.root.ts)
    assert (await stand.state()).startswith("Verdict: False")
    await stand.shows("Reopen")
    await edda.choose("Reopen", stand.root.ts)
    await edda.submit({"Reason": "The budget was corrected."})
    recall = await floor.until(
        lambda: next(one for one in floor.slack.dms(ROSA) if "recalled" in shown(one) and choices(one))
    )
    assert "it was False" in shown(recall)
    assert "The budget was corrected" in shown(recall)
    assert choices(recall) == ["Fixed", "Not affected"]
    await rosa.click("Fixed", recall.ts)
    await floor.until(lambda: choices(recall) == [])
    assert "it was False" in shown(recall), "what was asked stays readable"
    assert "Noted: fixed." in shown(recall)
    assert (await stand.claim()).status.uses == ()


async def test_news_of_what_one_uses_comes_once_directly_after_two_quiet_minutes(floor: Floor) -> None:
    stand, rosa, edda = await floor.stand(), floor.person(ROSA), floor.person(EDDA)
    await rosa.click("Use", stand.root.ts)
    await rosa.submit({"Piece": "news-piece"})
    await edda.click("False", stand.root.ts)
    await edda.click("Add a reason", await stand.told(EDDA, "You signed"))
    await edda.submit({"Reason": "Nine."})
    await floor.person(ELIAS).click("False", stand.root.ts)
    assert (await stand.state()).startswith("Verdict")

    def news() -> list[str]:
        said = [shown(one) for one in floor.slack.dms(ROSA)]
        return [words for words in said if "Settled, of what you use" in words and "1.1" in words]

    before = len(news())
    await floor.desk.sweep()
    await floor.quiet()
    assert len(news()) == before
    floor.desk.wait(timedelta(minutes=3))
    await floor.desk.sweep()
    await floor.until(lambda: len(news()) == before + 1)
    assert "You may write" in news()[-1] or "Verdict: False" in news()[-1]


async def test_a_guest_cannot_be_handed_a_claim(floor: Floor) -> None:
    stand, chan = await floor.stand(), floor.person(CHAN)
    await chan.click("Take", stand.root.ts)
    await chan.choose("Hand over", stand.root.ts)
    sent = await chan.submit({"To": GUEST})
    assert "only to a person who works on this desk" in sent.answer["errors"]["to"]
    await chan.close()
    assert await stand.state() == "Taken by chan"
