"""Who people are, asked of a Slack over a real socket."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import ChatBusy
from bot.model.ids import PersonId
from bot.model.people import Person, Role
from tests.adapters.slack.office import NEWS, PLACE, SECRET, Office, opened
from tests.support.slack import (
    BOT_USER,
    CHAN,
    EDDA,
    EDITORS,
    ELIAS,
    GUEST,
    PRIVATE,
    ROSA,
    STRANGER,
    TEAM,
    Group,
    User,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened() as office:
        yield office


async def test_full_members_are_editors_admins_chiefs_and_all_others_change_nothing(office: Office) -> None:
    office.slack.team.users["U0ULTRA"] = User("U0ULTRA", "una", TEAM, single_channel_guest=True)
    people = await office.now(ROSA, CHAN, GUEST, "U0ULTRA", STRANGER, BOT_USER, "USLACKBOT", "U0NOBODY")
    assert {key: person.role for key, person in people.items()} == {
        ROSA: Role.EDITOR,
        CHAN: Role.CHIEF,
        GUEST: Role.GUEST,
        "U0ULTRA": Role.GUEST,
        STRANGER: Role.GUEST,
        BOT_USER: Role.BOT,
    }
    assert (people[ROSA].name, people[ROSA].zone) == ("rosa", "Europe/Lisbon")


async def test_who_has_left_the_newsroom_is_left_out_within_a_minute(office: Office) -> None:
    assert set(await office.now(EDDA, ELIAS)) == {EDDA, ELIAS}
    office.slack.team.users[EDDA].deleted = True
    del office.slack.team.users[ELIAS]
    office.time += MINUTE
    assert set(await office.now(EDDA, ELIAS)) == {EDDA, ELIAS}, "asked a minute ago"
    office.time += timedelta(seconds=1)
    assert await office.now(EDDA, ELIAS) == {}


async def test_people_carry_the_groups_that_they_are_in_and_a_group_stands_by_its_name(
    office: Office,
) -> None:
    office.slack.team.groups["S0OLD"] = Group("S0OLD", "old", "Old", [EDDA], disabled=True)
    found = await office.now(EDDA, ROSA, EDITORS, "S0NOWHERE")
    assert found[EDDA].groups == {EDITORS}
    assert found[ROSA].groups == frozenset()
    assert found[EDITORS] == Person(PersonId(EDITORS), "@editors", Role.GROUP)
    assert "S0NOWHERE" not in found
    members = await office.roster.members(NEWS, PLACE, [PersonId(EDITORS), PersonId(ROSA), PersonId(EDDA)])
    assert sorted(person.id for person in members) == sorted([EDDA, ELIAS, ROSA])


async def test_a_large_group_is_looked_up_in_a_few_calls(office: Office) -> None:
    many = [f"U0MANY{number:03}" for number in range(700)]
    office.slack.team.users |= {one: User(one, f"m{one[-3:]}", TEAM) for one in many}
    office.slack.team.groups["S0ALL"] = Group("S0ALL", "all", "All", [*many, STRANGER])
    members = await office.roster.members(NEWS, PLACE, [PersonId("S0ALL")])
    assert len(members) == 701
    assert all(PersonId("S0ALL") in one.groups for one in members if one.role.member)
    assert (office.asked("users.list"), office.asked("users.info")) == (2, 0)


async def test_without_the_scope_there_are_no_groups_and_that_is_said_once(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.slack.team.scopes.discard("usergroups:read")
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert (await office.now(EDDA))[EDDA].groups == frozenset()
            office.time += 2 * MINUTE
    assert [record.getMessage() for record in caplog.records if "usergroups:read" in record.getMessage()] == [
        f"user groups of {NEWS} cannot be read: the scope usergroups:read is missing"
    ]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        (f"<@{EDDA}>", EDDA),
        (f"<@{EDDA}|edda>", EDDA),
        (f"@{EDDA}", EDDA),
        (EDDA, EDDA),
        ("@edda", EDDA),
        ("Edda Moss", EDDA),
        ("EDDA", EDDA),
        (f"<!subteam^{EDITORS}>", EDITORS),
        (f"<!subteam^{EDITORS}|@editors>", EDITORS),
        ("@Editors", EDITORS),
        (EDITORS, EDITORS),
        ("<@U0NOBODY>", None),
        ("<!channel>", None),
        ("Moss", None),
        ("", None),
        ("@", None),
    ],
)
async def test_people_and_groups_are_named_as_one_writes_them_in_slack(
    office: Office, words: str, who: str | None
) -> None:
    assert await office.named(words) == who


async def test_a_name_that_two_people_have_names_nobody(office: Office) -> None:
    office.slack.team.users["U0EDDA2"] = User("U0EDDA2", "edda.k", TEAM, "Edda Klar")
    assert await office.named("edda") == EDDA, "a whole name goes before a first name"
    office.slack.team.users[EDDA].name = "edda.m"
    office.time += 11 * MINUTE
    assert await office.named("edda") is None
    assert await office.named("Edda Klar") == "U0EDDA2"


async def test_somebody_new_is_found_by_name_after_a_minute(office: Office) -> None:
    assert await office.named("newcomer") is None
    office.slack.team.users["U0NEW00"] = User("U0NEW00", "newcomer", TEAM)
    office.time += 2 * MINUTE
    assert await office.named("newcomer") == "U0NEW00"


async def test_people_of_a_private_channel_are_those_who_are_in_it(office: Office) -> None:
    assert set(await office.now(ROSA, EDDA, EDITORS, place=SECRET)) == {ROSA, EDITORS}
    assert await office.named("edda", place=SECRET) is None
    office.slack.team.channels[PRIVATE].members.append(EDDA)
    office.time += timedelta(seconds=6)
    assert set(await office.now(EDDA, place=SECRET)) == {EDDA}, "who has just come acts there at once"
    assert [one.id for one in await office.roster.members(NEWS, SECRET, [PersonId(EDITORS)])] == [EDDA]


async def test_chiefs_are_the_admins_who_are_in_the_channel(office: Office) -> None:
    office.slack.team.users["U0OWNER"] = User("U0OWNER", "owen", TEAM, owner=True)
    assert [person.id for person in await office.roster.chiefs(NEWS, PLACE)] == [CHAN]
    assert [person.id for person in await office.roster.chiefs(NEWS, SECRET)] == [CHAN]
    office.slack.team.channels[PRIVATE].members.remove(CHAN)
    office.time += 2 * MINUTE
    assert await office.roster.chiefs(NEWS, SECRET) == []


async def test_a_thousand_questions_in_a_minute_are_a_handful_of_calls(office: Office) -> None:
    for number in range(1000):
        if number % 100 == 0:
            office.time += timedelta(seconds=5)
        assert set(await office.now(ROSA, EDDA)) == {ROSA, EDDA}
    assert office.asked("users.info") == 2
    assert office.asked("usergroups.list") == 1


async def test_in_a_busy_minute_people_are_known_from_the_list_of_all(office: Office) -> None:
    office.slack.faults.next("users.info", "refused", error="ratelimited", seconds=7)
    assert (await office.now(ROSA))[ROSA].role is Role.EDITOR
    assert len(office.slack.calls("users.list")) == 1


async def test_slack_that_asks_to_wait_is_told_with_the_time(office: Office) -> None:
    office.slack.faults.next("users.info", "refused", error="ratelimited", seconds=5)
    office.slack.faults.next("users.list", "refused", error="ratelimited", seconds=7)
    with pytest.raises(ChatBusy) as busy:
        await office.now(ROSA)
    assert busy.value.seconds == 7
