"""What sort of claim a sentence makes."""

from bot.extract import words
from bot.model.page import Kind


def kind_of(features: dict[str, float], text: str) -> Kind:
    """The first that applies: what is to come, why, what holds, how many, who holds what, what happened."""
    if "prediction" in features:
        return Kind.PREDICTION
    if "cause" in features:
        return Kind.CAUSE
    if "rule" in features and "act" not in features:
        return Kind.RULE
    if "figure" in features:
        return Kind.QUANTITY
    if words.APPOINTED.search(text) and words.OFFICE.search(text):
        return Kind.ROLE
    if "direct" in features:
        return Kind.QUOTE
    if "rule" in features:
        return Kind.RULE
    if "comparison" in features:
        return Kind.QUANTITY
    if "act" in features or "date" in features:
        return Kind.EVENT
    return Kind.OTHER
