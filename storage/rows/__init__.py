"""The tables. Every key begins with the workspace; column names are the field names of bot.model."""

from storage.rows.acts import ActRow, BallotRow
from storage.rows.base import METADATA
from storage.rows.claims import AppearanceRow, ClaimRow, ClaimWordsRow
from storage.rows.decisions import DecisionRow, SnapshotRow
from storage.rows.installs import InstallRow
from storage.rows.posts import HistoryRow, LineRow, PostRow
from storage.rows.recalls import NewsRow, RecallRow
from storage.rows.reminders import ReminderRow
from storage.rows.stories import AddressRow, DeskRow, StoryRow, TextRow, TipRow
from storage.rows.tasks import InboxRow, TaskRow

__all__ = [
    "METADATA",
    "ActRow",
    "AddressRow",
    "AppearanceRow",
    "BallotRow",
    "ClaimRow",
    "ClaimWordsRow",
    "DecisionRow",
    "DeskRow",
    "HistoryRow",
    "InboxRow",
    "InstallRow",
    "LineRow",
    "NewsRow",
    "PostRow",
    "RecallRow",
    "ReminderRow",
    "SnapshotRow",
    "StoryRow",
    "TaskRow",
    "TextRow",
    "TipRow",
]
