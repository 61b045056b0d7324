"""What people do in the fake Slack, as a bare real Bolt app and a test see it."""

import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack import CHAN, DESK, EDDA, GUEST, ROSA, STRANGER, FakeSlack, shown
from tests.support.slack.bolt import button, make_app, post, refusal, section, socket
from tests.support.slack.shapes import Json


async def test_messages_are_edited_deleted_and_reacted_to_once(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    ts = await post(client, metadata={"event_type": "claim", "event_payload": {"key": "k"}})
    await client.chat_update(channel=DESK, ts=ts, text="Changed")
    assert (slack.message(ts).text, slack.message(ts).versions) == ("Changed", ["Hello"])
    hers = slack.person(ROSA).post("Mine")
    assert await refusal(client.chat_update(channel=DESK, ts=hers, text="x")) == "cant_update_message"
    await client.reactions_add(channel=DESK, timestamp=hers, name="eyes")
    again = client.reactions_add(channel=DESK, timestamp=hers, name="eyes")
    assert await refusal(again) == "already_reacted"
    history = await client.conversations_history(channel=DESK, include_all_metadata=True, limit=2)
    assert [one["ts"] for one in history["messages"]] == [hers, ts]
    assert history["messages"][1]["metadata"]["event_payload"] == {"key": "k"}
    await client.chat_delete(channel=DESK, ts=ts)
    assert await refusal(client.chat_delete(channel=DESK, ts=ts)) == "message_not_found"


async def test_a_deleted_parent_leaves_a_tombstone_only_above_replies(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    rosa = slack.person(ROSA)
    parent, single = rosa.post("With a reply"), rosa.post("Without")
    await post(client, thread_ts=parent)
    rosa.delete(parent)
    rosa.delete(single)
    assert slack.message(parent).gone
    assert [one.ts for one in slack.messages()] == [parent]
    events = [one.payload["event"] for one in slack.deliveries[-2:]]
    assert [one["subtype"] for one in events] == ["message_changed", "message_deleted"]


def modal(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "text", "max_length": 20}
    label = {"type": "plain_text", "text": "Reason"}
    field = {"type": "input", "block_id": "why", "label": label, "element": element}
    title = {"type": "plain_text", "text": "Why?"}
    return {
        "type": "modal",
        "callback_id": "reason",
        "title": title,
        "submit": title,
        "blocks": [field],
        **more,
    }


async def test_a_modal_opens_once_with_its_trigger_is_filled_in_and_answered(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app, seen, triggers = make_app(client), [], []

    @app.command("/claims")
    async def claims(ack: Any, body: Json) -> None:
        await ack("Opening.")
        triggers.append(body["trigger_id"])
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("reason")
    async def reason(ack: Any, view: Json) -> None:
        said = view["state"]["values"]["why"]["text"]["value"]
        seen.append(said)
        await (ack(response_action="errors", errors={"why": "Shorter."}) if len(seen) == 1 else ack())

    async with socket(app):
        rosa = slack.person(ROSA)
        await rosa.command("/claims", "open")
        await slack.until(lambda: rosa.modals)
        assert shown(slack.ephemerals(ROSA)[0]) == "Opening."
        with pytest.raises(AssertionError, match="required"):
            await rosa.submit()
        await rosa.submit({"Reason": "Too long"})
        assert rosa.modals
        await rosa.submit({"Reason": "Good"})
        assert not rosa.modals
    assert seen == ["Too long", "Good"]
    assert await refusal(client.views_open(trigger_id=triggers[0], view=modal())) == "exchanged_trigger_id"
    assert await refusal(client.views_open(trigger_id="x", view=modal(title=None))) == "invalid_arguments"


async def test_a_mention_is_told_twice_and_people_are_what_they_are(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.person(ROSA).post(f"<@{slack.team.bot_user}> https://news.test")
    kinds = [one.payload["event"]["type"] for one in slack.deliveries]
    stamps = {one.payload["event"]["ts"] for one in slack.deliveries}
    assert (kinds, len(stamps)) == (["message", "app_mention"], 1)
    guest = (await client.users_info(user=GUEST))["user"]
    stranger = (await client.users_info(user=STRANGER))["user"]
    assert (guest["is_restricted"], guest["team_id"]) == (True, "T0NEWS")
    assert (stranger["is_stranger"], stranger["team_id"]) == (True, "T0OTHER")
    slack.person(STRANGER).post("Hello")
    assert slack.deliveries[-1].payload["event"]["user_team"] == "T0OTHER"


async def test_another_process_can_drive_it(slack: FakeSlack) -> None:
    async with aiohttp.ClientSession() as session:
        do = {"who": ROSA, "act": "post", "args": {"text": "From outside"}}
        async with session.post(f"{slack.url}/_control/do", json=do) as answer:
            ts = (await answer.json())["result"]
        async with session.get(f"{slack.url}/_control/messages", params={"channel": DESK}) as answer:
            found = json.loads(await answer.text())
        async with session.get(f"{slack.url}/_control/counts") as answer:
            counts = await answer.json()
    assert [(one["ts"], one["shown"]) for one in found] == [(ts, "From outside")]
    assert (counts["deliveries"], counts["unsettled"]) == (1, 1)


async def test_a_home_and_its_menu_are_used_and_an_ephemeral_message_is_replaced(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app = make_app(client)
    option = {"text": {"type": "plain_text", "text": "Desk two"}, "value": "2"}
    menu = {"type": "static_select", "action_id": "which", "options": [option]}
    bodies: list[Json] = []

    @app.event("app_home_opened")
    async def opened(event: Json) -> None:
        blocks = [{**section("Which desk?"), "accessory": menu}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("which")
    async def which(ack: Any, body: Json) -> None:
        await ack()
        bodies.append(body)
        await client.chat_postEphemeral(channel=DESK, user=EDDA, text="Sure?", blocks=[button("Yes")])

    @app.action("take")
    async def take(ack: Any, respond: Any, body: Json) -> None:
        await ack()
        bodies.append(body)
        await respond(text="Done.", replace_original=True)

    async with socket(app):
        edda = slack.person(EDDA)
        edda.open_home()
        home = await slack.until(lambda: slack.home(EDDA))
        assert (await edda.choose_in_view("Desk two", home)).acked
        asked = await slack.until(lambda: slack.ephemerals(EDDA)[0])
        assert (await edda.click("Yes", asked)).acked
        await slack.until(lambda: asked.text == "Done.")
    assert bodies[0]["actions"][0]["selected_option"]["value"] == "2"
    assert bodies[1]["container"]["is_ephemeral"]
    assert "message" not in bodies[1]


async def test_an_unfurl_and_an_edit_change_a_message_and_only_the_edit_its_words(slack: FakeSlack) -> None:
    rosa = slack.person(ROSA)
    ts = rosa.post("https://news.test/a")
    rosa.unfurled(ts, "https://news.test/a")
    rosa.edit(ts, "https://news.test/b")
    unfurl, edit = (one.payload["event"] for one in slack.deliveries[1:])
    assert unfurl["message"]["text"] == unfurl["previous_message"]["text"]
    assert unfurl["message"]["attachments"]
    assert "edited" not in unfurl["message"]
    assert (edit["previous_message"]["text"], edit["message"]["text"]) == (
        "<https://news.test/a>",
        "<https://news.test/b>",
    )


async def test_an_uninstalled_app_is_told_and_its_token_is_dead(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.person(CHAN).uninstall()
    slack.person(ROSA).post("Nobody hears this")
    kinds = [one.payload["event"]["type"] for one in slack.deliveries]
    assert kinds == ["app_uninstalled", "tokens_revoked"]
    assert await refusal(post(client)) == "account_inactive"
