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
        """Those of them who are people of this place; whoever has left, and who never was, is left out.

        A group that is asked for is given as one entry of its name, with the role GROUP.
        """
        ...

    async def named(self, workspace: WorkspaceId, place: PlaceId, words: str) -> Person | None:
        """The one person, or group, of this place whom these words name, as people write it there."""
        ...

    async def members(
        self, workspace: WorkspaceId, place: PlaceId, named: Collection[PersonId]
    ) -> Sequence[Person]:
        """Like `now`, with each group as the people who are in it."""
        ...

    async def chiefs(self, workspace: WorkspaceId, place: PlaceId) -> Sequence[Person]:
        """Who leads this place, as the platform knows it."""
        ...

    async def sees(
        self, workspace: WorkspaceId, person: PersonId, places: Collection[PlaceId]
    ) -> Collection[PlaceId]:
        """Those of the places that this person may read."""
        ...

    async def place(self, workspace: WorkspaceId, words: str) -> PlaceId | None:
        """The place that these words name, as people write it there."""
        ...

    async def call(self, workspace: WorkspaceId, place: PlaceId) -> str:
        """How people call a place: `#desk`."""
        ...

    async def private(self, workspace: WorkspaceId, place: PlaceId) -> bool:
        """Whether only its members can read what stands there."""
        ...


Rosters = Callable[[WorkspaceId], Roster]
