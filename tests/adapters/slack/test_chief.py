"""What a desk chief does in Slack: the home, the settings, the commands, and what a private channel keeps."""

import pytest

from tests.adapters.slack.floor import STALE, Floor
from tests.support.slack import BOT_USER, CHAN, EDDA, EDITORS, ELIAS, ROSA, choices, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
STANDS = 5
BEHIND_THE_DOOR = (ROSA, CHAN, BOT_USER)


async def home(floor: Floor, who: str) -> str:
    """What this person finds on opening the app."""
    calls = len(floor.slack.calls("views.publish", user_id=who))
    floor.person(who).open_home()
    await floor.until(lambda: len(floor.slack.calls("views.publish", user_id=who)) > calls)
    view = await floor.until(lambda: floor.slack.home(who))
    assert view is not None
    return shown(view)


async def open_settings(floor: Floor, channel: str, who: str = CHAN) -> None:
    """Presses Settings beside this desk in the home."""
    await home(floor, who)
    view = floor.slack.home(who)
    assert view is not None
    (block,) = [one for one in view.body["blocks"] if one.get("block_id") == f"desk:{channel}"]
    only = type(view)(**{**vars(view), "body": view.body | {"blocks": [block]}})
    await floor.person(who).click_in_view("Settings", only)
    await floor.until(lambda: floor.person(who).modals)


async def test_the_home_shows_what_needs_one_what_is_at_risk_what_is_disputed_and_the_desks(
    floor: Floor,
) -> None:
    disputed, used = await floor.stand(), await floor.stand()
    await floor.person(EDDA).click("False", disputed.root.ts)
    await floor.person(ELIAS).click("True", disputed.root.ts)
    await floor.person(ROSA).click("Use", used.root.ts)
    await floor.person(ROSA).submit({"Piece": "risky"})
    await floor.heard()
    words = await home(floor, CHAN)
    needs, at_risk, differ, desks = (
        words.split(head)[-1] for head in ("Needs you", "At risk", "Disputed", "Desks")
    )
    assert "wants your vote" in needs
    assert "used by rosa" in at_risk.partition("Disputed")[0]
    number = disputed.link.rpartition("-")[2]
    assert f"The bridge cost {number} million" in differ.partition("Desks")[0]
    name = floor.slack.team.channels[disputed.channel].name
    assert f"#{name} · links are taken by themselves · you lead it" in desks
    assert "you lead it" not in await home(floor, EDDA)
    view = floor.slack.home(EDDA)
    assert view is not None
    assert "Settings" not in choices(view)


async def test_a_private_channel_is_in_the_home_of_its_members_only(floor: Floor) -> None:
    secret = floor.place(BEHIND_THE_DOOR, private=True, name="hush")
    floor.begin(secret, "The secret tower is 77 metres high.")
    await floor.until(lambda: floor.roots(secret))
    await floor.person(CHAN).click("True", floor.roots(secret)[0].ts)
    await floor.person(ROSA).click("False", floor.roots(secret)[0].ts)
    await floor.heard()
    assert "The secret tower is 77" in await home(floor, CHAN)
    outside = await home(floor, EDDA)
    assert "hush" not in outside
    assert "secret tower" not in outside


@pytest.mark.parametrize("words", ["search secret bridge", "mine", "show 1.1", "open", "disputed", "gate x"])
async def test_what_stands_in_a_private_channel_is_not_shown_outside(floor: Floor, words: str) -> None:
    if not floor.slack.team.channels.get("G0HUSH"):
        floor.place(BEHIND_THE_DOOR, private=True, name="hush-2", id="G0HUSH")
        floor.begin("G0HUSH", "The secret bridge is 77 metres high.")
        await floor.until(lambda: floor.roots("G0HUSH"))
        floor.slack.team.channels["G0HUSH"].members.append(EDDA)
        root = floor.roots("G0HUSH")[0].ts
        await floor.person(EDDA).click("Take", root)
        await floor.heard()
        floor.slack.team.channels["G0HUSH"].members.remove(EDDA)
        floor.desk.wait(STALE)
    outside = floor.place()
    assert "secret bridge" not in await floor.ask(EDDA, words, outside)
    if words == "search secret bridge":
        assert "The secret bridge is 77 metres high." in await floor.ask(CHAN, words, outside)


async def test_settings_are_changed_in_a_dialog_from_the_home(floor: Floor) -> None:
    stand, chan = await floor.stand(), floor.person(CHAN)
    await open_settings(floor, stand.channel)
    sent = await chan.submit({"signoffs": "3", "press": "17:45"})
    assert sent.acked
    assert chan.modals == []
    said = await floor.ask(EDDA, "settings", stand.channel)
    assert "signoffs:3" in said
    assert "press:17:45" in said


