"""The words by which a claim is found, alike on both databases: made plain here, not by their rules.

Each word begins with a mark of its workspace, so that the index of one workspace is nowhere near another's.
"""

import re
import unicodedata
from hashlib import blake2b

MOST = 12
_LONGEST = 40
_WORD = re.compile(r"[^\W_]+")
_MARK_BYTES = 5


def terms(workspace: str, text: str) -> list[str]:
    """Each word once, in its order: letters and digits only, without capitals and accents."""
    mark = _mark(workspace)
    return [
        f"{mark}{word}" for word in dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(_plain(text)))
    ]


def indexed(workspace: str, text: str) -> str:
    """What the column `words` of a claim holds."""
    return " ".join(sorted(terms(workspace, text)))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if not unicodedata.category(letter).startswith("M"))


def _mark(workspace: str) -> str:
    """Eleven plain characters, the last of which is no digit of the ten before."""
    return blake2b(workspace.encode(), digest_size=_MARK_BYTES).hexdigest() + "x"
