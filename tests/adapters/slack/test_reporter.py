"""What a reporter sees who pastes a link in a channel of Slack."""

import pytest

from bot.errors import PageUnreadable
from tests.adapters.slack.floor import Floor
from tests.support.slack import BOT_USER, CHAN, EDDA, ELSEWHERE, ROSA, choices, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
STANDS = 3
MENTION = f"<@{BOT_USER}>"
FIVE = (
    "Ana Novak: The bridge cost 12 million euros.",
    *(f"The river rose by {number} metres in March." for number in range(2, 6)),
)


async def test_a_link_gets_eyes_at_once_a_card_in_its_thread_and_three_claims_in_the_channel(
    floor: Floor,
) -> None:
    stand = floor.begin("", *FIVE)
    await floor.until(lambda: floor.slack.reactions(stand.paste) == {"eyes": [BOT_USER]})
    await floor.until(lambda: len(floor.roots(stand.channel)) == 3)
    await floor.desk.settle()
    (card,) = floor.slack.thread(stand.paste)
    assert "Council spends millions on bridge" in shown(card)
    assert "5 found, 3 posted" in shown(card)
    assert choices(card).count("Open thread") == 2
    firsts = [shown(root).splitlines()[:2] for root in floor.roots(stand.channel)]
    assert firsts[0] == ["Open · 1.1", "The bridge cost 12 million euros."]
    assert [label for label, _ in firsts] == ["Open · 1.1", "Open · 1.2", "Open · 1.3"]
    assert choices(floor.roots(stand.channel)[0])[:6] == [
        "True",
        "Misleading",
        "False",
        "Unproven",
        "Take",
        "Use",
    ]
    await floor.person(EDDA).click("Open thread", card.ts)
    await floor.until(lambda: "Open · 1.4" in shown(floor.roots(stand.channel)[-1]))
    await floor.until(lambda: "5 found, 4 posted" in shown(card))


async def test_a_person_is_greeted_once_and_nobody_else_sees_it(floor: Floor) -> None:
    stand = await floor.stand()
    await stand.floor.stand()
    hellos = [one for one in floor.slack.world.ephemerals if shown(one).startswith("Hello rosa.")]
    assert [one.user for one in hellos] == [ROSA]


async def test_two_links_are_taken_and_the_others_offered(floor: Floor) -> None:
    channel = floor.place()
    links = [floor.page(f"Tower {number} is {number}0 metres high.") for number in range(1, 4)]
    ts = floor.person(ROSA).post(" and ".join(links), channel=channel)
    await floor.until(lambda: len(floor.slack.thread(ts)) == 2)
    offer = await floor.until(lambda: floor.slack.ephemerals(ROSA, channel)[-1])
    assert f"/claims check {links[2]}" in shown(offer)
    assert not any(link in shown(offer) for link in links[:2])


async def test_labels_and_escapes_of_slack_do_not_change_the_link(floor: Floor) -> None:
    channel, link = floor.place(), "https://paper.test/a?b=1&c=2"
    floor.desk.pages.pages[link] = "Council spends millions\nThe tower cost 4 million euros.\n"
    text = "see <https://paper.test/a?b=1&amp;c=2|the story &amp; more> &lt;now&gt;"
    ts = floor.raw(ROSA, text, channel)
    await floor.until(lambda: floor.desk.pages.asked[-1] == link)
    await floor.until(lambda: len(floor.slack.thread(ts)) == 1)


@pytest.mark.parametrize(
    "text",
    [
        "https://docs.google.com/document/d/1",
        "https://zoom.us/j/123456",
        "https://house.test/own-story",
        "no link at all, 12 million or not",
    ],
)
async def test_the_house_and_shared_drives_are_passed_over_in_silence(floor: Floor, text: str) -> None:
    channel = floor.place()
    await floor.ask(CHAN, "settings own:house.test", channel)
    ts = floor.person(ROSA).post(text, channel=channel)
    await floor.quiet()
    assert floor.slack.reactions(ts) == {}
    assert floor.slack.ephemerals(ROSA, channel) == []
    assert [one.ts for one in floor.slack.messages(channel)] == [ts]
    assert floor.slack.calls("chat.postMessage", channel=channel) == []


@pytest.mark.parametrize("order", ["message first", "mention first"])
async def test_a_mention_and_the_message_of_one_post_are_one_tip(floor: Floor, order: str) -> None:
    channel, link = floor.place(), floor.page()
    seen = len(floor.slack.deliveries)
    ts = floor.person(ROSA).post(f"{MENTION} {link}", channel=channel)
    told = floor.slack.deliveries[seen:]
    assert [one.payload["event"]["type"] for one in told] == ["message", "app_mention"]
    if order == "mention first":
        told[0].payload, told[1].payload = told[1].payload, told[0].payload
    await floor.until(lambda: len(floor.roots(channel)) == 1)
    await floor.quiet()
    assert len(floor.slack.thread(ts)) == 1
    assert len(floor.roots(channel)) == 1


