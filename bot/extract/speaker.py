"""Who asserts a sentence: the cue in it and its subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from bot.extract import cues
from bot.extract.people import entity_at
from bot.extract.sentences import Sentence

_SUBJECTS = ("nsubj", "csubj")
_UPWARD = ("conj", "xcomp", "advcl", "acl", "ccomp", "parataxis", "dep")


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of attribution: the verb or preposition, and its subject where it has one."""

    token: Token
    subject: Token | None
    depth: int


def cues_in(sentence: Sentence) -> list[Cue]:
    """The cues outside quotations, the one that governs the sentence first."""
    found = [cue for cue in _all(sentence) if not sentence.quoted(cue.token)]
    return sorted(found, key=lambda cue: (cue.depth, cue.token.i))


def is_hearsay(sentence: Sentence) -> bool:
    """Whether the sentence says "reportedly" or "is believed to" outside its quotations."""
    for token in sentence.tokens:
        if sentence.quoted(token):
            continue
        if token.lower_ in cues.HEARSAY_ADVERBS:
            return True
        if token.lower_ in cues.HEARSAY_VERBS and token.tag_ == "VBN" and _is_unowned(token):
            return True
    return False


def _is_unowned(verb: Token) -> bool:
    """ "is said to", "it is understood that", without a "by"."""
    deps = {child.dep_ for child in verb.children}
    passive = "auxpass" in deps and "agent" not in deps and "neg" not in deps
    present = any(child.dep_ == "auxpass" and child.lower_ in ("is", "are", "’s", "'s", "was", "were", "been")
                  for child in verb.children)  # fmt: skip
    return passive and present and bool(deps & {"xcomp", "ccomp"}) and verb.dep_ not in ("relcl",)


def _all(sentence: Sentence) -> Iterator[Cue]:
    tokens = sentence.tokens
    has_quote = any(quote.end - quote.start > 12 for quote in sentence.quotes)
    for token in tokens:
        if token.lower_ == "according" and token.i + 1 < tokens.end and token.nbor().lower_ == "to":
            if (source := _object_of(token.nbor())) is not None:
                yield Cue(token, source, 1)
        elif token.lower_ in cues.SPEECH_VERBS and token.tag_.startswith("VB"):
            subject = _speaking_subject(token)
            if subject is not None and _asserts(token, subject, sentence, has_quote):
                yield Cue(token, subject, _depth(token))
    lead = _lead_in(sentence)
    if lead is not None:
        yield Cue(lead, lead, 0)


def _lead_in(sentence: Sentence) -> Token | None:
    """ "Ana Novak: “…”" and "Ana Novak opposed the plan: “…”": whoever stands before colon and quotation."""
    tokens = sentence.tokens
    starts = {quote.start for quote in sentence.quotes if quote.whole}
    for token in tokens[1:-1]:
        if token.text != ":" or sentence.quoted(token) or token.nbor().idx not in starts:
            continue
        before = token.nbor(-1)
        entity = entity_at(before)
        if entity is not None and entity.label_ == "PERSON" and entity.start == tokens.start:
            return before
        subject = next((child for child in tokens.root.children if child.dep_ == "nsubj"), None)
        named = subject is not None and subject.i < token.i and entity_at(subject) is not None
        return subject if named else None
    return None


def _object_of(to: Token) -> Token | None:
    found = next((child for child in to.children if child.dep_ == "pobj"), None)
    if found is None:
        found = next((child for child in to.head.children if child.dep_ == "pobj"), None)
    return found


def _asserts(verb: Token, subject: Token, sentence: Sentence, has_quote: bool) -> bool:
    word = verb.lower_
    deps = {child.dep_ for child in verb.children}
    if "neg" in deps or any(child.dep_ == "aux" and child.lower_ in cues.MODALS for child in verb.children):
        return False
    if has_quote and _beside_quote(verb, sentence):
        return True
    if word in cues.QUOTE_ONLY:
        return False
    if "ccomp" in deps or (word in cues.COMMIT_VERBS and "xcomp" in deps):
        return True
    if word in cues.STRONG_VERBS and verb.tag_ != "VB" and deps & {"dobj", "prep"}:
        return True
    return _is_tail(verb, subject, sentence)


