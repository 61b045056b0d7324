"""Text from outside, made fit to show."""

import pytest

from bot.model.claim import identity
from bot.model.page import FoundClaim, Kind, Source
from bot.model.text import clean, cut, fingerprint


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("  two \n\t words ", "two words"),
        ("a\x00b\x07c", "abc"),
        ("over\u202eride\u2066 \u2069", "override"),
        ("lone \ud800 half", "lone half"),
        ("tag\U000e0041 end", "tag end"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧 stay", "👩\u200d👧 stay"),
        ("<b>& <!channel>", "<b>& <!channel>"),
    ],
)
def test_cleaning_removes_tricks_and_keeps_words(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 10, "short"),
        ("exactly", 7, "exactly"),
        ("too long here", 8, "too lon…"),
        ("ae\u0301b", 3, "a…"),
    ],
)
def test_cutting_says_that_it_was_cut_and_splits_no_letter(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


def test_copies_that_differ_in_space_and_quotation_marks_have_one_fingerprint() -> None:
    assert fingerprint("“It  closed,” she said.") == fingerprint('"It closed," she said.')
    assert fingerprint("we're here") != fingerprint("were here")
    assert fingerprint("It closed.") != fingerprint("It closed!")


def test_the_same_words_of_two_speakers_are_two_claims() -> None:
    def found(speaker: str | None) -> FoundClaim:
        source = Source.NAMED if speaker else Source.OUTLET
        return FoundClaim("It closed.", 1, source, speaker, False, Kind.EVENT, ())

    assert len({identity(found(speaker)) for speaker in ("Ana Novak", "Jon Berg", None)}) == 3
