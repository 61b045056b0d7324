"""Who asserts each sentence of an article, carried from cue to cue."""

from dataclasses import dataclass

from spacy.tokens import Token

from bot.extract.people import People, people_of, plain_name
from bot.extract.sentences import Sentence
from bot.extract.speaker import Cue, cues_in, is_hearsay
from bot.extract.voice import HEARSAY, OUTLET, Voice, voice_of
from bot.model.page import Source

_DEEP = 8
_QUOTED_WORDS = 4
_HE_SHE = ("he", "she")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sentence with its voice; `direct` where it quotes word for word."""

    sentence: Sentence
    voice: Voice
    direct: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """The last voice that a cue gave, and where."""

    voice: Voice
    sentence: Sentence


def attribute(sentences: list[Sentence]) -> tuple[list[Attributed], People]:
    """A voice for each sentence; where nothing is certain a quotation is unnamed without a speaker."""
    people = people_of(list(dict.fromkeys(sentence.tokens.doc for sentence in sentences)))
    found: list[Attributed] = []
    last: _Said | None = None
    for number, sentence in enumerate(sentences):
        before = found[-1] if found else None
        direct = is_direct(sentence)
        people.meet(sentence.tokens)
        cued = _by_cue(sentence, sentences[:number], last, people)
        voice = cued
        if voice is None and direct:
            voice = _carried(sentence, before, last) or HEARSAY
        if voice is None:
            voice = HEARSAY if is_hearsay(sentence) else OUTLET
        elif cued is not None and cued is not OUTLET:
            last = _Said(voice, sentence)
        found.append(Attributed(sentence, voice, direct and voice is not OUTLET))
    return _backwards(found), people


def is_direct(sentence: Sentence) -> bool:
    """Whether it holds somebody's words and not a single quoted term or title."""
    if sentence.in_quote:
        return True
    for quote in sentence.quotes:
        if not quote.whole:
            continue
        words = sentence.tokens.doc.text[quote.start + 1 : quote.end - 1].split()
        titled = sum(word[:1].isupper() for word in words) > 0.7 * len(words)
        if len(words) >= _QUOTED_WORDS and not (titled and words[-1][-1:] not in ",.?!"):
            return True
    return False


def _by_cue(sentence: Sentence, earlier: list[Sentence], last: _Said | None, people: People) -> Voice | None:
    for cue in cues_in(sentence):
        if cue.depth >= _DEEP:
            continue
        voice = _cue_voice(cue, sentence, earlier, last, people)
        if voice is not None:
            return voice
        if is_direct(sentence) and cue.subject is not None and cue.subject.tag_.startswith("NN"):
            # Somebody else is speaking, we cannot tell who: nothing may be carried here.
            return HEARSAY
    return None


def _cue_voice(
    cue: Cue, sentence: Sentence, earlier: list[Sentence], last: _Said | None, people: People
) -> Voice | None:
    subject = cue.subject
    if subject is None:
        return None
    word = subject.lower_
    if word in _HE_SHE:
        return _he_or_she(subject, sentence, earlier, last, people)
    if word in ("it", "they", "this", "that", "these") and subject.tag_ in ("PRP", "DT"):
        return _it_or_they(word, sentence, last)
    if word in ("i", "we"):
        return HEARSAY if is_direct(sentence) else OUTLET
    if word in ("who", "which", "that"):
        return None
    return voice_of(subject, people)


def _near(sentence: Sentence, last: _Said | None) -> bool:
    return last is not None and sentence.paragraph - last.sentence.paragraph <= 1


def _it_or_they(word: str, sentence: Sentence, last: _Said | None) -> Voice | None:
    if last is not None and _near(sentence, last) and not last.voice.person:
        return last.voice
    return HEARSAY if word in ("they", "it") and is_direct(sentence) else None


def _he_or_she(
    pronoun: Token, sentence: Sentence, earlier: list[Sentence], last: _Said | None, people: People
) -> Voice:
    """The person last heard, if nobody else can be meant; otherwise a voice without a name."""
    names: dict[str, None] = {}
    said_by = last.voice if last is not None and _near(sentence, last) else None
    if said_by is not None and said_by.person and said_by.speaker:
        names[said_by.speaker] = None
    start = last.sentence.number if last is not None and said_by is not None else sentence.number - 1
    for other in earlier[max(start, sentence.number - 6, 0) :]:
        if sentence.paragraph - other.paragraph <= 1:
            names |= dict.fromkeys(_persons(other, people))
    names |= dict.fromkeys(_persons(sentence, people, until=pronoun.i))
    fitting = [name for name in names if people.fits(name, pronoun.lower_)]
    if len(fitting) == 1 and " " in fitting[0]:
        return Voice(Source.NAMED, fitting[0], person=True)
    if said_by is not None and said_by.person and fitting == [said_by.speaker]:
        return said_by
    if said_by is not None and said_by.source is Source.UNNAMED and not fitting:
        return said_by
    return HEARSAY


def _persons(sentence: Sentence, people: People, until: int | None = None) -> list[str]:
    end = sentence.tokens.end if until is None else until
    return [
        people.full(plain_name(entity))
        for entity in sentence.tokens.ents
        if entity.label_ == "PERSON" and entity.start < end and not sentence.quoted(entity[0])
    ]


def _carried(sentence: Sentence, before: Attributed | None, last: _Said | None) -> Voice | None:
    """A quotation without a cue goes on with the voice before it, at most into the next paragraph."""
    opens = sentence.in_quote or sentence.quoted(sentence.tokens[0])
    if before is None or last is None or before.voice is OUTLET or not opens:
        return None
    same = before.sentence.paragraph == sentence.paragraph
    on = sentence.paragraph - last.sentence.paragraph <= 1 or (sentence.in_quote and before.sentence.in_quote)
    return before.voice if same or on else None


def _backwards(found: list[Attributed]) -> list[Attributed]:
    """A quotation over paragraphs whose speaker is named only at its end."""
    result = list(found)
    for at in range(len(result) - 2, -1, -1):
        here, following = result[at], result[at + 1]
        open_end = here.sentence.in_quote and (following.direct or following.sentence.half)
        if open_end and here.voice is HEARSAY and following.voice.speaker:
            result[at] = Attributed(here.sentence, following.voice, here.direct)
    return result
