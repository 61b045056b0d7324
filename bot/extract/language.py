"""Whether a text can be judged: its language, and whether it is running text at all."""

import re
import unicodedata

import py3langid

from bot.errors import TextTooShort, WrongLanguage

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "was",
        "on",
        "said",
        "with",
        "as",
        "by",
        "it",
        "he",
        "she",
        "at",
        "from",
        "are",
        "be",
        "has",
        "have",
        "had",
        "his",
        "her",
        "not",
        "this",
        "but",
        "they",
        "an",
        "who",
        "will",
        "were",
        "which",
        "their",
        "been",
        "would",
        "after",
        "or",
        "more",
    ]
)
_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn":
    "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de":
    "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi":
    "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi":
    "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is":
    "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
    "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "mr":
    "Marathi", "ms": "Malay", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no":
    "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv":
    "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr":
    "Turkish", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*(?:\s|$)")
_FEWEST_IN_SENTENCE = 5
_FEWEST_WORDS = 40
_ENGLISH_SHARE = 0.14


def judge(paragraphs: tuple[str, ...]) -> None:
    """TextTooShort or WrongLanguage for a text that nothing honest can be said about."""
    text = "\n".join(paragraphs)[:20_000]
    if _is_foreign_script(text):
        _refuse(text)
    if len(text.split()) < _FEWEST_WORDS or not any(map(_has_sentence, paragraphs)):
        raise TextTooShort("There is too little running text here to find claims in.")
    words = [word.lower() for word in _WORD.findall(text)]
    # English full of names is taken for other languages; its little words are not.
    if sum(word in _ENGLISH for word in words) < _ENGLISH_SHARE * max(len(words), 1):
        _refuse(text)


def _refuse(text: str) -> None:
    code, _ = py3langid.classify(text)
    if code == "en":
        return
    name = _NAMES.get(code, "another language")
    raise WrongLanguage(f"This page seems to be in {name}; Claimdesk reads English only for now.")


def _has_sentence(paragraph: str) -> bool:
    parts = _SENTENCE_END.split(paragraph[:5000])
    return any(len(part.split()) >= _FEWEST_IN_SENTENCE for part in parts[:-1])


def _is_foreign_script(text: str) -> bool:
    letters = [char for char in text[:4000] if char.isalpha()]
    foreign = sum(
        ord(char) > 0x24F and not unicodedata.name(char, "").startswith("LATIN") for char in letters
    )
    return len(letters) >= 20 and foreign > len(letters) / 2
