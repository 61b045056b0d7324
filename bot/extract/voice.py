"""What sort of source a noun phrase is, and how to call it."""

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from bot.extract.cues import ANONYMOUS, BODIES, DOCUMENTS, FIRST_NAMES, OFFICES, UNNAMED
from bot.extract.people import People, entity_at, is_first_name_alone, plain_name
from bot.model.page import Source
from bot.model.text import clean

_ANONYMOUS = re.compile(ANONYMOUS, re.IGNORECASE)
_BODY_LABELS = frozenset(("ORG", "GPE", "NORP", "FAC", "PRODUCT", "LOC"))
_DOCUMENT_LABELS = frozenset(("LAW", "WORK_OF_ART"))
_SPOKES = re.compile(r"^(spokes|representative)")
_LONGEST = 12
_SOME = ("some", "many", "several", "others")
_PEOPLE_END = (
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "man",
    "men",
    "woman",
    "women",
    "ant",
    "ants",
    "eer",
    "eers",
    "ee",
    "ees",
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who asserts something. `person` is set for a named human being, whom "she" can stand for."""

    source: Source
    speaker: str | None = None
    person: bool = False


OUTLET = Voice(Source.OUTLET)
HEARSAY = Voice(Source.UNNAMED)


def voice_of(head: Token, people: People) -> Voice | None:
    """The voice of a subject; None for pronouns and for things that do not speak."""
    if head.lower_ in _SOME:
        return Voice(Source.UNNAMED, phrase(head))
    if head.tag_ in ("PRP", "WP", "WDT", "DT", "EX", "CD") and entity_at(head) is None:
        return None
    words = phrase(head)
    if any(other.lower_ in UNNAMED for other in head.conjuncts if other.i > head.i and head.tag_ == "NNP"):
        return Voice(Source.UNNAMED, words)
    entity = entity_at(head) or _apposed(head)
    if entity is not None and (entity.label_ == "PERSON" or people.is_person(head.text)):
        return _person(entity, people, words)
    if head.lower_ not in DOCUMENTS and head.tag_ != "NNP" and _ANONYMOUS.search(head.sent.text):
        return Voice(Source.UNNAMED, words)
    return _thing(head, entity, people, words)


def _person(entity: Span, people: People, words: str) -> Voice:
    name = plain_name(entity)
    full = people.full(name)
    if " " not in full and is_first_name_alone(entity, name):
        return Voice(Source.UNNAMED, words if len(words.split()) <= 6 else name)
    return Voice(Source.NAMED, full, person=True)


def _thing(head: Token, entity: Span | None, people: People, words: str) -> Voice | None:
    word = head.lower_
    if head.tag_ == "NNP" and word in FIRST_NAMES and _is_bare(head) and not people.is_person(head.text):
        return Voice(Source.UNNAMED, head.text)
    if entity is not None and entity.start <= head.i < entity.end and head.tag_.startswith("NNP"):
        if entity.label_ in _DOCUMENT_LABELS or _ends_as_document(entity):
            return Voice(Source.DOCUMENT, words)
        if entity.label_ in _BODY_LABELS:
            return Voice(Source.NAMED, _body_name(entity))
    if people.is_person(head.text):
        return Voice(Source.NAMED, people.full(head.text), person=True)
    if word in DOCUMENTS:
        return Voice(Source.DOCUMENT, words)
    if _SPOKES.match(word) and _speaks_for_a_body(head):
        return Voice(Source.NAMED, words)
    if word in UNNAMED:
        return Voice(Source.UNNAMED, words)
    if word in BODIES:
        return Voice(Source.NAMED, words)
    if head.tag_ in ("NNP", "NNPS"):
        return Voice(Source.NAMED, words)
    if head.tag_ in ("NN", "NNS") and _is_human(head):
        return Voice(Source.UNNAMED, words)
    return None


def phrase(head: Token) -> str:
    """The words of a noun phrase from its left edge, up to a comma or quotation."""
    doc, start, end = head.doc, head.left_edge.i, head.i + 1
    last = head.right_edge.i
    while (
        end <= last
        and end - start < _LONGEST
        and doc[end].text not in (",", "“", '"', "”", ":", "–", "—", "(")
    ):
        end += 1
    start = max(start, end - _LONGEST - 4)
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "mark", "advmod")):
        start += 1
    return clean(doc[start:end].text).strip(' ,;:-–—“”"')


def _apposed(head: Token) -> Span | None:
    """The name in "the minister, Ana Novak, said" and "Niger's president Mahamadou Issoufou"."""
    if head.i + 1 < len(head.doc) and head.tag_ == "NN":
        following = entity_at(head.nbor())
        if following is not None and following.label_ == "PERSON" and following.start == head.i + 1:
            return following
    for child in head.children:
        if child.dep_ != "appos" or child.tag_ != "NNP":
            continue
        entity = entity_at(child)
        if entity is not None and entity.label_ == "PERSON":
            return entity
        first = child.left_edge.i
        if head.lower_ in OFFICES and all(token.tag_ == "NNP" for token in head.doc[first : child.i + 1]):
            return Span(head.doc, first, child.i + 1, label="PERSON")
    return None


def _body_name(entity: Span) -> str:
    name = clean(entity.text).split(" (")[0]
    return re.sub(r"[’']s$", "", name).strip(' ,.;:“”"') or name


def _ends_as_document(entity: Span) -> bool:
    return entity[-1].lower_ in ("report", "study", "survey", "census", "statement", "charter")


def _speaks_for_a_body(head: Token) -> bool:
    """ "A spokesman for the ministry", "a ministry spokeswoman", "the ministry's spokesman"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "of", "at", "from"):
            return True
        if child.dep_ in ("compound", "poss", "nmod") and (
            child.lower_ in BODIES or (entity_at(child) is not None) or child.tag_ == "NNP"
        ):
            return True
    return False


def _is_bare(head: Token) -> bool:
    """Whether the name stands alone: "Maria" and not "Aunt Maria" or "Maria Kern"."""
    return not any(child.dep_ in ("compound", "amod", "nmod", "flat") for child in head.children)


def _is_human(head: Token) -> bool:
    """People end like this; things seldom do."""
    return head.lower_.endswith(_PEOPLE_END)