async def test_what_the_settings_do_not_take_is_said_in_the_dialog(floor: Floor) -> None:
    stand, chan = await floor.stand(), floor.person(CHAN)
    await open_settings(floor, stand.channel)
    sent = await chan.submit({"press": "25:99"})
    assert sent.answer["response_action"] == "errors"
    assert list(sent.answer["errors"]) == ["press"]
    assert len(chan.modals) == 1
    await chan.submit({"press": "17:45"})
    assert chan.modals == []


async def test_people_and_groups_are_chosen_as_editors_in_the_dialog(floor: Floor) -> None:
    stand, chan = await floor.stand(), floor.person(CHAN)
    await open_settings(floor, stand.channel)
    await chan.submit({"Editors: groups": "@editors", "Editors: people": [CHAN]})
    said = await floor.ask(EDDA, "settings", stand.channel)
    assert "editors:@editors, chan" in said
    await open_settings(floor, stand.channel)
    assert "@editors" in str(chan.modal.body)
    assert EDITORS not in shown(chan.modal)
    await chan.submit({"signoffs": "4"})
    assert "editors:@editors, chan" in await floor.ask(EDDA, "settings", stand.channel)


async def test_a_private_feed_of_an_open_desk_has_to_be_confirmed(floor: Floor) -> None:
    secret, chan = floor.place(BEHIND_THE_DOOR, private=True, name="source"), floor.person(CHAN)
    open_desk = floor.place(name="square")
    floor.begin(secret)
    await floor.until(lambda: floor.roots(secret))
    await open_settings(floor, secret)
    sent = await chan.submit({"desk": open_desk})
    assert "This channel is private" in str(sent.answer["errors"])
    assert "here" in await floor.ask(CHAN, "settings", secret)
    await chan.submit({"desk": open_desk, "confirmed": ["confirmed"]})
    assert chan.modals == []
    assert "desk:#square" in await floor.ask(CHAN, "settings", secret)
    fed = floor.begin(secret)
    await floor.until(lambda: floor.roots(open_desk))
    await floor.until(lambda: len(floor.slack.thread(fed.paste)) == 1)


async def test_only_chiefs_change_settings_whoever_opens_the_dialog(floor: Floor) -> None:
    channel = floor.place()
    assert "Only a chief can change the desk's settings." in await floor.ask(
        ROSA, "settings blind:on", channel
    )
    assert "blind:off" in await floor.ask(ROSA, "settings", channel)
    await floor.ask(CHAN, "settings chiefs:elias", channel)
    await open_settings(floor, channel, ELIAS)
    await floor.ask(ELIAS, "settings chiefs:edda", channel)
    sent = await floor.person(ELIAS).submit({"signoffs": "3"})
    assert "Only a chief" in str(sent.answer["errors"])
    await floor.person(ELIAS).close()


async def test_every_command_answers_in_private(floor: Floor) -> None:
    stand = await floor.stand()
    edda = floor.person(EDDA)
    await edda.click("Take", stand.root.ts)
    await stand.told(EDDA, "You took it.")
    number = stand.link.rpartition("-")[2]
    sentence = f"The bridge cost {number} million euros"
    for words, part in {
        "": "/claims check URL",
        "help": "/claims search WORDS",
        "open": sentence,
        "mine": sentence,
        "vote": sentence,
        "disputed": "Nothing is disputed on this desk.",
        f"search bridge {number}": sentence,
        "show": "Story 1: Council spends",
        "show 1.1": sentence,
        "show 9": "There is no story 9",
        "history 1.1": "edda took it",
        "gate": "nothing to judge",
        "use 1.1 slug-one": "You use 1.1 in “slug-one”.",
        "gate slug-one": "red",
        "due 1 23:59": "23:59",
        "digest": "",
        "recalls": "You have no answer to give.",
        "settings": "signoffs:2",
        "dance": "There is no command “dance”",
    }.items():
        assert part in await floor.ask(EDDA, words, stand.channel), words
    assert {one.user for one in floor.slack.world.ephemerals if one.channel == stand.channel} == {EDDA}
    assert len(floor.roots(stand.channel)) == 1


async def test_help_fits_a_screen(floor: Floor) -> None:
    said = await floor.ask(CHAN, "help", floor.place())
    assert len(said.splitlines()) <= 20


async def test_set_due_is_a_dialog_on_the_card(floor: Floor) -> None:
    stand, chan = await floor.stand(), floor.person(CHAN)
    card = floor.slack.thread(stand.paste)[0]
    await chan.click("Set due", card.ts)
    sent = await chan.submit({"Due": "when pigs fly"})
    assert "when" in sent.answer["errors"]
    await chan.submit({"Due": "in 3h"})
    view = await stand.claim()
    assert view.due is not None
    await floor.until(lambda: "Due" in shown(card).splitlines()[0])
