"""Who may be chosen on the web desk; names here are not verified."""

from collections.abc import Collection, Mapping, Sequence

from bot.errors import NotAllowed
from bot.model.ids import PersonId, PlaceId, WorkspaceId
from bot.model.people import Person, Role

WORKSPACE = WorkspaceId("web")
PLACE = PlaceId("desk")

PEOPLE: tuple[Person, ...] = (
    Person(id=PersonId("rosa"), name="Rosa Reyes", role=Role.REPORTER),
    Person(id=PersonId("edda"), name="Edda Lind", role=Role.EDITOR),
    Person(id=PersonId("elias"), name="Elias Okoro", role=Role.EDITOR),
    Person(id=PersonId("chandra"), name="Chandra Moss", role=Role.CHIEF),
)
_BY_ID = {person.id: person for person in PEOPLE}


def chosen(name: str | None) -> Person:
    """The person of this id, the first of the roster for none; raises NotAllowed for a stranger."""
    if not name:
        return PEOPLE[0]
    person = _BY_ID.get(PersonId(name))
    if person is None:
        raise NotAllowed("Nobody of that name works here: choose who you are under People.")
    return person


def label(person: Person) -> str:
    """How the list of people reads."""
    return f"{person.name} ({person.role})"


class WebRoster:
    """The port `Roster`: everybody here sees the one desk there is."""

    async def now(
        self, workspace: WorkspaceId, place: PlaceId, people: Collection[PersonId]
    ) -> Mapping[PersonId, Person]:
        """Those of them who may be chosen."""
        return {person: _BY_ID[person] for person in people if person in _BY_ID}

    async def named(self, workspace: WorkspaceId, place: PlaceId, words: str) -> Person | None:
        """By all of the name, its first word, or the id; capitals aside."""
        wanted = " ".join(words.split()).casefold()
        for person in PEOPLE:
            name = person.name.casefold()
            if wanted in (name, name.split()[0], person.id):
                return person
        return None

    async def members(
        self, workspace: WorkspaceId, place: PlaceId, named: Collection[PersonId]
    ) -> Sequence[Person]:
        """The same: there are no groups here."""
        return list((await self.now(workspace, place, named)).values())

    async def chiefs(self, workspace: WorkspaceId, place: PlaceId) -> Sequence[Person]:
        """The chief of the roster."""
        return [person for person in PEOPLE if person.role is Role.CHIEF]

    async def sees(
        self, workspace: WorkspaceId, person: PersonId, places: Collection[PlaceId]
    ) -> Collection[PlaceId]:
        """The desk, for everybody who may be chosen."""
        return [place for place in places if place == PLACE and person in _BY_ID]

    async def place(self, workspace: WorkspaceId, words: str) -> PlaceId | None:
        """The one desk there is, by its name."""
        return PLACE if words.strip().removeprefix("#").casefold() == PLACE else None

    async def call(self, workspace: WorkspaceId, place: PlaceId) -> str:
        """Its name as one would write it."""
        return f"#{place}"

    async def private(self, workspace: WorkspaceId, place: PlaceId) -> bool:
        """Nothing is private among those who share one machine."""
        return False
