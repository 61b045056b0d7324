"""What goes wrong between Slack and the desk, and what nobody foresaw: nothing is lost or doubled."""

from typing import Any

import pytest

from adapters.slack.clicks import STALE
from bot.model.ids import PlaceId
from tests.adapters.slack.floor import Floor, Stand
from tests.support.slack import BOT_USER, CHAN, DESK, EDDA, ELIAS, ROSA, shown
from tests.support.slack.delivery import COMMANDS, INTERACTIVE
from tests.support.slack.message import Message
from tests.support.slack_desk import WORKSPACE

pytestmark = pytest.mark.asyncio(loop_scope="module")
STANDS = 9
NASTY = (
    f"<!channel> <!here> <@{ROSA}> <#{DESK}> *bold* _it_ `code` &lt;!everyone&gt; <https://evil.test|bank>"
)


def extra_button(message: Message, action: str, value: str) -> None:
    """Puts a button into a message that an older, or a newer, version of the bot might have written."""
    element: dict[str, Any] = {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": "Old"},
        "value": value,
    }
    message.blocks = [*message.blocks, {"type": "actions", "block_id": "old", "elements": [element]}]


@pytest.mark.parametrize("attempt", [0, 1])
async def test_what_slack_delivers_twice_counts_once(floor: Floor, attempt: int) -> None:
    first = len(floor.slack.deliveries)
    channel = floor.place((ROSA, EDDA, ELIAS, CHAN))
    floor.person(CHAN).invite(channel)
    link = floor.page()
    floor.person(ROSA).post(f"<@{BOT_USER}> {link}", channel=channel)
    root = await floor.until(lambda: next(one for one in floor.roots(channel) if "Open" in shown(one)))
    edda = floor.person(EDDA)
    await edda.click("False", root.ts)
    await edda.click("Use", root.ts)
    await edda.submit({"Piece": "twice"})
    floor.person(ELIAS).react(root.ts, "white_check_mark")
    edda.post("https://proof.test/twice", channel=channel, thread=root.ts)
    floor.person(CHAN).post(f"<@{BOT_USER}> help me", channel=channel)
    await floor.until(lambda: len(floor.slack.thread(root.ts)) == 2, "the evidence and the brief")
    await floor.quiet()
    view = await floor.claim(channel, root.ts)
    seen = (_all(floor, channel), view.state, len(view.status.evidence), len(view.status.uses))
    for delivery in floor.slack.deliveries[first:]:
        floor.slack.courier.again(delivery, attempt=attempt)
    await floor.until(lambda: all(len(one.attempts) > 1 for one in floor.slack.deliveries[first:]))
    await floor.quiet()
    view = await floor.claim(channel, root.ts)
    assert (_all(floor, channel), view.state, len(view.status.evidence), len(view.status.uses)) == seen


def _all(floor: Floor, channel: str) -> list[tuple[str, str]]:
    said = [(one.ts, one.user) for one in floor.slack.team.channels[channel].messages.values()]
    alone = [(one.user, shown(one)) for one in floor.slack.world.ephemerals if one.channel == channel]
    return said + alone


async def test_what_happened_while_no_socket_was_open_comes_by_the_retry_alone(floor: Floor) -> None:
    stand = await floor.stand()
    floor.slack.sockets.drop()
    floor.person(EDDA).react(stand.root.ts, "x")
    late = floor.begin()
    await floor.until(lambda: floor.roots(late.channel))
    assert "eyes" in floor.slack.reactions(late.paste)
    assert await stand.state() == "1 of 2: False (edda)"
    assert len(floor.roots(late.channel)) == 1


async def test_a_click_that_overtakes_the_answer_to_its_message_counts(floor: Floor) -> None:
    stand = floor.begin()
    await floor.until(lambda: floor.slack.thread(stand.paste))
    floor.slack.faults.next("chat.postMessage", "late", seconds=1.5)
    await floor.until(lambda: stand.root)
    async with floor.desk.database.ledger.look(WORKSPACE) as tx:
        known = await tx.posts.roots(PlaceId(stand.channel), limit=1)
    assert not known or known[0].ref is None, "the desk does not know yet where it stands"
    clicked = await floor.person(EDDA).click("False", stand.root.ts)
    floor.person(ELIAS).react(stand.root.ts, "white_check_mark")
    assert clicked.acked
    await stand.told(EDDA, "You signed: False.")
    await stand.shows("Disputed")
    assert len(floor.roots(stand.channel)) == 1


