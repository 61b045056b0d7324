"""How an editor votes in Slack: by button and by reaction, and what comes of it."""

import pytest

from bot.model.ballot import Rating, Via
from tests.adapters.slack.floor import STALE, Floor
from tests.support.slack import CHAN, EDDA, EDITORS, ELIAS, GUEST, ROSA, STRANGER, choices, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
STANDS = 16


async def test_a_click_votes_and_is_confirmed_in_private_with_a_way_back(floor: Floor) -> None:
    stand = await floor.stand()
    clicked = await floor.person(EDDA).click("False", stand.root.ts)
    assert clicked.acked
    line = await stand.told(EDDA, "You signed: False.")
    assert choices(line) == ["Undo", "Add a reason"]
    await stand.shows("1 of 2: False (edda)")
    assert all(one.user == EDDA for one in stand.of(EDDA))
    await floor.person(EDDA).click("Undo", line)
    await floor.until(lambda: "You signed" not in shown(line))
    assert choices(line) == []
    assert await stand.state() == "Open"
    await stand.shows("Open · ")


async def test_the_same_button_again_takes_the_vote_back_and_another_changes_it(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    await edda.click("False", stand.root.ts)
    await edda.click("True", stand.root.ts)
    assert await stand.state() == "1 of 2: True (edda)"
    await edda.click("True", stand.root.ts)
    assert await stand.state() == "Open"
    await stand.told(EDDA, "Your vote True is taken back.")
    await edda.click("True", stand.root.ts)
    assert await stand.state() == "1 of 2: True (edda)"


@pytest.mark.parametrize("emoji", ["x", "x::skin-tone-4"])
async def test_a_reaction_votes_in_silence_and_its_removal_takes_the_vote_back(
    floor: Floor, emoji: str
) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    edda.react(stand.root.ts, emoji, author=False)
    (vote,) = (await stand.claim()).status.so.votes.values()
    assert (vote.rating, vote.via) == (Rating.FALSE, Via.REACTION)
    await stand.shows("1 of 2: False (edda)")
    edda.unreact(stand.root.ts, emoji)
    assert await stand.state() == "Open"
    await floor.quiet()
    assert [shown(one) for one in stand.of(EDDA) if "Hello" not in shown(one)] == []


async def test_other_reactions_and_reactions_on_other_messages_are_ignored_in_silence(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    for emoji in ("tada", "heavy_check_mark", "eyes", "thumbsup::skin-tone-2"):
        edda.react(stand.root.ts, emoji)
    edda.react(stand.paste, "x")
    edda.react(floor.slack.thread(stand.paste)[0].ts, "x")
    assert await stand.state() == "Open"
    await floor.quiet()
    assert stand.of(EDDA) == []


async def test_no_entry_dismisses_for_whoever_pasted_it_and_comes_back_with_the_reaction(
    floor: Floor,
) -> None:
    stand, rosa = await floor.stand(), floor.person(ROSA)
    rosa.react(stand.root.ts, "no_entry_sign")
    assert await stand.state() == "Not a claim"
    await stand.shows("Not a claim · 1.1 · by rosa")
    rosa.unreact(stand.root.ts, "no_entry_sign")
    assert await stand.state() == "Open"


@pytest.mark.parametrize("who", [GUEST, STRANGER])
async def test_guests_and_strangers_are_told_privately_that_their_vote_does_not_count(
    floor: Floor, who: str
) -> None:
    stand = await floor.stand()
    floor.person(who).react(stand.root.ts, "x")
    await stand.told(who, "Only members of this newsroom take part; guests can read.")
    await floor.person(who).click("True", stand.root.ts)
    await floor.until(lambda: len(stand.of(who)) == 2)
    assert await stand.state() == "Open"
    assert (await stand.claim()).status.so.votes == {}


async def test_what_a_bot_does_is_no_vote(floor: Floor) -> None:
    stand = await floor.stand()
    floor.slack.team.users[EDDA].bot = True
    try:
        floor.desk.wait(STALE)
        floor.person(EDDA).react(stand.root.ts, "x")
        assert await stand.state() == "Open"
        await floor.quiet()
        assert stand.of(EDDA) == []
    finally:
        floor.slack.team.users[EDDA].bot = False
        floor.desk.wait(STALE)


async def test_a_desk_that_votes_blind_shows_the_spread_only_to_who_has_voted(floor: Floor) -> None:
    stand = await floor.stand()
    await floor.ask(CHAN, "settings blind:on", stand.channel)
    await floor.person(EDDA).click("False", stand.root.ts)
    await stand.told(EDDA, "You signed: False. So far: 1 false.")
    await stand.shows("1 vote in")
    floor.person(ELIAS).react(stand.root.ts, "white_check_mark")
    await stand.told(ELIAS, "This desk votes blind: reactions are no votes here, the buttons are.")
    assert list((await stand.claim()).status.so.votes) == [EDDA]


async def test_a_reason_makes_the_verdict_which_is_told_by_edit_and_one_message(floor: Floor) -> None:
    stand, edda, elias = await floor.stand(), floor.person(EDDA), floor.person(ELIAS)
    elias.react(stand.root.ts, "x")
    await edda.click("False", stand.root.ts)
    await stand.shows("Agreed: False, source missing")
    line = await stand.told(EDDA, "You signed: False.")
    await edda.click("Add a reason", line)
    assert "Add a reason" in shown(edda.modal)
    await edda.submit({"Reason": "The budget says 9 million."})
    await stand.told(EDDA, "Your reason is added. The verdict stands.")
    await stand.shows("Verdict: False (")
    assert edda.modals == []
    await floor.quiet()
    assert len(floor.slack.thread(stand.root.ts)) <= 1
    view = await stand.claim()
    assert view.state in ("Verdict: False (edda, elias)", "Verdict: False (elias, edda)")
    assert "The budget says 9 million." in str(view.status.so.votes)


async def test_after_the_verdict_another_vote_asks_in_private_whether_to_reopen(floor: Floor) -> None:
    stand, edda, elias = await floor.stand(), floor.person(EDDA), floor.person(ELIAS)
    await edda.click("False", stand.root.ts)
    await edda.click("Add a reason", await stand.told(EDDA, "You signed"))
    await edda.submit({"Reason": "Nine."})
    elias.react(stand.root.ts, "x")
    assert (await stand.state()).startswith("Verdict: False")
    elias.react(stand.root.ts, "white_check_mark")
    asked = await stand.told(ELIAS, "Do you want to reopen it? That needs a reason.")
    assert (await stand.state()).startswith("Verdict: False")
    await elias.click("Reopen", asked)
    await elias.submit({"Reason": "The budget was corrected."})
    await stand.told(ELIAS, "It is open again.")
    assert await stand.state() == "Open"
    await stand.shows("Open · 1.1")


async def test_editors_who_differ_are_told_in_the_thread_and_a_chief_rules_with_a_reason(
    floor: Floor,
) -> None:
    stand, chan = await floor.stand(), floor.person(CHAN)
    await floor.person(EDDA).click("False", stand.root.ts)
    await floor.person(ELIAS).click("True", stand.root.ts)
    await stand.shows("Disputed")
    brief = await floor.until(lambda: floor.slack.thread(stand.root.ts)[0])
    assert "edda" in shown(brief)
    assert "elias" in shown(brief)
    clicked = await chan.click("False", stand.root.ts)
    assert clicked.acked
    assert "Rule: False" in shown(chan.modal)
    assert await stand.state() == "Disputed", "nothing has happened yet"
    await chan.submit({"Reason": "The invoice says nine."})
    await stand.told(CHAN, "You ruled: False. The verdict stands.")
    await stand.shows("Verdict: False (chan, chief)")


async def test_members_of_a_user_group_are_the_editors_once_it_is_named(floor: Floor) -> None:
    stand = await floor.stand()
    said = await floor.ask(CHAN, f"settings editors:<!subteam^{EDITORS}|@editors>", stand.channel)
    assert "editors:@editors" in said
    await floor.person(ROSA).click("False", stand.root.ts)
    await stand.told(ROSA, "You voted: False.")
    assert await stand.state() == "Leaning false (1)"
    await floor.person(EDDA).click("False", stand.root.ts)
    await stand.told(EDDA, "You signed: False.")
    assert await stand.state() == "1 of 2: False (edda)"
