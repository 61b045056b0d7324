"""A claim to write down."""

from datetime import datetime

from bot.model.claim import Claim
from bot.model.ids import ClaimId, PlaceId
from bot.model.page import Kind, Source
from tests.support.hours import NOON


def a_claim(key: str, text: str = "Rents rose.", *, at: datetime = NOON) -> Claim:
    """One of the desk `desk`, in the outlet's own voice."""
    return Claim(
        id=ClaimId(key),
        place=PlaceId("desk"),
        fingerprint=f"{key}|{text}",
        text=text,
        source=Source.OUTLET,
        speaker=None,
        direct_quote=False,
        kind=Kind.EVENT,
        reasons=(),
        notes=(),
        first_check=None,
        created_at=at,
    )
