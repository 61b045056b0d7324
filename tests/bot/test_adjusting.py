"""Settings of a desk, by `/claims settings`."""

from collections.abc import Callable, Mapping

import pytest

from bot.errors import NotAllowed
from bot.model.ballot import Rating
from bot.model.ids import ClaimId, PersonId, PlaceId
from tests.bot.conftest import TICK, state
from tests.support.room import CHANDRA, DESK, EDDA, ELIAS, GUEST, ROSA, Room

DEFAULTS = """mode:auto
layout:claims
threads:3
desk:here
own:none
editors:none named, so those whom the platform gives that part
chiefs:none named, so those whom the platform gives that part
voters:none named, so every member
signoffs:2
blind:off
ratings:true=True, misleading=Misleading, false=False, unproven=Unproven""".splitlines()
FEED, VERIFY, CELLAR = PlaceId("feed"), PlaceId("verify"), PlaceId("cellar")
EDITORS = PersonId("editors")
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
    ("layout:both", "claims or story"),
    ("desk:#nowhere", "no channel “#nowhere”"),
    ("desk:<!channel> confirmed", "no channel “<!channel>”"),
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
        "mode:asked layout:STORY threads:0 own:Paper.example.org, paper.example.net, editors:Rosa Reyes, "
        "edda chiefs:Chandra SIGNOFFS:3 blind:on ratings:true=Correct,false=Pants on fire",
    )
    assert changed == [
        "mode:asked",
        "layout:story",
        "threads:0",
        "desk:here",
        "own:paper.example.org,paper.example.net",
        "editors:Rosa Reyes, Edda Lind",
        "chiefs:Chandra Moss",
        "voters:none named, so every member",
        "signoffs:3",
        "blind:on",
        "ratings:true=Correct, misleading=Misleading, false=Pants on fire, unproven=Unproven",
    ]
    assert values(await room.ask("settings", by=ROSA)) == changed
    back = (
        "mode:auto layout:claims threads:3 own:none editors: chiefs:none signoffs:2 blind:off ratings:default"
    )
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


def desk_of(answer: list[str]) -> str:
    """Where the claims go, as the settings show it."""
    (line,) = [line for line in answer if line.startswith("desk:")]
    return line.removeprefix("desk:")


async def test_a_chief_says_where_the_claims_of_a_channel_go_and_takes_it_back(room: Room) -> None:
    room.roster.places.add(VERIFY)
    assert desk_of(await setting(room, "desk:#verify blind:on", place=FEED)) == "#verify"
    async with room.ledger.look(room.workspace) as tx:
        assert (await tx.desks.get(FEED)).feeds == VERIFY
        assert (await tx.desks.get(DESK)).feeds is None
    for back in ("here", "none", "#feed"):
        room.roster.places.add(FEED)
        assert desk_of(await setting(room, f"desk:{back}", place=FEED)) == "here"
        await setting(room, "desk:verify", place=FEED)


async def test_claims_are_not_sent_on_from_one_desk_to_the_next(room: Room) -> None:
    room.roster.places |= {FEED, VERIFY}
    await setting(room, "desk:#verify", place=FEED)
    with pytest.raises(NotAllowed, match="#feed sends its own claims to another desk"):
        await setting(room, "desk:#feed")
    with pytest.raises(NotAllowed, match="so this one has to keep its own"):
        await setting(room, "desk:#desk", place=VERIFY)
    await setting(room, "desk:here", place=FEED)
    assert desk_of(await setting(room, "desk:#desk", place=VERIFY)) == "#desk"


async def test_a_channel_that_the_chief_does_not_see_is_no_channel(room: Room) -> None:
    room.roster.hidden[CELLAR] = frozenset({EDDA.id})
    with pytest.raises(NotAllowed) as unseen:
        await setting(room, "desk:#cellar confirmed")
    with pytest.raises(NotAllowed) as missing:
        await setting(room, "desk:#attics confirmed")
    assert str(unseen.value).replace("cellar", "attics") == str(missing.value)


async def test_a_private_feed_goes_to_a_more_open_desk_only_once_that_is_confirmed(room: Room) -> None:
    insiders = frozenset({CHANDRA.id, EDDA.id})
    room.roster.places.add(VERIFY)
    room.roster.hidden |= {FEED: insiders, CELLAR: insiders}
    for name, readers in (("#verify", "everybody in this workspace, in #verify"), ("#cellar", "all who are")):
        with pytest.raises(NotAllowed, match=f"would be seen by {readers}.*set desk:{name} confirmed"):
            await setting(room, f"desk:{name}", place=FEED)
        async with room.ledger.look(room.workspace) as tx:
            assert (await tx.desks.get(FEED)).feeds is None
        assert desk_of(await setting(room, f"desk:{name} Confirmed", place=FEED)) == name
        await setting(room, "desk:here", place=FEED)
    assert desk_of(await setting(room, "desk:#cellar", place=VERIFY)) == "#cellar", "less open is no leak"


async def test_the_name_of_a_channel_is_told_only_to_who_sees_it(room: Room) -> None:
    room.roster.hidden[CELLAR] = frozenset({CHANDRA.id})
    await setting(room, "desk:#cellar")
    assert desk_of(values(await room.ask("settings", by=CHANDRA))) == "#cellar"
    assert desk_of(values(await room.ask("settings", by=ROSA))) == "a channel that you do not see"


async def test_a_group_can_be_editors_and_chiefs_and_whoever_is_in_it_now_counts(
    room: Room, claim: ClaimId
) -> None:
    room.roster.groups[EDITORS] = frozenset({ROSA.id, EDDA.id, CHANDRA.id})
    changed = await setting(room, "editors:@editors chiefs:@editors, Elias voters:@editors")
    assert [line for line in changed if "@" in line] == [
        "editors:@editors",
        "chiefs:@editors, Elias Okoro",
        "voters:@editors",
    ]
    rosa, edda = room.roster.person(ROSA.id), room.roster.person(EDDA.id)
    await room.vote(claim, Rating.FALSE, by=rosa, reason="we counted")
    assert await state(room, claim) == "1 of 2: False (Rosa)"
    with pytest.raises(NotAllowed, match="Only a chief"):
        await room.ask("settings blind:on", by=ROSA)
    await room.ask("settings blind:off", by=rosa)
    room.roster.groups[EDITORS] = frozenset({EDDA.id})
    room.wait(TICK)
    await room.vote(claim, Rating.FALSE, by=edda)
    assert await state(room, claim) == "1 of 2: False (Edda)", "who has left the group signs no more"
    del room.roster.groups[EDITORS]
    assert "editors:editors (gone)" in values(await room.ask("settings"))