async def test_what_nobody_knows_is_acknowledged_and_breaks_nothing(floor: Floor) -> None:
    stand = await floor.stand()
    before = _all(floor, stand.channel)
    base = {"user": {"id": EDDA}, "team": {"id": "T0NEWS"}, "trigger_id": "1.2", "token": "x"}
    odd: list[tuple[str, dict[str, Any]]] = [
        (INTERACTIVE, base | {"type": "shortcut", "callback_id": "dance", "action_ts": "1.2"}),
        (INTERACTIVE, base | {"type": "shortcut", "callback_id": "triage", "action_ts": "1.2"}),
        (INTERACTIVE, base | {"type": "message_action", "callback_id": "dance", "message": {}}),
        (INTERACTIVE, base | {"type": "view_closed", "view": {"id": "V1", "callback_id": "dance"}}),
        (INTERACTIVE, base | {"type": "block_actions", "actions": [{"action_id": "take", "block_id": "b"}]}),
        (INTERACTIVE, base | {"type": "block_suggestion", "action_id": "x", "block_id": "b", "value": ""}),
        (INTERACTIVE, base | {"type": "interactive_message", "callback_id": "x", "actions": [{"name": "a"}]}),
        (COMMANDS, {"command": "/dance", "text": "", "user_id": EDDA, "channel_id": stand.channel}),
    ]
    sent = [floor.slack.send(kind, payload) for kind, payload in odd]
    for event in (
        {"type": "channel_rename", "channel": {"id": stand.channel, "name": "x"}},
        {"type": "message", "subtype": "channel_topic", "channel": stand.channel, "user": EDDA, "ts": "1.2"},
        {"type": "message", "channel": stand.channel, "channel_type": "channel"},
        {"type": "message", "subtype": "message_changed", "channel": stand.channel},
        {"type": "message", "subtype": "message_deleted", "channel": stand.channel},
        {"type": "reaction_added", "user": EDDA, "reaction": "x", "item": {"type": "file", "file": "F1"}},
        {"type": "reaction_added", "user": EDDA, "reaction": "x"},
        {"type": "app_home_opened", "user": EDDA, "tab": "messages"},
        {"type": "brand_new_event", "anything": [1, 2]},
        {"type": "tokens_revoked", "tokens": {"oauth": [EDDA]}},
    ):
        sent.append(floor.slack.tell({**event, "event_ts": floor.slack.world.new_ts()}))
    await floor.quiet()
    assert [one.payload for one in sent if not one.acked] == []
    after = [one for one in _all(floor, stand.channel) if "/claims check URL" not in one[1]]
    assert after == before
    assert await floor.desk.service.state() == "ok"