def _beside_quote(verb: Token, sentence: Sentence) -> bool:
    """A quotation belongs to a verb within a few words of it, or that governs it."""
    doc = verb.doc
    for quote in sentence.quotes:
        span = doc.char_span(quote.start, min(quote.end, len(doc.text)), alignment_mode="expand")
        if span is None or len(span) < 3:
            continue
        distance = span.start - verb.i if verb.i < span.start else verb.i - span.end
        if distance <= 12 or verb.dep_ == "ROOT" or verb in span.root.ancestors:
            return True
    return False


def _is_tail(verb: Token, subject: Token, sentence: Sentence) -> bool:
    """ "…, officials said on Monday." where the parser saw no clause."""
    start = min(subject.left_edge.i, verb.i)
    comma = start > sentence.tokens.start and verb.doc[start - 1].text in (",", "—", "–", "-")
    inverted = verb.i < subject.i
    return comma and (inverted or sentence.tokens.end - verb.i <= 8) and start - sentence.tokens.start >= 4


def _speaking_subject(verb: Token, hops: int = 3) -> Token | None:
    """The subject of a verb, that of a verb it hangs on, or the agent of a passive."""
    children = list(verb.children)
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in children):
        agent = next((child for child in children if child.dep_ == "agent"), None)
        return (
            next((part for part in agent.children if part.dep_ == "pobj"), None)
            if agent is not None
            else None
        )
    for child in children:
        if child.dep_ in _SUBJECTS:
            return child
    inverted = _inverted(verb)
    if inverted is not None:
        return inverted
    marks = {child.lower_ for child in children if child.dep_ in ("mark", "advmod")}
    if hops == 0 or verb.dep_ not in _UPWARD or marks & cues.OTHER_MARKS:
        return None
    if verb.dep_ == "acl":
        return _issuer(verb.head) if verb.tag_ == "VBG" else None
    return _speaking_subject(verb.head, hops - 1) if verb.head.tag_.startswith("VB") else None


def _inverted(verb: Token) -> Token | None:
    """ "said Nicola Sturgeon": the name after the verb, whatever the parser calls it."""
    if verb.i + 1 >= len(verb.doc) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if verb.i == 0 or verb.nbor(-1).text not in ("”", '"', "’", "'", ",", "»"):
        return None
    for token in verb.doc[verb.i + 1 : verb.i + 7]:
        entity = entity_at(token)
        if entity is not None and entity.label_ in ("PERSON", "ORG"):
            return entity.root
        if token.tag_ not in ("NN", "NNP", "JJ", "DT", "IN") or token.text == ",":
            return None
    return None


def _issuer(noun: Token) -> Token:
    """ "issued a statement saying": whoever issued it."""
    verb = noun.head
    if noun.lower_ in cues.DOCUMENTS and verb.lower_ in cues.ISSUED:
        return next((child for child in verb.children if child.dep_ in _SUBJECTS), noun)
    return noun


def _depth(token: Token) -> int:
    """How deep a cue lies; one in a relative clause or another's speech does not govern the sentence."""
    depth = 0
    here = token
    while here.head.i != here.i:
        aside = here.dep_ == "advcl" and _is_aside(here)
        reduced = here.dep_ == "acl" and here.tag_ != "VBG"
        if here.dep_ in ("relcl", "pcomp") or aside or reduced:
            depth += 10
        depth += 1
        here = here.head
    return depth


def _is_aside(verb: Token) -> bool:
    return any(
        child.dep_ in ("mark", "advmod") and child.lower_ in cues.OTHER_MARKS for child in verb.children
    )
