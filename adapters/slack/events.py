"""Slack's events as what people did. Pure: who it was is looked up before, what it means after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack.heard import SAID, Payload, by_app, fields, mentions, moment, plain, without
from bot.events import (
    CommandGiven,
    Event,
    MessagePosted,
    MessageWithdrawn,
    PlaceJoined,
    PlaceLeft,
    Reacted,
    ThreadSpoken,
)
from bot.extract.links import links_in
from bot.intake import ARTICLE_WORDS
from bot.model.ids import MessageId, PersonId, PlaceId, WorkspaceId
from bot.model.people import Person
from bot.model.sign import Sign

NO_MESSAGE = MessageId("")


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of which all is known but the person, whom `made` takes; `by` may be empty: nobody did it."""

    place: PlaceId
    by: PersonId
    made: Callable[[Person], Event]


@dataclass(frozen=True, slots=True)
class Here:
    """Where it was heard: the workspace, who the bot is there, and the time."""

    workspace: WorkspaceId
    bot: str
    now: datetime

    def head(self, event: str, place: PlaceId, person: Person, at: object) -> dict[str, Any]:
        """What every event begins with; a time of the future is none."""
        when = moment(at) or self.now
        return {
            "id": event,
            "workspace": self.workspace,
            "place": place,
            "person": person,
            "at": min(when, self.now),
        }


def heard(event: Payload, here: Here) -> Heard | None:
    """None for what is not for the desk: other apps' words, Slack's own, reactions that do not count."""
    match event.get("type"):
        case "message" | "app_mention":
            return _message(event, here)
        case "reaction_added" | "reaction_removed":
            return _reaction(event, here)
        case "member_joined_channel" if event.get("user") == here.bot:
            return _joined(event, here)
        case "member_left_channel" if event.get("user") == here.bot:
            return _left(event, here)
        case "channel_left" | "group_left" | "channel_archive" | "group_archive" | "channel_deleted":
            return _left(event, here)
        case "channel_unarchive" | "group_unarchive":
            return _joined(event, here)
    return None


def _message(event: Payload, here: Here) -> Heard | None:
    place = PlaceId(str(event.get("channel") or ""))
    if not place or event.get("channel_type") in ("im", "mpim"):
        return None
    match str(event.get("subtype") or ""):
        case "message_changed":
            return _changed(event, place, here)
        case "message_deleted":
            gone = event.get("previous_message")
            return _gone(place, str(event.get("deleted_ts") or ""), gone, event.get("event_ts"), here)
        case subtype if subtype in SAID and not by_app(event):
            return _said(event, place, here)
    return None


def _said(event: Payload, place: PlaceId, here: Here) -> Heard | None:
    """The mention and the message of one post have one id: whichever comes first counts."""
    ts, text = str(event.get("ts") or ""), str(event.get("text") or "")
    thread = str(event.get("thread_ts") or "")
    asked, words = mentions(text, here.bot), plain(without(text, here.bot))
    by = PersonId(str(event.get("user")))
    if not ts:
        return None

    def head(person: Person) -> dict[str, Any]:
        return here.head(f"{place}:{ts}", place, person, ts)

    if thread and thread != ts:
        return Heard(
            place,
            by,
            lambda person: ThreadSpoken(
                **head(person), thread=MessageId(thread), message=MessageId(ts), text=words, asked=asked
            ),
        )
    if asked and not links_in(words) and len(words.split()) < ARTICLE_WORDS:
        # Somebody spoke to the bot and gave it nothing to read.
        return Heard(place, by, lambda person: CommandGiven(**head(person), message=NO_MESSAGE, text="help"))
    if not asked and not links_in(words):
        return None
    return Heard(
        place,
        by,
        lambda person: MessagePosted(**head(person), message=MessageId(ts), text=words, asked=asked),
    )


def _changed(event: Payload, place: PlaceId, here: Here) -> Heard | None:
    """An unfurl changes no word; a message with replies that is deleted becomes a tombstone."""
    after, before = fields(event.get("message")), fields(event.get("previous_message"))
    ts = str(after.get("ts") or before.get("ts") or "")
    if after.get("subtype") == "tombstone":
        return _gone(place, ts, before, event.get("event_ts"), here)
    if by_app(after) or after.get("text") == before.get("text"):
        return None
    if str(after.get("thread_ts") or ts) != ts:
        return None
    text, was = str(after.get("text") or ""), plain(str(before.get("text") or ""))
    words, asked = plain(without(text, here.bot)), mentions(text, here.bot)
    if set(links_in(words)) <= set(links_in(was)):
        return None
    edited = fields(after.get("edited")).get("ts") or event.get("event_ts") or ts
    return Heard(
        place,
        PersonId(str(after.get("user"))),
        lambda person: MessagePosted(
            **here.head(f"{place}:{ts}:{edited}", place, person, edited),
            message=MessageId(ts),
            text=words,
            before=was,
            asked=asked,
        ),
    )


def _gone(place: PlaceId, ts: str, gone: object, at: object, here: Here) -> Heard | None:
    message = fields(gone)
    if not ts or (message and by_app(message)):
        return None
    return Heard(
        place,
        PersonId(str(message.get("user") or "")),
        lambda person: MessageWithdrawn(
            **here.head(f"{place}:{ts}:deleted", place, person, at), message=MessageId(ts)
        ),
    )


def _reaction(event: Payload, here: Here) -> Heard | None:
    item = fields(event.get("item"))
    name = str(event.get("reaction") or "").partition("::")[0]
    by = str(event.get("user") or "")
    if item.get("type") != "message" or name not in set(Sign) or by == here.bot:
        return None
    place, message = PlaceId(str(item.get("channel"))), MessageId(str(item.get("ts")))
    away, at = event.get("type") == "reaction_removed", event.get("event_ts")
    key = f"{place}:{message}:{by}:{event.get('reaction')}:{'-' if away else '+'}:{at}"
    return Heard(
        place,
        PersonId(by),
        lambda person: Reacted(
            **here.head(key, place, person, at), message=message, sign=Sign(name), taken_away=away
        ),
    )


def _joined(event: Payload, here: Here) -> Heard | None:
    place, at = _place(event), event.get("event_ts")
    by = PersonId(str(event.get("inviter") or ""))
    return Heard(
        place, by, lambda person: PlaceJoined(**here.head(f"{place}:joined:{at}", place, person, at))
    )


def _left(event: Payload, here: Here) -> Heard | None:
    place, at = _place(event), event.get("event_ts")
    return Heard(
        place, PersonId(""), lambda person: PlaceLeft(**here.head(f"{place}:left:{at}", place, person, at))
    )


def _place(event: Payload) -> PlaceId:
    return PlaceId(str(event.get("channel") or ""))
