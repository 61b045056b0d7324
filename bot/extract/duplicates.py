"""The same statement in lead and body, once."""

import re
from dataclasses import dataclass

from bot.extract.words import NUMBERS

_SHARED = 0.6
_FEWEST = 4
_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "denied",
        "denies",
        "refused",
        "rejects",
    ]
)
_LITTLE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "that",
        "this",
        "these",
        "those",
        "who",
        "which",
        "said",
        "says",
        "told",
        "according",
        "would",
        "will",
        "also",
        "after",
        "before",
        "more",
        "than",
        "into",
        "over",
        "about",
        "up",
        "out",
        "there",
        "when",
        "while",
    ]
)


@dataclass(frozen=True, slots=True)
class Gist:
    """What a sentence says, roughly: its content words, its numbers, whether it denies."""

    words: frozenset[str]
    numbers: frozenset[str]
    denies: bool


def gist(text: str) -> Gist:
    """Comes from the text alone, so that it is the same on every day."""
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    numbers = {
        NUMBERS.get(token, token.replace(",", ""))
        for token in tokens
        if token[0].isdigit() or token in NUMBERS
    }
    denies = any(token in _NEGATIONS or token.endswith(("n't", "n’t")) for token in tokens)
    words = {
        token for token in tokens if token not in _LITTLE and token not in NUMBERS and not token[0].isdigit()
    }
    return Gist(frozenset(words), frozenset(numbers), denies)


def is_same(one: Gist, other: Gist) -> bool:
    """Whether the shorter is mostly held by the longer, with the same numbers and the same sign."""
    fewer = min(len(one.words), len(other.words))
    if fewer < _FEWEST or one.numbers != other.numbers or one.denies != other.denies:
        return False
    return len(one.words & other.words) >= _SHARED * fewer
