"""What a sentence shows that makes it worth checking, as named features."""

from spacy.tokens import Token

from bot.extract import words
from bot.extract.attribution import Attributed
from bot.extract.boilerplate import is_boilerplate
from bot.extract.people import entity_at
from bot.extract.sentences import Sentence
from bot.model.page import Source

_SHORTEST = 6
_LONGEST = 130
_FULL_LENGTH = 28
_LEAD_SENTENCES = 3
_BODIES = ("ORG", "GPE", "NORP", "FAC", "LAW", "EVENT", "PRODUCT")


def features_of(item: Attributed) -> dict[str, float]:
    """The features of a sentence by name, each from 0 to 1."""
    sentence, text = item.sentence, item.sentence.text
    labels = {entity.label_ for entity in sentence.tokens.ents}
    figure = has_figure(sentence)
    shown = {
        "figure": figure,
        "percentage": bool(words.PERCENT.search(text)),
        "money": bool(words.MONEY.search(text)),
        "date": bool(words.DAY.search(text)),
        "person": "PERSON" in labels,
        "body": bool(labels & set(_BODIES)),
        "office": has_office(sentence),
        "reported": item.voice.source is not Source.OUTLET,
        "unnamed": item.voice.source is Source.UNNAMED,
        "document": item.voice.source is Source.DOCUMENT,
        "direct": item.direct,
        "cause": bool(words.CAUSE.search(text)),
        "comparison": bool(words.COMPARE.search(text)),
        "rule": bool(words.RULE.search(text)),
        "act": bool(words.ACTS.search(text)),
        "early": sentence.number < _LEAD_SENTENCES,
        "prediction": bool(words.FUTURE.search(text)),
        "opinion": bool(words.OPINION.search(text)),
        "first_person": bool(words.FIRST_PERSON.search(text)) and not figure,
        "vague": bool(words.VAGUE.search(text)),
        "context": bool(words.CONTEXT.match(text)),
        "bare": not figure and not labels & {"PERSON", *_BODIES, "DATE", "MONEY", "PERCENT"},
    }
    found = {name: 1.0 for name, seen in shown.items() if seen}
    found["length"] = min(len(text.split()), _FULL_LENGTH) / _FULL_LENGTH
    return found


def is_checkable_form(sentence: Sentence) -> bool:
    """False for questions, orders, fragments, broken quotations and page furniture."""
    text = sentence.text
    count = len(text.split())
    if sentence.half or not _SHORTEST <= count <= _LONGEST or is_boilerplate(text):
        return False
    if not _is_closed(text) or text.lstrip("“\"‘'«([")[:1].islower():
        return False
    return not _is_question(sentence) and not _is_order(sentence) and _has_finite_verb(sentence)


def has_figure(sentence: Sentence) -> bool:
    """A count or an amount; days, years and numbers in names are none."""
    if words.SIZES.search(sentence.text) or words.PERCENT.search(sentence.text):
        return True
    for token in sentence.tokens:
        if token.tag_ != "CD" or token.lower_ == "one" or _is_adjective(token):
            continue
        if token.ent_type_ in ("CARDINAL", "MONEY", "PERCENT", "QUANTITY"):
            return True
        if token.ent_type_ == "" and not _is_year(token.text):
            return True
    return False


def has_office(sentence: Sentence) -> bool:
    """An office beside a name, or somebody coming into one."""
    if words.APPOINTED.search(sentence.text):
        return True
    return office_holder(sentence) is not None


def office_holder(sentence: Sentence) -> str | None:
    """The person whom the sentence gives an office: "Health Secretary Ana Novak", "Ana Novak, the mayor"."""
    doc = sentence.tokens.doc
    for entity in sentence.tokens.ents:
        if entity.label_ != "PERSON":
            continue
        before = doc[max(sentence.tokens.start, entity.start - 4) : entity.end].text
        after = doc[entity.end : min(entity.end + 6, sentence.tokens.end)].text
        if words.OFFICE.search(before) or (after.startswith(",") and words.OFFICE.search(after)):
            return entity.text
    return None


def _is_adjective(token: Token) -> bool:
    """ "ten-storey", "the two explosions": no count that anybody gives."""
    doc = token.doc
    hyphened = token.i + 1 < len(doc) and doc[token.i + 1].text == "-"
    known = token.i > 0 and doc[token.i - 1].lower_ in (
        "the",
        "these",
        "those",
        "his",
        "her",
        "their",
        "both",
    )
    return hyphened or (known and token.lower_ in ("two", "three", "four"))


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("18", "19", "20") and text.isdigit()


def _is_closed(text: str) -> bool:
    return text.rstrip("\"”’'»)]")[-1:] in (".", "!", "…", "?", ",") and not text.endswith(",")


def _is_question(sentence: Sentence) -> bool:
    return sentence.text.rstrip("\"”’'»)]").endswith("?")


def _is_order(sentence: Sentence) -> bool:
    """ "Click here", "Read the report": a bare verb first, nobody doing it."""
    first = next((token for token in sentence.tokens if not token.is_punct), None)
    if first is None or first.tag_ not in ("VB", "VBP") or first.dep_ not in ("ROOT", "ccomp"):
        return False
    return entity_at(first) is None and not any(
        child.dep_ in ("nsubj", "nsubjpass", "aux") for child in first.children
    )


def _has_finite_verb(sentence: Sentence) -> bool:
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in sentence.tokens)
