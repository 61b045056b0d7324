"""Ids: sortable text, made here and never by a database."""

import secrets
from datetime import datetime
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
PlaceId = NewType("PlaceId", str)
PersonId = NewType("PersonId", str)
MessageId = NewType("MessageId", str)
TipId = NewType("TipId", str)
StoryId = NewType("StoryId", str)
ClaimId = NewType("ClaimId", str)
PostKey = NewType("PostKey", str)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 26


class _Ids:
    """Remembers the last id, so that ids of one millisecond sort in the order in which they were made."""

    last = 0

    def next(self, millisecond: int) -> int:
        fresh = millisecond << 80 | secrets.randbits(80)
        same = self.last >> 80 == millisecond
        self.last = self.last + 1 + secrets.randbits(32) if same else fresh
        return self.last


_ids = _Ids()


def new_id(now: datetime) -> str:
    """26 characters that sort by time, and within a millisecond by the order of making."""
    number = _ids.next(int(now.timestamp() * 1000))
    return "".join(_ALPHABET[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5))
