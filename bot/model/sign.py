"""Reactions that mean something to the desk."""

from enum import StrEnum


class Sign(StrEnum):
    """The reactions that count, by the names that INTERFACE.md gives them."""

    TRUE = "white_check_mark"
    MISLEADING = "warning"
    FALSE = "x"
    UNPROVEN = "question"
    NOT_A_CLAIM = "no_entry_sign"
