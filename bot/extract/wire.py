"""What passes between the desk and the reader process: one JSON object a line."""

import base64
import binascii
import json
from typing import Any

from bot.errors import FailCode, PageFailed, PageRefused, PageUnreadable, TextTooShort, WrongLanguage
from bot.model.page import Article, DateSource, Document, FoundClaim, Kind, Reading, Source

Json = dict[str, Any]
_ERRORS: dict[FailCode, type[PageFailed]] = {
    FailCode.REFUSED: PageRefused,
    FailCode.UNREADABLE: PageUnreadable,
    FailCode.TOO_SHORT: TextTooShort,
    FailCode.LANGUAGE: WrongLanguage,
}


class WireBroken(Exception):
    """A line that is not one of ours."""


def pack(message: Json) -> bytes:
    """One line; plain ASCII, so that no character can end it early or fail to encode."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def unpack(line: bytes) -> Json:
    """The object on a line; WireBroken where there is none."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireBroken("not JSON") from error
    if not isinstance(message, dict):
        raise WireBroken("not an object")
    return message


def request_of(document: Document) -> Json:
    """A document as a request."""
    body = base64.b64encode(document.body).decode("ascii")
    return {"body": body, "content_type": document.content_type, "url": document.url}


def document_of(message: Json) -> Document:
    """The document that a request holds."""
    try:
        body = base64.b64decode(_string(message, "body"), validate=True)
    except binascii.Error as error:
        raise WireBroken("body is not base64") from error
    return Document(body=body, content_type=_string(message, "content_type"), url=_optional(message, "url"))


def error_of(error: PageFailed) -> Json:
    """A failure as an answer."""
    return {"error": {"code": str(error.code), "message": error.reason}}


def raise_error(message: Json) -> None:
    """Raises the failure that an answer tells of, if it tells of one."""
    told = message.get("error")
    if told is None:
        return
    if not isinstance(told, dict):
        raise WireBroken("error is not an object")
    try:
        code = FailCode(_string(told, "code"))
    except ValueError as error:
        raise WireBroken("unknown code") from error
    raise _ERRORS[code](_string(told, "message"))


def reading_to_dict(reading: Reading) -> Json:
    """A reading in plain JSON values."""
    article = reading.article
    return {
        "article": {
            "canonical_url": article.canonical_url,
            "title": article.title,
            "outlet": article.outlet,
            "byline": article.byline,
            "published": article.published,
            "published_source": str(article.published_source),
            "language": article.language,
            "words": article.words,
            "paragraphs": list(article.paragraphs),
        },
        "claims": [_claim_to_dict(claim) for claim in reading.claims],
    }


def reading_from_dict(message: Json) -> Reading:
    """The reading that plain JSON values hold; WireBroken where something is missing or of another type."""
    article = message.get("article")
    claims = message.get("claims")
    if not isinstance(article, dict) or not isinstance(claims, list):
        raise WireBroken("no article or no claims")
    try:
        return Reading(article=_article(article), claims=tuple(_claim(claim) for claim in claims))
    except ValueError as error:
        raise WireBroken("an unknown word") from error


def _article(message: Json) -> Article:
    return Article(
        canonical_url=_optional(message, "canonical_url"),
        title=_string(message, "title"),
        outlet=_string(message, "outlet"),
        byline=_optional(message, "byline"),
        published=_optional(message, "published"),
        published_source=DateSource(_string(message, "published_source")),
        language=_string(message, "language"),
        words=_whole(message, "words"),
        paragraphs=_strings(message, "paragraphs"),
    )


def _claim_to_dict(claim: FoundClaim) -> Json:
    return {
        "text": claim.text,
        "paragraph": claim.paragraph,
        "source": str(claim.source),
        "speaker": claim.speaker,
        "direct_quote": claim.direct_quote,
        "kind": str(claim.kind),
        "reasons": list(claim.reasons),
        "notes": list(claim.notes),
        "before": claim.before,
        "first_check": claim.first_check,
    }


def _claim(message: Json) -> FoundClaim:
    if not isinstance(message, dict):
        raise WireBroken("a claim is not an object")
    return FoundClaim(
        text=_string(message, "text"),
        paragraph=_whole(message, "paragraph"),
        source=Source(_string(message, "source")),
        speaker=_optional(message, "speaker"),
        direct_quote=message.get("direct_quote") is True,
        kind=Kind(_string(message, "kind")),
        reasons=_strings(message, "reasons"),
        notes=_strings(message, "notes"),
        before=_optional(message, "before"),
        first_check=_optional(message, "first_check"),
    )


def _string(message: Json, key: str) -> str:
    value = message.get(key)
    if not isinstance(value, str):
        raise WireBroken(f"{key} is not a text")
    return value


def _optional(message: Json, key: str) -> str | None:
    return None if message.get(key) is None else _string(message, key)


def _whole(message: Json, key: str) -> int:
    value = message.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise WireBroken(f"{key} is not a number")
    return value


def _strings(message: Json, key: str) -> tuple[str, ...]:
    value = message.get(key)
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise WireBroken(f"{key} is not a list of texts")
    return tuple(value)
