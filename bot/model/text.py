"""Text from outside, made fit to show: hostile until cleaned."""

import re
import unicodedata

# C0 and C1 controls, surrogates, bidi embeddings, overrides and isolates, soft hyphen, byte order mark,
# interlinear marks and tag characters. Joiners and LRM/RLM stay: Persian, Arabic and emoji need them.
_DROP = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")
# An apostrophe inside a word is a letter of it ("we're" is not "were").
_QUOTE = re.compile(r"""["]|(?<!\w)'|'(?!\w)""")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
_OPENING, _CLOSING = frozenset('"“„«'), frozenset('"”“»')
_SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›", '"': "'"})


def clean(text: str) -> str:
    """White space collapsed, control, bidi-override and tag characters removed; nothing else changed."""
    return _SPACE.sub(" ", _DROP.sub("", text)).strip()


def clean_lines(text: str) -> str:
    """Like `clean`, but line breaks of a person's own message stay."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, never inside a grapheme cluster, with a mark where it was cut."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 0 and _continues(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def quoted(text: str, limit: int | None = None) -> str:
    """In quotation marks; its own marks around it go, those inside it become single ones."""
    plain = clean(text)
    if len(plain) > 1 and plain[0] in _OPENING and plain[-1] in _CLOSING and not _CLOSING & set(plain[1:-1]):
        plain = plain[1:-1].strip()
    plain = plain.translate(_SINGLE)
    return f"“{cut(plain, limit) if limit is not None else plain}”"


def _continues(text: str, at: int) -> bool:
    here = text[at]
    return (
        unicodedata.combining(here) != 0
        or unicodedata.category(here) in ("Mn", "Me", "Mc", "Cf", "Sk")
        or text[at - 1] == "\u200d"
    )


def fingerprint(text: str) -> str:
    """The sentence without what may differ between two copies of it: white space, quotation marks."""
    plain = unicodedata.normalize("NFKC", clean(text)).translate(_CURLY)
    return _SPACE.sub(" ", _QUOTE.sub("", plain)).strip()
