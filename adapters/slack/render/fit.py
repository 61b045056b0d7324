"""Keeps all blocks of a message together within what Slack takes."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.model.text import cut

Json = dict[str, Any]

# All blocks together are refused from about 12,000 characters of text, "with a buffer for block containers"
# that nobody has written down, and 11,341 were refused too (bolt-js #2509, #2867): so we stay well below.
BLOCKS, ALL, CONTAINER = 50, 10_000, 10
_STEPS = (1_500, 1_000, 700, 450, 300, 200, 120, 80, 40)
_COUNTED = ("text", "url", "fallback")


def fit(blocks: Sequence[Json]) -> list[Json]:
    """The blocks; where they are too long together, the longest words and addresses are cut first."""
    kept = list(blocks[:BLOCKS])
    for step in _STEPS:
        if size(kept) <= ALL:
            break
        kept = [_shorter(block, step) for block in kept]
    return kept


def size(node: Any) -> int:
    """Roughly what Slack counts: words, addresses, and something for each container."""
    if isinstance(node, list):
        return sum(size(one) for one in node)
    if not isinstance(node, dict):
        return 0
    own = sum(len(node[name]) for name in _COUNTED if isinstance(node.get(name), str))
    return CONTAINER + own + sum(size(value) for value in node.values())


def _shorter(block: Json, limit: int) -> Json:
    """The same block with its runs of words cut; names of buttons and options stay."""
    match block["type"]:
        case "section":
            return block | {"text": block["text"] | {"text": cut(block["text"]["text"], limit)}}
        case "rich_text":
            return block | {"elements": list(_cut(block["elements"], limit))}
        case _:
            return block


def _cut(elements: Sequence[Json], limit: int) -> Iterator[Json]:
    for one in elements:
        if "elements" in one:
            yield one | {"elements": list(_cut(one["elements"], limit))}
        elif one["type"] == "link" and len(one["url"]) > limit:
            yield {"type": "text", "text": cut(one["text"], limit)}
        elif one["type"] in ("text", "link"):
            yield one | {"text": cut(one["text"], limit)}
        else:
            yield one
