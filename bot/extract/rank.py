"""Which sentences are worth checking, and in what order."""

from bot.extract.attribution import Attributed
from bot.extract.features import features_of, is_checkable_form

# What each feature adds. Read it as: a figure outweighs a name, a reason outweighs a date.
WEIGHTS = {
    "figure": 2.0,
    "percentage": 0.7,
    "money": 0.7,
    "cause": 1.1,
    "comparison": 0.9,
    "rule": 0.9,
    "office": 0.7,
    "act": 0.8,
    "unnamed": 0.6,
    "document": 0.5,
    "reported": 0.6,
    "direct": 0.1,
    "date": 0.5,
    "person": 0.4,
    "body": 0.6,
    "early": 0.7,
    "length": 1.6,
    "context": -0.3,
    "prediction": -1.3,
    "opinion": -1.0,
    "first_person": -1.2,
    "vague": -1.5,
    "bare": -0.9,
}
CHECKABLE_FROM = 2.5
# Later sentences fall a little behind; a page of any length loses no more than this.
_POSITION_COST = 0.02
_MOST_POSITION_COST = 0.8

# How a feature is told to a person, most telling first.
REASONS = {
    "unnamed": "unnamed source",
    "percentage": "has a figure",
    "money": "has a figure",
    "figure": "has a figure",
    "cause": "says what caused what",
    "rule": "states a rule",
    "office": "names an office",
    "comparison": "compares",
    "document": "cites a document",
    "direct": "direct quote",
    "date": "gives a date",
    "prediction": "looks ahead",
    "act": "says what happened",
    "reported": "says what somebody said",
    "person": "names a person",
    "body": "names a body",
}
_MOST_REASONS = 3


def score(item: Attributed) -> float:
    """How much a sentence deserves a look; minus infinity for what cannot be checked at all."""
    if not is_checkable_form(item.sentence):
        return float("-inf")
    total = sum(WEIGHTS[name] * value for name, value in features_of(item).items())
    return total - min(_POSITION_COST * item.sentence.number, _MOST_POSITION_COST)


def reasons(features: dict[str, float]) -> tuple[str, ...]:
    """One to three short phrases, most telling first."""
    told = dict.fromkeys(phrase for name, phrase in REASONS.items() if name in features)
    return tuple(told)[:_MOST_REASONS] or ("can be looked up",)
