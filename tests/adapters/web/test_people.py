"""Who may be chosen on the web desk, as the desk asks for people and places."""

import pytest

from adapters.web.people import PEOPLE, PLACE, WORKSPACE, WebRoster
from bot.model.ids import PersonId, PlaceId

EDDA, NOBODY, ELSEWHERE = PersonId("edda"), PersonId("nobody"), PlaceId("elsewhere")


async def test_members_are_those_who_may_be_chosen_and_there_are_no_groups() -> None:
    found = await WebRoster().members(WORKSPACE, PLACE, [EDDA, NOBODY, PersonId("editors")])
    assert [person.name for person in found] == ["Edda Lind"]


@pytest.mark.parametrize(
    ("words", "place"), [("desk", PLACE), ("#Desk", PLACE), ("#verify", None), ("", None)]
)
async def test_there_is_one_place_by_its_name(words: str, place: PlaceId | None) -> None:
    assert await WebRoster().place(WORKSPACE, words) == place


async def test_the_desk_is_open_to_all_who_may_be_chosen_and_called_by_its_name() -> None:
    roster = WebRoster()
    for person in PEOPLE:
        assert await roster.sees(WORKSPACE, person.id, [PLACE, ELSEWHERE]) == [PLACE]
    assert await roster.sees(WORKSPACE, NOBODY, [PLACE]) == []
    assert await roster.call(WORKSPACE, PLACE) == "#desk"
    assert not await roster.private(WORKSPACE, PLACE)
