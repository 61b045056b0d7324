"""The checkable sentences of an article, best first."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.language import Language

from bot.extract.attribution import Attributed, attribute
from bot.extract.checks import first_check
from bot.extract.duplicates import Gist, gist, is_same
from bot.extract.features import features_of
from bot.extract.kinds import kind_of
from bot.extract.rank import CHECKABLE_FROM, reasons, score
from bot.extract.sentences import Sentence, split
from bot.extract.voice import OUTLET
from bot.extract.words import CONTEXT
from bot.model.page import FoundClaim


def find_claims(paragraphs: tuple[str, ...], nlp: Language, *, outlet: str = "") -> tuple[FoundClaim, ...]:
    """Every checkable sentence once, best first; what the outlet says of itself is its own voice."""
    sentences = split(paragraphs, nlp)
    items, _ = attribute(sentences)
    items = [_own_voice(item, outlet) for item in items]
    scored = [(score(item), item) for item in items]
    checkable = [(value, item) for value, item in scored if value >= CHECKABLE_FROM]
    ordered = sorted(_once(checkable), key=lambda pair: (-pair[0], pair[1].sentence.number))
    return tuple(_claim(item, sentences) for _, item in ordered)


def _own_voice(item: Attributed, outlet: str) -> Attributed:
    named = (item.voice.speaker or "").casefold().removeprefix("the ")
    own = bool(named) and named == outlet.casefold().removeprefix("the ")
    return replace(item, voice=OUTLET, direct=False) if own else item


def _once(scored: Iterable[tuple[float, Attributed]]) -> list[tuple[float, Attributed]]:
    """Near-duplicates merged: the fuller sentence stays, with the better score of the two."""
    kept: list[tuple[float, Attributed, Gist]] = []
    for value, item in scored:
        mine = gist(item.sentence.text)
        at = next(
            (at for at, (_, other, its) in enumerate(kept) if is_same(mine, its) and _may_merge(item, other)),
            None,
        )
        if at is None:
            kept.append((value, item, mine))
            continue
        other_value, other, its = kept[at]
        fuller = (item, mine) if len(mine.words) > len(its.words) else (other, its)
        kept[at] = (max(value, other_value), *fuller)
    return [(value, item) for value, item, _ in kept]


def _may_merge(one: Attributed, other: Attributed) -> bool:
    """Two people saying the same are two claims."""
    speakers = {one.voice.speaker, other.voice.speaker} - {None}
    return len(speakers) < 2


def _claim(item: Attributed, sentences: list[Sentence]) -> FoundClaim:
    sentence, features = item.sentence, features_of(item)
    kind = kind_of(features, sentence.text)
    needs_context = bool(CONTEXT.match(sentence.text)) and sentence.number > 0
    return FoundClaim(
        text=sentence.text,
        paragraph=sentence.paragraph,
        source=item.voice.source,
        speaker=item.voice.speaker,
        direct_quote=item.direct,
        kind=kind,
        reasons=reasons(features),
        before=sentences[sentence.number - 1].text if needs_context else None,
        first_check=first_check(item, kind, features),
    )
