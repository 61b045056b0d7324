"""Lines between desk and reader."""

import pytest

from bot.errors import PageFailed, PageUnreadable, TextTooShort, WrongLanguage
from bot.extract.wire import (
    WireBroken,
    document_of,
    error_of,
    pack,
    raise_error,
    reading_from_dict,
    reading_to_dict,
    request_of,
    unpack,
)
from bot.model.page import Article, DateSource, Document, FoundClaim, Kind, Reading, Source

READING = Reading(
    article=Article(
        "https://a.com/s", "Title \u2028 x", "A", None, None, DateSource.NONE, "en", 3, ("One two 👩‍👧.",)
    ),
    claims=(FoundClaim("One two.", 1, Source.UNNAMED, None, True, Kind.QUANTITY, ("has a figure",)),),
)


def test_a_reading_comes_back_as_it_went() -> None:
    assert reading_from_dict(unpack(pack(reading_to_dict(READING)))) == READING


def test_a_document_comes_back_as_it_went() -> None:
    document = Document(bytes(range(256)), "text/html; charset=x", None)
    assert document_of(unpack(pack(request_of(document)))) == document


@pytest.mark.parametrize("error", [PageUnreadable("No."), TextTooShort("Short."), WrongLanguage("German.")])
def test_a_failure_comes_back_as_its_class(error: PageFailed) -> None:
    with pytest.raises(type(error), match=error.reason):
        raise_error(unpack(pack(error_of(error))))


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_line_that_is_not_ours_is_refused(line: bytes) -> None:
    with pytest.raises(WireBroken):
        unpack(line)


@pytest.mark.parametrize(
    "message",
    [{}, {"article": {}, "claims": []}, {"article": 1, "claims": []}, {"article": {}, "claims": [1]}],
)
def test_a_reading_with_something_missing_is_refused(message: dict[str, object]) -> None:
    with pytest.raises(WireBroken):
        reading_from_dict(message)
