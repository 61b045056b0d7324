"""Who works in the tests' newsroom, and who only looks in."""

from bot.model.ids import PersonId
from bot.model.people import Person, Role
from tests.support.fakes import FakeRoster

ROSA = Person(PersonId("rosa"), "Rosa Reyes", Role.REPORTER)
EDDA = Person(PersonId("edda"), "Edda Lind", Role.EDITOR)
ELIAS = Person(PersonId("elias"), "Elias Okoro", Role.EDITOR)
CHANDRA = Person(PersonId("chandra"), "Chandra Moss", Role.CHIEF)
GUEST = Person(PersonId("gus"), "Gus Guest", Role.GUEST)
BOT = Person(PersonId("bot"), "Feed Bot", Role.BOT)
EVERYBODY = (ROSA, EDDA, ELIAS, CHANDRA, GUEST, BOT)


def staff() -> FakeRoster:
    """All of them, as a platform would know them."""
    return FakeRoster({person.id: person for person in EVERYBODY})
