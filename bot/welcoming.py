"""First words: once a desk when it begins, once a person when they first do something."""

from datetime import datetime

from bot import owe
from bot.model.ids import PlaceId
from bot.model.people import Person
from bot.ports import Tx
from bot.rules.wording import first_word

WELCOME = (
    "This is Claimdesk. Paste the link of an article: it reads the page and puts the few sentences that can "
    "be checked here, each with who says it. You vote, bring evidence and sign; two editors make a verdict. "
    "It reminds you of what is still open, and sums up in the morning.",
    "People judge what is true; it never does.",
    "Reactions that count: ✅ true, ⚠️ misleading, ❌ false, ❓ unproven, 🚫 not a claim. No others.",
    "It never touches private messages, the house's own pages, shared documents or meetings, and reads "
    "nothing that is not public.",
    "It keeps what it has read until somebody deletes it.",
    "Next: name editors (/claims settings editors:…) · where claims go (/claims settings desk:…; now here) · "
    "only when asked (/claims settings mode:asked) · leave: remove me from here · all of it: /claims help.",
)
HELLO = (
    "Hello {name}. In short: paste a link, and the sentences that can be checked appear as threads. Vote "
    "with the buttons, put links to evidence in a thread, press Use for what your piece depends on. People "
    "judge, it never does. The rest: /claims help."
)


async def welcome(tx: Tx, place: PlaceId, *, added_by: str | None, at: datetime) -> None:
    """What a new desk is told, once."""
    who = [f"{added_by} has added me."] if added_by else []
    await owe.notice(tx, f"welcome:{place}", place, "\n".join([*who, *WELCOME]), at=at)


async def hello(tx: Tx, person: Person, place: PlaceId, *, at: datetime) -> None:
    """What a person is told at their first paste or vote, once and alone."""
    words = HELLO.format(name=first_word(person.name))
    await owe.aside(tx, f"hello:{person.id}", person.id, place, words, at=at)
