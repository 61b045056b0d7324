"""Other ways to bring a story: shortcut, command, another channel, another layout; and to take it back."""

import pytest

from tests.adapters.slack.floor import Floor
from tests.support.slack import BOT_USER, CHAN, EDDA, ELIAS, ROSA, choices, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
STANDS = 5
ALL_BUT_THE_BOT = (ROSA, EDDA, ELIAS, CHAN)


async def test_a_deleted_message_takes_its_card_and_the_claims_that_nobody_touched_with_it(
    floor: Floor,
) -> None:
    channel = floor.place()
    stand = floor.begin(channel, "The tower is 90 metres high.", "The bridge is 12 metres wide.")
    await floor.until(lambda: len(floor.roots(channel)) == 2)
    await floor.desk.settle()
    touched, untouched = (root.ts for root in floor.roots(channel))
    await floor.person(EDDA).click("Take", touched)
    floor.person(ROSA).delete(stand.paste)
    await floor.until(lambda: [root.ts for root in floor.roots(channel)] == [touched])
    await floor.desk.settle()
    assert floor.slack.thread(stand.paste) == [], "a tombstone stood there above the card"
    assert "Taken by edda" in shown(floor.slack.message(touched))
    again = floor.person(EDDA).post(f"it is back: {stand.link}", channel=channel)
    await floor.until(lambda: len(floor.slack.thread(again)) == 1)
    assert "Council spends millions" in shown(floor.slack.thread(again)[0])
    await floor.until(lambda: len(floor.roots(channel)) == 2)
    assert untouched not in [root.ts for root in floor.roots(channel)]
    assert "The bridge is 12 metres wide." in shown(floor.roots(channel)[-1])


async def test_a_message_that_is_deleted_while_its_page_is_read_brings_nothing(floor: Floor) -> None:
    floor.reader.gate.clear()
    stand = floor.begin()
    await floor.until(lambda: "eyes" in floor.slack.reactions(stand.paste))
    floor.person(ROSA).delete(stand.paste)
    await floor.heard()
    floor.reader.gate.set()
    await floor.quiet()
    assert floor.slack.messages(stand.channel) == []
    again = floor.person(ROSA).post(stand.link, channel=stand.channel)
    await floor.until(lambda: floor.roots(stand.channel))
    assert len(floor.slack.thread(again)) == 1


async def test_the_shortcut_reads_the_links_of_a_message(floor: Floor) -> None:
    channel, link = floor.place(), floor.page()
    await floor.ask(CHAN, "settings mode:asked", channel)
    ts = floor.person(ROSA).post(f"have you seen {link}?", channel=channel)
    called = await floor.person(EDDA).shortcut("triage", ts)
    assert called.acked
    await floor.until(lambda: len(floor.slack.thread(ts)) == 1)
    await floor.until(lambda: "eyes" in floor.slack.reactions(ts))


async def test_the_shortcut_reads_what_another_app_has_posted(floor: Floor) -> None:
    channel, link = floor.place(), floor.page()
    ts = floor.person(ROSA).post_as_bot("Breaking", channel=channel)
    floor.slack.message(ts).attachments = [{"id": 1, "title": "Bridge", "title_link": link, "text": "12 m"}]
    await floor.quiet()
    assert floor.slack.thread(ts) == [], "an app's post is no tip by itself"
    await floor.person(EDDA).shortcut("triage", ts)
    await floor.until(lambda: len(floor.slack.thread(ts)) == 1)


async def test_the_shortcut_reads_the_words_themselves_where_there_is_no_link(floor: Floor) -> None:
    channel = floor.place()
    ts = floor.person(ROSA).post("Council meets today\nThe bridge cost 99 million euros.", channel=channel)
    await floor.person(EDDA).shortcut("triage", ts)
    await floor.until(lambda: floor.roots(channel))
    assert "The bridge cost 99 million euros." in shown(floor.roots(channel)[0])


async def test_the_command_puts_the_card_at_the_top_level(floor: Floor) -> None:
    channel, link = floor.place(), floor.page()
    said = await floor.ask(ROSA, f"check <{link}|a story>", channel)
    assert said == "Reading it."
    await floor.until(lambda: len(floor.roots(channel)) == 2)
    card, root = floor.roots(channel)
    assert "Council spends millions" in shown(card)
    assert shown(root).startswith("Open · 1.1")


