"""Settings of a desk, by `/claims settings`."""

from collections.abc import Callable, Mapping

import pytest

from bot.errors import NotAllowed
from bot.model.ballot import Rating
from bot.model.ids import ClaimId, PlaceId
from tests.bot.conftest import state
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, GUEST, ROSA, Room

DEFAULTS = """mode:auto
threads:3
own:none
editors:none named, so those whom the platform gives that part
chiefs:none named, so those whom the platform gives that part
voters:none named, so every member
signoffs:2
blind:off
ratings:true=True, misleading=Misleading, false=False, unproven=Unproven""".splitlines()
NAMES = [line.partition(":")[0] for line in DEFAULTS]

WRONG = [
    ("frob:1", "no setting"),
    ("please blind:on", "“please” is no setting"),
    ("blind", "no setting"),
    ("blind:maybe", "on or off"),
    ("signoffs:1", "from 2 to 9"),
    ("signoffs:10", "from 2 to 9"),
    ("signoffs:²", "from 2 to 9"),
    ("signoffs:99999999999999999999", "from 2 to 9"),
    ("signoffs:", "from 2 to 9"),
    ("threads:7", "from 0 to 6"),
    ("mode:sometimes", "auto or asked"),
    ("editors:Nobody At All", "Nobody on this desk is called “Nobody At All”"),
    ("voters:Gus", "guests can read"),
    ("chiefs:Feed Bot", "bot"),
    ("own:not a domain", "no domain"),
    ("own:https://paper.example.org/", "no domain"),
    ("ratings:wrong=False", "renamed as"),
    ("ratings:false=", "renamed as"),
    ("ratings:false=" + "x" * 25, "at most 24"),
    ("ratings:false=True", "same name"),
]


def values(answer: str) -> list[str]:
    """Name and value of those settings that have nothing to do with time, without what each is for."""
    lines = [line.partition(" · ") for line in answer.splitlines()]
    assert all(words for _, _, words in lines), "each is explained"
    return [line for line, _, _ in lines if line.partition(":")[0] in NAMES]


async def setting(room: Room, words: str, *, place: PlaceId = DESK) -> list[str]:
    """What the desk's settings are once its chief has changed these."""
    return values(await room.ask(f"settings {words}", by=CHANDRA, place=place))


async def test_everybody_reads_the_settings_and_a_chief_changes_several_at_once(room: Room) -> None:
    assert values(await room.ask("settings")) == DEFAULTS
    changed = await setting(
        room,
        "mode:asked threads:0 own:Paper.example.org, paper.example.net, editors:Rosa Reyes, edda "
        "chiefs:Chandra SIGNOFFS:3 blind:on ratings:true=Correct,false=Pants on fire",
    )
    assert changed == [
        "mode:asked",
        "threads:0",
        "own:paper.example.org,paper.example.net",
        "editors:Rosa Reyes, Edda Lind",
        "chiefs:Chandra Moss",
        "voters:none named, so every member",
        "signoffs:3",
        "blind:on",
        "ratings:true=Correct, misleading=Misleading, false=Pants on fire, unproven=Unproven",
    ]
    assert values(await room.ask("settings", by=ROSA)) == changed
    back = "mode:auto threads:3 own:none editors: chiefs:none signoffs:2 blind:off ratings:default"
    assert await setting(room, back) == DEFAULTS


async def test_a_desk_has_settings_of_its_own(room: Room) -> None:
    await setting(room, "signoffs:3", place=PlaceId("other"))
    assert values(await room.ask("settings")) == DEFAULTS


async def test_a_wrong_setting_is_refused_with_a_sentence_and_no_other_is_changed(
    room: Room, rows: Callable[[], Mapping[str, int]]
) -> None:
    before = rows()
    for words, says in WRONG:
        also = "" if words.startswith("mode") else " mode:asked"
        with pytest.raises(NotAllowed, match=says):
            await setting(room, words + also)
    assert rows() == before
    assert values(await room.ask("settings", by=EDDA)) == DEFAULTS


async def test_only_a_chief_changes_them_and_chiefs_are_whom_the_desk_names(room: Room) -> None:
    for person in (ROSA, EDDA, GUEST):
        with pytest.raises(NotAllowed):
            await room.ask("settings blind:on", by=person)
    await setting(room, "chiefs:Edda")
    with pytest.raises(NotAllowed, match="Only a chief can change the desk's settings"):
        await setting(room, "blind:on")
    await room.ask("settings blind:on", by=EDDA)
    del room.roster.people[EDDA.id]
    assert "chiefs:edda (gone)" in await room.ask("settings")


async def test_renamed_ratings_are_what_people_read(room: Room, claim: ClaimId) -> None:
    await setting(room, "ratings:false=Wrong, unproven=Not shown")
    assert await room.vote(claim, Rating.FALSE, by=ROSA) == "You voted: Wrong."
    assert await state(room, claim) == "Leaning wrong (1)"
    await room.vote(claim, Rating.UNPROVEN, by=EDDA)
    await room.vote(claim, Rating.UNPROVEN, by=ELIAS, reason="no count exists")
    assert await state(room, claim) == "Verdict: Not shown (Edda, Elias)"
    await room.settle()
    assert room.in_thread(claim)[0].startswith("Verdict: Not shown, signed by")


async def test_the_houses_own_links_and_the_mode_are_heeded_at_the_next_paste(room: Room) -> None:
    await setting(room, "own:paper.example.org")
    assert (await room.paste("https://news.paper.example.org/a-1")).tips == ()
    await setting(room, "own:none mode:asked")
    assert (await room.paste("https://news.paper.example.org/a-1")).tips == ()
    await setting(room, "mode:auto threads:1")
    room.pages.pages["https://news.paper.example.org/a-1"] = "Two words\nIt rose by 4.\nIt fell by 5."
    await room.paste("https://news.paper.example.org/a-1")
    await room.settle()
    assert room.chat.kinds()["claim"] == 1
