"""The tables. Every key begins with the workspace; column names are the field names of bot.model."""

from storage.rows.base import METADATA
from storage.rows.claims import AppearanceRow, BallotRow, ClaimRow, DecisionRow
from storage.rows.posts import HistoryRow, LineRow, PostRow
from storage.rows.stories import AddressRow, DeskRow, StoryRow, TextRow, TipRow
from storage.rows.tasks import InboxRow, TaskRow

__all__ = [
    "METADATA",
    "AddressRow",
    "AppearanceRow",
    "BallotRow",
    "ClaimRow",
    "DecisionRow",
    "DeskRow",
    "HistoryRow",
    "InboxRow",
    "LineRow",
    "PostRow",
    "StoryRow",
    "TaskRow",
    "TextRow",
    "TipRow",
]