async def test_an_unknown_dialog_is_answered_in_it(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    await edda.choose("Evidence", stand.root.ts)
    edda.modal.body["callback_id"] = "dance"
    sent = await edda.submit({"Source": "https://proof.test/x"})
    assert sent.answer["errors"] == {"source": STALE}
    edda.modal.body["private_metadata"] = "a|b|c|d|e|f|g|h"
    sent = await edda.submit({"Source": "https://proof.test/x"})
    assert sent.answer["errors"] == {"source": STALE}
    await edda.close()
    assert (await stand.claim()).status.evidence == ()


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("dance", "{place}|{claim}"),
        ("take", ""),
        ("take", "nonsense"),
        ("take", "{place}|no-such-claim"),
        ("take", "C0OTHER|{claim}"),
        ("vote:so:maybe", "{place}|{claim}|"),
        ("vote:why:true", "{place}|{claim}|"),
        ("vote:so:true", "{place}|{claim}|a|b|c|d|e|f|g"),
        ("undo", "{place}|{claim}|no-such-act"),
        ("recall:fixed", "{place}|{claim}|no-such-recall"),
        ("open:1", "{place}|no-such-story|{claim}"),
        ("more", "{place}|no-such-story"),
        ("due", "{place}|no-such-story"),
        ("evidence", "{place}|no-such-claim"),
        ("reason", "{place}|{claim}|so|maybe|"),
        ("history", ""),
        ("settings", ""),
        ("settings", "C0NOWHERE"),
    ],
)
async def test_a_button_of_another_version_is_answered_with_a_sentence(
    floor: Floor, action: str, value: str
) -> None:
    stand = await _old(floor)
    claim = str((await stand.claim()).claim.id)
    seen = len(stand.of(EDDA))
    kept = stand.root.blocks
    extra_button(stand.root, action, value.format(place=stand.channel, claim=claim))
    try:
        clicked = await floor.person(EDDA).click("Old", stand.root.ts)
    finally:
        stand.root.blocks = kept
    assert clicked.acked
    if action != "settings":
        line = (await floor.until(lambda: stand.of(EDDA)[seen:]))[0]
        assert shown(line).endswith((".", "show")), shown(line)
        assert "Error" not in shown(line)
    assert await stand.state() == "Open"


_stands: list[Stand] = []


async def _old(floor: Floor) -> Stand:
    """One claim for all of them: nothing happens to it."""
    if not _stands:
        _stands.append(await floor.stand())
    return _stands[0]


async def test_a_page_full_of_mark_up_pings_nobody_and_runs_nothing(floor: Floor) -> None:
    channel = floor.place()
    link = floor.page(f"{NASTY}: The bridge {NASTY} cost 12 million euros.", title=f"Council {NASTY} spends")
    paste = floor.person(ROSA).post(link, channel=channel)
    await floor.until(lambda: floor.roots(channel))
    await floor.person(EDDA).click("Use", floor.roots(channel)[0].ts)
    await floor.person(EDDA).submit({"Piece": NASTY[:70]})
    await floor.person(ELIAS).click("False", floor.roots(channel)[0].ts)
    await floor.ask(EDDA, "show 1.1", channel)
    await floor.quiet()
    assert floor.slack.world.mentions == []
    said = [*floor.roots(channel), *floor.slack.thread(paste)]
    assert all("mrkdwn" not in str(one.blocks) for one in said)
    assert "<!channel>" in shown(said[0]), "it is shown as what it is"
    texts = [one.text for one in said] + [one.text for one in floor.slack.ephemerals(EDDA, channel)]
    assert not any("<!channel>" in text or f"<@{ROSA}>" in text for text in texts)


async def test_two_thousand_characters_of_reason_are_kept_and_shown_cut(floor: Floor) -> None:
    stand, edda = await floor.stand(), floor.person(EDDA)
    reason = ("<&> 'budget' 👩‍🚀 " * 200)[:2_000].strip()
    await edda.click("False", stand.root.ts)
    await edda.click("Add a reason", await stand.told(EDDA, "You signed"))
    await edda.submit({"Reason": reason})
    await stand.told(EDDA, "Your reason is added.")
    (vote,) = (await stand.claim()).status.so.votes.values()
    assert vote.reason is not None
    assert len(vote.reason) > 1_500
    await floor.person(ELIAS).click("True", stand.root.ts)
    brief = await floor.until(lambda: floor.slack.thread(stand.root.ts)[0])
    assert "…" in shown(brief)
    assert "budget" in shown(brief)


async def test_a_place_where_nothing_may_be_written_is_told_to_whoever_waits(floor: Floor) -> None:
    channel = floor.place()
    floor.person(CHAN).archive(channel)
    said = await floor.ask(ROSA, f"check {floor.page()}", channel)
    assert said == "Reading it."
    told = await floor.until(lambda: next(one for one in floor.slack.dms(ROSA) if "archived" in shown(one)))
    assert "Claimdesk cannot write there" in shown(told)
    await floor.quiet()
    assert len([one for one in floor.slack.dms(ROSA) if "archived" in shown(one)]) == 1
