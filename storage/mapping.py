"""Rows and the frozen values of bot.model, one to the other, by field name.

A bad value in a column is an error here, at the edge, not later in a rule.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.errors import FailCode
from bot.model.ids import PlaceId, StoryId
from bot.model.page import Article, DateSource
from bot.model.story import Failure, Story, StoryState

V = TypeVar("V")
_CACHE: dict[type[Any], Mapping[str, Callable[[Any], Any]]] = {}


def columns(value: Any, *, workspace: str) -> dict[str, Any]:
    """The columns of a flat value."""
    out: dict[str, Any] = {"workspace": workspace}
    for field in fields(value):
        item = getattr(value, field.name)
        out[field.name] = (
            list(item) if isinstance(item, tuple) else str(item) if isinstance(item, StrEnum) else item
        )
    return out


def value(kind: type[V], found: Any) -> V:
    """The value of a row whose columns have the names of its fields."""
    return kind(**{name: convert(getattr(found, name)) for name, convert in _converters(kind).items()})


def _converters(kind: type[Any]) -> Mapping[str, Callable[[Any], Any]]:
    if kind not in _CACHE:
        hints = get_type_hints(kind)
        _CACHE[kind] = {field.name: _converter(hints[field.name]) for field in fields(kind)}
    return _CACHE[kind]


def _converter(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) in (Union, types.UnionType):
        inner = _converter(next(part for part in get_args(hint) if part is not type(None)))
        return lambda item: None if item is None else inner(item)
    if get_origin(hint) is tuple:
        return tuple
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return lambda item: item


def story_columns(story: Story, *, workspace: str) -> dict[str, Any]:
    """The columns of a story and its article, the paragraphs apart."""
    article = story.article
    return {
        "workspace": workspace,
        "id": story.id,
        "place": story.place,
        "url": story.url,
        "address": story.address,
        "state": str(story.state),
        "created_at": story.created_at,
        "number": story.number,
        "fail_code": str(story.failure.code) if story.failure else None,
        "fail_reason": story.failure.reason if story.failure else None,
        "tries": story.tries,
        "retry_at": story.retry_at,
        "read_at": story.read_at,
        "same_as": story.same_as,
        "due_at": story.due_at,
        "due_since": story.due_since,
        "canonical_url": article.canonical_url if article else None,
        "title": article.title if article else None,
        "outlet": article.outlet if article else None,
        "byline": article.byline if article else None,
        "published": article.published if article else None,
        "published_source": str(article.published_source) if article else None,
        "language": article.language if article else None,
        "words": article.words if article else None,
    }


def story(found: Any) -> Story:
    """The story of a row; its article has no paragraphs."""
    return Story(
        id=StoryId(found.id),
        place=PlaceId(found.place),
        url=found.url,
        address=found.address,
        state=StoryState(found.state),
        created_at=found.created_at,
        number=found.number,
        article=_article(found),
        failure=Failure(FailCode(found.fail_code), found.fail_reason or "") if found.fail_code else None,
        tries=found.tries,
        retry_at=found.retry_at,
        read_at=found.read_at,
        same_as=StoryId(found.same_as) if found.same_as else None,
        due_at=found.due_at,
        due_since=found.due_since,
    )


def _article(found: Any) -> Article | None:
    if found.title is None or found.outlet is None:
        return None
    return Article(
        canonical_url=found.canonical_url,
        title=found.title,
        outlet=found.outlet,
        byline=found.byline,
        published=found.published,
        published_source=DateSource(found.published_source or DateSource.NONE),
        language=found.language or "",
        words=found.words or 0,
        paragraphs=(),
    )
