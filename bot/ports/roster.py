"""Who people are, asked when something is decided: a platform's word of yesterday does not count."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from bot.model.ids import PersonId, PlaceId, WorkspaceId
from bot.model.people import Person


class Roster(Protocol):
    """What a platform knows of its people now."""

    async def now(
        self, workspace: WorkspaceId, place: PlaceId, people: Collection[PersonId]
    ) -> Mapping[PersonId, Person]:
        """Those of them who are people of this place; whoever has left, and who never was, is left out."""
        ...

    async def named(self, workspace: WorkspaceId, place: PlaceId, words: str) -> Person | None:
        """The one person of this place whom these words name, as people write it there."""
        ...

    async def chiefs(self, workspace: WorkspaceId, place: PlaceId) -> Sequence[Person]:
        """Who leads this place, as the platform knows it."""
        ...

    async def sees(
        self, workspace: WorkspaceId, person: PersonId, places: Collection[PlaceId]
    ) -> Collection[PlaceId]:
        """Those of the places that this person may read."""
        ...


Rosters = Callable[[WorkspaceId], Roster]
