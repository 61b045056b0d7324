"""What a post of the desk looks like in Slack."""

from collections.abc import Mapping
from types import MappingProxyType

from adapters.slack.render.card import card
from adapters.slack.render.claim import claim
from adapters.slack.render.lines import lines, recall
from adapters.slack.render.words import Link, Message
from bot.model.post import Post, PostKind
from bot.model.view import ClaimView, StoryView
from bot.ports.chat import Content

_NOWHERE: Mapping[str, str] = MappingProxyType({})


def message(post: Post, content: Content, *, link: Link, goto: Mapping[str, str] = _NOWHERE) -> Message:
    """`link` gives the address of a message; `goto` those of claims' roots and stories' cards, by id."""
    match content:
        case StoryView():
            return card(content, link=link)
        case ClaimView():
            return claim(content)
        case str() if post.kind is PostKind.RECALL:
            return recall(post, content, goto)
        case str():
            return lines(post, content, goto)