async def test_where_the_bot_is_not_who_asks_is_told_what_to_do_and_gets_it_once_it_is(floor: Floor) -> None:
    channel, link = floor.place(ALL_BUT_THE_BOT), floor.page()
    said = await floor.ask(ELIAS, f"check {link}", channel)
    assert "Reading it" in said
    told = await floor.until(
        lambda: next(one for one in floor.slack.dms(ELIAS) if "/invite @Claimdesk" in shown(one))
    )
    assert "Claimdesk" in shown(told)
    assert floor.slack.messages(channel) == []
    floor.person(ELIAS).invite(channel)
    await floor.until(lambda: any("Council spends" in shown(one) for one in floor.roots(channel)))
    await floor.until(lambda: any("Open · 1.1" in shown(one) for one in floor.roots(channel)))
    welcomes = [one for one in floor.roots(channel) if "This is Claimdesk" in shown(one)]
    assert len(welcomes) == 1


async def test_whoever_invites_the_bot_is_named_in_its_first_words_which_come_once(floor: Floor) -> None:
    channel = floor.place(ALL_BUT_THE_BOT)
    floor.person(EDDA).invite(channel)
    welcome = await floor.until(lambda: floor.roots(channel)[0])
    assert shown(welcome).startswith("edda has added me.")
    assert "People judge" in shown(welcome)
    floor.person(CHAN).kick_bot(channel)
    await floor.desk.settle()
    floor.person(CHAN).invite(channel)
    await floor.quiet()
    assert len(floor.roots(channel)) == 1
    said = await floor.ask(EDDA, "settings signoffs:3", channel)
    assert "Only a chief" in said, "whoever brought it last leads, beside the admins"
    assert "signoffs:3" in await floor.ask(CHAN, "settings signoffs:3", channel)


async def test_somebody_else_who_comes_into_the_channel_is_no_beginning(floor: Floor) -> None:
    channel = floor.place((ROSA, BOT_USER))
    floor.person(EDDA).join(channel)
    await floor.quiet()
    assert floor.slack.messages(channel) == []


async def test_in_layout_story_everything_stands_in_her_thread_and_a_number_says_which_claim(
    floor: Floor,
) -> None:
    channel = floor.place()
    await floor.ask(CHAN, "settings layout:story", channel)
    sentences = ("The tower is 90 metres high.", "The bridge is 12 metres wide.")
    stand = floor.begin(channel, *sentences)
    await floor.until(lambda: len(floor.slack.thread(stand.paste)) == 3)
    await floor.desk.settle()
    assert floor.roots(channel) == []
    _, first, second = floor.slack.thread(stand.paste)
    assert "True" in choices(first)
    assert "The bridge is 12 metres wide." in shown(second)
    floor.person(EDDA).post("2 https://proof.test/width", channel=channel, thread=stand.paste)
    floor.person(EDDA).post("https://stray.test/what", channel=channel, thread=stand.paste)
    floor.person(EDDA).post("7 https://stray.test/seven", channel=channel, thread=stand.paste)
    await floor.until(lambda: "proof.test" in shown(second))
    assert [one.link for one in (await floor.claim(channel, second.ts)).status.evidence] == [
        "https://proof.test/width"
    ]
    assert (await floor.claim(channel, first.ts)).status.evidence == ()
    await floor.person(EDDA).click("False", second.ts)
    assert "edda" in (await floor.claim(channel, second.ts)).state


async def test_a_feed_keeps_the_card_and_its_desk_gets_the_claims(floor: Floor) -> None:
    feed, desk = floor.place(name="feed"), floor.place(name="fed")
    said = await floor.ask(CHAN, f"settings desk:<#{desk}|fed>", feed)
    assert "desk:#fed" in said
    stand = floor.begin(feed)
    await floor.until(lambda: len(floor.roots(desk)) == 1)
    card = await floor.until(lambda: floor.slack.thread(stand.paste)[0])
    assert floor.roots(feed) == []
    await floor.until(lambda: f"/archives/{desk}/" in str(card.blocks))
    root = floor.roots(desk)[0]
    await floor.person(EDDA).click("Take", root.ts)
    await floor.until(lambda: "Taken by edda" in shown(root))
    floor.person(ELIAS).post("https://proof.test/cost", channel=desk, thread=root.ts)
    await floor.until(lambda: "proof.test" in shown(root))


async def test_a_bot_that_was_sent_away_says_nothing_and_comes_back_to_what_was_refused(floor: Floor) -> None:
    stand = await floor.stand()
    floor.person(CHAN).kick_bot(stand.channel)
    await floor.desk.settle()
    root = stand.root
    posted = len(floor.slack.team.channels[stand.channel].messages)
    await floor.person(EDDA).click("False", root.ts)
    await floor.person(ELIAS).click("True", root.ts)
    await floor.quiet()
    assert len(floor.slack.team.channels[stand.channel].messages) == posted
    floor.person(CHAN).invite(stand.channel)
    brief = await floor.until(lambda: floor.slack.thread(root.ts)[0])
    assert "False" in shown(brief)
    assert "True" in shown(brief)
    await stand.shows("Disputed")
