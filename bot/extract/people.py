"""The people an article names, and how it names them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from bot.extract.cues import (
    BODIES,
    FEMALE_NAMES,
    FEMALE_WORDS,
    FIRST_NAMES,
    MALE_NAMES,
    MALE_WORDS,
    OFFICES,
    TITLES,
)


@dataclass(slots=True)
class People:
    """Full names by first name and surname; `met` holds those that the reader has come by so far."""

    by_part: dict[str, list[str]] = field(default_factory=dict)
    met: dict[str, list[str]] = field(default_factory=dict)
    female: set[str] = field(default_factory=set)
    male: set[str] = field(default_factory=set)

    def full(self, name: str) -> str:
        """The one full name that this surname (or first name) can stand for here, else the name as it is."""
        known = self.met.get(name) or self.by_part.get(name, [])
        return known[0] if " " not in name and len(known) == 1 else name

    def is_person(self, word: str) -> bool:
        """Whether the word is the surname of somebody named in full."""
        return word in self.by_part

    def fits(self, name: str, pronoun: str) -> bool:
        """False only where the name is known to be of the other sex."""
        return name not in (self.male if pronoun == "she" else self.female)

    def meet(self, span: Span) -> None:
        """The names of a sentence count from here on."""
        for entity in span.ents:
            if entity.label_ == "PERSON":
                _add(self.met, plain_name(entity))


def people_of(docs: list[Doc]) -> People:
    """Everybody whom the article names with more than one word."""
    people = People()
    for entity in (entity for doc in docs for entity in doc.ents):
        if entity.label_ != "PERSON" or " " not in (name := plain_name(entity)):
            continue
        _add(people.by_part, name)
        title = {token.lower_.strip(".") for token in entity.doc[max(0, entity.start - 1) : entity.end]}
        first = name.split()[0].lower()
        if title & FEMALE_WORDS or first in FEMALE_NAMES:
            people.female.add(name)
        elif title & MALE_WORDS or first in MALE_NAMES:
            people.male.add(name)
    return people


def _add(parts: dict[str, list[str]], name: str) -> None:
    if " " not in name:
        return
    for part in {name.split()[0], name.split()[-1]}:
        known = parts.setdefault(part, [])
        # "Ana Maria Novak" and "Ana Novak" are one person.
        if not any(set(name.split()) <= set(other.split()) for other in known):
            known.append(name)


def mend_names(doc: Doc) -> None:
    """Mark the names that the recogniser misses after an office or a common first name."""
    found = [span for run in _proper_runs(doc) if (span := _name_in(run)) is not None]
    if found:
        taken = {token.i for span in found for token in span}
        kept = [entity for entity in doc.ents if not taken & set(range(entity.start, entity.end))]
        doc.ents = [*kept, *found]


def _proper_runs(doc: Doc) -> Iterator[Span]:
    start = None
    for token in doc:
        proper = token.tag_ == "NNP" and token.text[:1].isupper()
        if proper and start is None:
            start = token.i
        elif not proper and start is not None:
            yield doc[start : token.i]
            start = None
    if start is not None:
        yield doc[start:]


def _name_in(run: Span) -> Span | None:
    """The name at the end of "Health Secretary Ana Novak", or all of "Ana Novak"."""
    titles = [at for at, token in enumerate(run) if token.lower_.strip(".") in OFFICES]
    name = run[titles[-1] + 1 :] if titles else run
    before = run.doc[run.start - 1].lower_ if run.start else ""
    holding = entity_at(run[titles[-1]]) if titles else None
    if not 1 <= len(name) <= 3 or (holding is not None and holding.label_ in ("GPE", "FAC", "LOC")):
        return None
    if any(token.lower_ in TITLES | BODIES for token in name):
        return None
    known = name[0].lower_ in FIRST_NAMES and len(name) > 1 and name[0].ent_type_ in ("", "ORG", "PERSON")
    if not (titles or known or (before in OFFICES and len(name) > 1)):
        return None
    return Span(name.doc, name.start, name.end, label="PERSON")


def plain_name(span: Span) -> str:
    """A name without titles before it or a possessive after it."""
    words = [
        token.text
        for token in _whole(span)
        if token.tag_ != "POS" and token.text not in ("'s", "’s", "’", "'")
    ]
    while len(words) > 1 and words[0].lower().strip(".") in TITLES | {"the"}:
        words = words[1:]
    return " ".join(words).replace(" - ", "-").strip(" ,.-“”\"'’‘")


def _whole(span: Span) -> Span:
    """The name with a first name that the recogniser left out."""
    start = span.start
    while start > 0:
        token = span.doc[start - 1]
        if (
            token.tag_ != "NNP"
            or token.dep_ != "compound"
            or token.head.i < start
            or entity_at(token) is not None
        ):
            break
        if token.head.i >= span.end or token.lower_.strip(".") in TITLES:
            break
        start -= 1
    return span.doc[start : span.end]


def has_title(span: Span) -> bool:
    """Whether a title of address or office stands before or in the name."""
    before = span.doc[max(0, span.start - 1) : span.start + 1]
    return any(token.lower_.strip(".") in TITLES for token in before)


def is_first_name_alone(span: Span, name: str) -> bool:
    """A lone first name, or a name that has to be explained: "Maria, a nurse"."""
    if " " in name or has_title(span):
        return False
    after = [token.lower_ for token in span.doc[span.end : span.end + 2]]
    before = [token.lower_ for token in span.doc[max(0, span.start - 2) : span.start]]
    explained = after in ([",", "a"], [",", "an"]) or (
        after[:1] == [","] and span.doc[span.end + 1 :][:1].text.isdigit()
    )
    introduced = bool({"named", "called", "as", "only"} & set(before))
    return name.lower() in FIRST_NAMES or explained or introduced


def entity_at(token: Token) -> Span | None:
    """The named entity that holds a token."""
    return next((entity for entity in token.doc.ents if entity.start <= token.i < entity.end), None)
