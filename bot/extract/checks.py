"""One thing to check first, as a question."""

import re

from bot.extract.attribution import Attributed
from bot.extract.features import office_holder
from bot.model.page import Kind, Source

_ARTICLE = re.compile(r"^(the|a|an|some|several|many|two|three|four)\s+", re.IGNORECASE)
_NOBODY = ("reports", "rumours", "rumors", "media", "some", "many", "others", "someone", "everyone")
_BY_KIND = {
    Kind.PREDICTION: "What is this forecast based on?",
    Kind.CAUSE: "Is it shown that the one caused the other?",
    Kind.RULE: "Where is this rule written, and is it in force?",
    Kind.QUANTITY: "Figure for which year, and from whom?",
    Kind.QUOTE: "Were these the exact words?",
    Kind.EVENT: "Who else saw or reported this, independently?",
    Kind.ROLE: "Did they hold this office on that date?",
    Kind.OTHER: "Where does this come from first?",
}


def first_check(item: Attributed, kind: Kind, features: dict[str, float]) -> str:
    """The question that decides most about this sentence."""
    source, speaker = item.voice.source, item.voice.speaker
    if source is Source.UNNAMED and not item.direct:
        return _who(item, speaker)
    if source is Source.DOCUMENT:
        return "Does the document say this, and who made it?"
    holder = office_holder(item.sentence)
    speaks = bool(holder and speaker and holder.split()[-1] in speaker)
    if "office" in features and (
        kind in (Kind.ROLE, Kind.EVENT, Kind.OTHER) or (speaks and kind is Kind.QUOTE)
    ):
        return f"Did {holder} hold this office on that date?" if holder else _BY_KIND[Kind.ROLE]
    if source is Source.UNNAMED and kind is Kind.QUOTE:
        return _who(item, speaker)
    if "comparison" in features and kind is Kind.QUANTITY and "percentage" not in features:
        return "Compared with what, and over which time?"
    return _BY_KIND[kind]


def _who(item: Attributed, speaker: str | None) -> str:
    tokens = [token for token in item.sentence.tokens if speaker and token.text in speaker.split()]
    if not speaker or not tokens or any(token.lower_ in _NOBODY for token in tokens):
        return "Who says so, and how do they know?"
    words = _ARTICLE.sub("", speaker)
    if not tokens[0].tag_.startswith("NNP"):
        words = words[:1].lower() + words[1:]
    if any(token.ent_type_ == "PERSON" for token in tokens):
        return f"Who is {words}, and can they be reached?"
    if any(token.tag_ in ("NNS", "NNPS") for token in tokens) or words.split()[0] == "people":
        return f"Who are the {words}, and did they see it?"
    owned = "’s " in words or "'s " in words
    return f"Who is {words}?" if owned else f"Who is the {words}, and did they see it?"
