"""Links in what a person wrote, and what only looks like one."""

import re

# In chat a link comes as <https://x> or <https://x|shown>; elsewhere it ends at a blank or a quote.
_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>|(https?://[^\s<>\"“”„«»|`]+)", re.IGNORECASE)
_TAIL = ".,;:!?'’‘…*~。，、！？；：）】」』"
_PAIRS = {")": "(", "]": "[", "}": "{"}

# One word, a host with a dot or a port, perhaps a path: how people type an address by hand.
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]+(?::\d+)?(?:[/?#]\S*)?")
_BARE_LINK = re.compile(r"www\.\S+|[^/?#]+/\S*", re.IGNORECASE)
_LOCAL = re.compile(r"(?:localhost|\d+(?:\.\d+){1,3}|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:javascript|vbscript|data):.*"
    r"|(?:https?|ftps?|sftp|file|mailto|tel|sms|about|blob|view-source|chrome|ws|wss|ssh|git|magnet|gopher):\S+",
    re.IGNORECASE | re.DOTALL,
)


def links_in(message: str) -> tuple[str, ...]:
    """Every http(s) link in order, each once; a bare `example.org/story` only when it is all there is."""
    found: dict[str, None] = {}
    at = 0
    while match := _LINK.search(message, at):
        if match[1]:
            link, at = match[1], match.end()
        else:
            link = _without_tail(match[2], before=message[: match.start()][-1:])
            at = match.start() + len(link)
        link = link.replace("&amp;", "&")
        if len(link) > len("https://"):
            found[link] = None
    return tuple(found) or _typed(message)


def looks_like_address(message: str) -> bool:
    """True when the whole message is meant as an address, also one that we never open."""
    word = _only_word(message)
    return bool(_SCHEME.fullmatch(word) or _OTHER.fullmatch(word) or _LOCAL.fullmatch(word) or _is_bare(word))


def _only_word(message: str) -> str:
    word = message.strip()
    if word.startswith("<") and word.endswith(">"):
        word = word[1:-1].split("|", 1)[0]
    return word


def _is_bare(word: str) -> bool:
    return bool(_BARE.fullmatch(word))


def _typed(message: str) -> tuple[str, ...]:
    word = _only_word(message)
    if not _is_bare(word) or not _BARE_LINK.fullmatch(word):
        return ()
    return ("https://" + _without_tail(word, before="").replace("&amp;", "&"),)


def _without_tail(link: str, *, before: str) -> str:
    """Cut at the first bracket that closes none of the link's own, then punctuation off the end."""
    link = link[: _first_stray(link)]
    # Emphasis around a link (_https://…_) belongs to the message; inside it, to the link.
    tail = _TAIL + "_" if before == "_" else _TAIL
    return link.rstrip(tail)


def _first_stray(link: str) -> int:
    waiting: list[str] = []
    for at, mark in enumerate(link):
        if mark in _PAIRS.values():
            waiting.append(mark)
        elif mark in _PAIRS:
            if not waiting or waiting[-1] != _PAIRS[mark]:
                return at
            waiting.pop()
    return len(link)