async def test_a_desk_that_is_asked_reads_only_what_it_is_asked_for(floor: Floor) -> None:
    channel = floor.place()
    await floor.ask(CHAN, "settings mode:asked", channel)
    passed = floor.begin(channel)
    await floor.quiet()
    assert floor.slack.reactions(passed.paste) == {}
    asked = floor.person(ROSA).post(f"{MENTION} read {passed.link}", channel=channel)
    await floor.until(lambda: len(floor.roots(channel)) == 1)
    assert len(floor.slack.thread(asked)) == 1
    assert floor.slack.thread(passed.paste) == []


async def test_a_mention_with_nothing_to_read_is_answered_with_the_help_in_private(floor: Floor) -> None:
    channel = floor.place()
    ts = floor.person(EDDA).post(f"{MENTION} hello?", channel=channel)
    told = await floor.until(lambda: floor.slack.ephemerals(EDDA, channel)[-1])
    assert "/claims check URL" in shown(told)
    await floor.quiet()
    assert floor.slack.thread(ts) == []
    assert len(floor.slack.ephemerals(EDDA, channel)) == 1, "message and mention are one"


async def test_a_mention_in_a_thread_reads_the_link_and_answers_in_that_thread(floor: Floor) -> None:
    channel, link = floor.place(), floor.page()
    top = floor.person(EDDA).post("what do you make of this?", channel=channel)
    floor.person(ROSA).post(f"{MENTION} {link}", channel=channel, thread=top)
    await floor.until(lambda: len(floor.slack.thread(top)) == 2)
    assert "Council spends millions" in shown(floor.slack.thread(top)[-1])
    assert floor.slack.complaints == [], "a reply is nobody's parent"


async def test_what_slack_unfurls_is_no_second_paste(floor: Floor) -> None:
    stand = await floor.stand()
    floor.person(ROSA).unfurled(stand.paste, stand.link)
    await floor.quiet()
    assert len(floor.slack.thread(stand.paste)) == 1
    assert len(floor.desk.pages.asked) == len(set(floor.desk.pages.asked)), "no page is read twice"


async def test_an_edit_of_the_link_is_a_new_tip_and_an_edit_of_other_words_is_nothing(floor: Floor) -> None:
    stand = await floor.stand()
    floor.person(ROSA).edit(stand.paste, f"do look: {stand.link}")
    await floor.quiet()
    assert len(floor.slack.thread(stand.paste)) == 1
    other = floor.page("The tower is 90 metres high.", title="A tower rises high")
    floor.person(ROSA).edit(stand.paste, f"I meant {other}")
    await floor.until(lambda: len(floor.slack.thread(stand.paste)) == 2)
    assert "A tower rises high" in shown(floor.slack.thread(stand.paste)[-1])


async def test_a_page_that_cannot_be_read_is_marked_and_told_to_her_alone(floor: Floor) -> None:
    channel = floor.place()
    link = floor.page()
    floor.desk.pages.pages[link] = PageUnreadable("The page asks for a subscription.")
    ts = floor.person(ROSA).post(link, channel=channel)
    await floor.until(lambda: floor.slack.reactions(ts).get("page_facing_up") == [BOT_USER])
    await floor.until(lambda: not floor.slack.reactions(ts).get("eyes"))
    (told,) = await floor.until(lambda: floor.slack.ephemerals(ROSA, channel))
    assert shown(told).startswith("The page asks for a subscription. You can paste the article's text here")
    assert floor.slack.messages(channel, bot=True) == []
    assert floor.slack.thread(ts) == []
    assert [one.user for one in floor.slack.world.ephemerals if one.channel == channel] == [ROSA]


async def test_a_link_that_the_desk_has_gets_eyes_and_one_reply(floor: Floor) -> None:
    stand = await floor.stand()
    again = floor.person(EDDA).post(f"seen? {stand.link}?utm_source=x", channel=stand.channel)
    await floor.until(lambda: len(floor.slack.thread(again)) == 1)
    await floor.until(lambda: "eyes" in floor.slack.reactions(again))
    assert "Already on the desk: story 1" in shown(floor.slack.thread(again)[0])
    await floor.quiet()
    assert len(floor.slack.thread(again)) == 1
    assert len(floor.roots(stand.channel)) == 1


async def test_a_channel_that_is_not_the_bots_hears_nothing(floor: Floor) -> None:
    ts = floor.person(ROSA).post(floor.page(), channel=ELSEWHERE)
    await floor.quiet()
    assert floor.slack.reactions(ts) == {}
