"""Which channels people see, and how they are called, asked of a Slack over a real socket."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.slack.roster import UNSEEN
from bot.errors import ChatFailed
from bot.model.ids import PlaceId
from tests.adapters.slack.office import NEWS, Office, opened
from tests.support.slack import (
    BOT_USER,
    CHAN,
    DESK,
    EDDA,
    ELSEWHERE,
    GUEST,
    PRIVATE,
    ROSA,
    STRANGER,
    Channel,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened() as office:
        yield office


async def test_public_channels_are_seen_by_members_and_all_others_by_who_is_in_them(office: Office) -> None:
    office.slack.team.channels["C0OPEN"] = Channel("C0OPEN", "open", [BOT_USER])
    everywhere = (DESK, PRIVATE, "C0OPEN", ELSEWHERE, "C0NOWHERE", "D0ROSA")
    assert await office.sees(ROSA, *everywhere) == [DESK, PRIVATE, "C0OPEN"]
    assert await office.sees(EDDA, *everywhere) == [DESK, "C0OPEN"]
    for outsider in (GUEST, STRANGER):
        assert await office.sees(outsider, *everywhere) == [DESK], "not what they are not in"
    assert await office.sees("U0NOBODY", *everywhere) == []


async def test_who_has_left_a_private_channel_sees_it_no_more_and_nobody_where_the_bot_was_sent_away(
    office: Office,
) -> None:
    assert await office.sees(ROSA, PRIVATE, DESK) == [PRIVATE, DESK]
    office.slack.team.channels[PRIVATE].members.remove(ROSA)
    office.slack.team.channels[DESK].members.remove(BOT_USER)
    office.time += timedelta(seconds=61)
    assert await office.sees(ROSA, PRIVATE, DESK) == []
    office.slack.team.channels[PRIVATE].members.remove(BOT_USER)
    office.time += timedelta(seconds=61)
    assert await office.sees(CHAN, PRIVATE) == []


async def test_an_archived_channel_is_seen_by_nobody(office: Office) -> None:
    office.slack.team.channels[DESK].archived = True
    assert await office.sees(ROSA, DESK) == []


async def test_channels_are_named_as_one_writes_them_and_called_by_their_name(office: Office) -> None:
    for words in (f"<#{DESK}|desk>", f"<#{DESK}>", "#desk", "desk", "#DESK", DESK, f"#{DESK}"):
        assert await office.roster.place(NEWS, words) == DESK, words
    assert await office.roster.place(NEWS, "#secret") == PRIVATE
    for words in ("#nowhere", "", "#", "<#C0NOWHERE>", "<!channel>"):
        assert await office.roster.place(NEWS, words) is None, words
    assert [await office.roster.call(NEWS, PlaceId(place)) for place in (DESK, PRIVATE, "C0NOWHERE")] == [
        "#desk",
        "#secret",
        UNSEEN,
    ]


async def test_what_the_bot_cannot_see_counts_as_private(office: Office) -> None:
    private = [
        await office.roster.private(NEWS, PlaceId(place)) for place in (DESK, PRIVATE, "C0GONE", "D0ROSA")
    ]
    assert private == [False, True, True, True]


async def test_a_hiccup_of_slack_does_not_take_anybodys_vote_but_shows_no_private_channel(
    office: Office,
) -> None:
    before = await office.now(EDDA)
    assert await office.sees(ROSA, PRIVATE) == [PRIVATE]
    office.time += 5 * MINUTE
    for method in ("users.info", "usergroups.list", "conversations.info", "conversations.members"):
        office.slack.faults.next(method, "error", times=9)
    assert await office.now(EDDA) == before
    with pytest.raises(ChatFailed):
        await office.sees(ROSA, PRIVATE)
    office.time += 6 * MINUTE
    with pytest.raises(ChatFailed):
        await office.now(EDDA)
