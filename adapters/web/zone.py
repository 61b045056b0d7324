"""The reader's own time zone, as the page sends it."""

import re
from dataclasses import replace

from bot.errors import NotAllowed
from bot.model.people import Person
from bot.rules.calendar_of import check_zone

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,63}")


def zoned(person: Person, sent: object) -> Person:
    """The person with the zone of this name; as they were where nobody knows such a zone."""
    if not isinstance(sent, str) or not _NAME.fullmatch(sent):
        return person
    try:
        return replace(person, zone=check_zone(sent))
    except NotAllowed:
        return person
